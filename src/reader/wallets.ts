import type { EntityManager } from 'typeorm';
import { Wallet } from '../entities/index.js';
import type { WalletStatus } from '../domain/index.js';
import type { Page, PageArguments } from './pages/page.js';
import { Parameters } from './pages/parameters.js';
import { pageByPosition } from './pages/position-pages.js';

export interface WalletFilter {
  readonly ownerId?: string | undefined;
  readonly currency?: string | undefined;
  readonly status?: WalletStatus | undefined;
}

export async function readWallets(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, Wallet>> {
  const wallets = await manager
    .createQueryBuilder(Wallet, 'wallet')
    .where('wallet.id = ANY(:ids)', { ids })
    .getMany();
  return new Map(wallets.map((wallet) => [wallet.id, wallet]));
}

/** All wallets of owners, by owner, ordered by currency: at most one each. Leaves out owners without a wallet. */
export async function readWalletsOfOwners(
  manager: EntityManager,
  ownerIds: readonly string[],
): Promise<Map<string, Wallet[]>> {
  const wallets = await manager
    .createQueryBuilder(Wallet, 'wallet')
    .where('wallet.ownerId = ANY(:ownerIds)', { ownerIds })
    .orderBy('wallet.currency')
    .getMany();
  const byOwner = new Map<string, Wallet[]>();
  for (const wallet of wallets) {
    const owned = byOwner.get(wallet.ownerId);
    if (owned) owned.push(wallet);
    else byOwner.set(wallet.ownerId, [wallet]);
  }
  return byOwner;
}

/** A page of wallets, newest first. */
export function readWalletsPage(
  manager: EntityManager,
  { ownerId, currency, status }: WalletFilter,
  page: PageArguments,
): Promise<Page<Wallet>> {
  const parameters = new Parameters();
  const conditions: string[] = [];
  if (ownerId !== undefined) conditions.push(`t.owner_id = ${parameters.add(ownerId)}`);
  if (currency !== undefined) conditions.push(`t.currency = ${parameters.add(currency)}`);
  if (status !== undefined) conditions.push(`t.status = ${parameters.add(status)}`);
  return pageByPosition(
    manager,
    { name: 'wallets', entity: Wallet, table: 'wallet', conditions, parameters },
    page,
  );
}
