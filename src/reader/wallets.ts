import type { EntityManager } from 'typeorm';
import { Wallet } from '../entities/index.js';
import type { WalletStatus } from '../domain/index.js';
import type { Page, PageArguments } from './pages/page.js';
import { Parameters } from './pages/parameters.js';
import { pageByPosition } from './pages/position-pages.js';

export interface WalletFilter {
  readonly ownerId?: string | undefined;
  readonly currency?: string | undefined;
  readonly name?: string | undefined;
  readonly status?: WalletStatus | undefined;
  /** The wallet's metadata contain this. */
  readonly metadata?: Record<string, unknown> | undefined;
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

/** The most wallets of one owner that are read at once. There is a list with pages for more. */
export const MAX_OWN_WALLETS = 200;

/**
 * The wallets of owners, by owner, ordered by currency and name: one more than `MAX_OWN_WALLETS` at most. Leaves out owners
 * without a wallet.
 */
export async function readWalletsOfOwners(
  manager: EntityManager,
  ownerIds: readonly string[],
): Promise<Map<string, Wallet[]>> {
  const wallets = await manager
    .createQueryBuilder(Wallet, 'wallet')
    .where(
      `wallet.id IN (
         SELECT first.id FROM unnest(:ownerIds::text[]) AS named (owner_id)
          CROSS JOIN LATERAL (
            SELECT w.id FROM wallet w WHERE w.owner_id = named.owner_id ORDER BY w.currency, w.name LIMIT :most) first)`,
      { ownerIds, most: MAX_OWN_WALLETS + 1 },
    )
    .orderBy('wallet.currency')
    .addOrderBy('wallet.name')
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
  { ownerId, currency, name, status, metadata }: WalletFilter,
  page: PageArguments,
): Promise<Page<Wallet>> {
  const parameters = new Parameters();
  const conditions: string[] = [];
  if (ownerId !== undefined) conditions.push(`t.owner_id = ${parameters.add(ownerId)}`);
  if (currency !== undefined) conditions.push(`t.currency = ${parameters.add(currency)}`);
  if (name !== undefined) conditions.push(`t.name = ${parameters.add(name)}`);
  // The first condition is that of the index.
  if (metadata !== undefined)
    conditions.push(
      `t.metadata <> '{}' AND t.metadata @> ${parameters.add(JSON.stringify(metadata))}::jsonb`,
    );
  if (status !== undefined) conditions.push(`t.status = ${parameters.add(status)}`);
  return pageByPosition(
    manager,
    { name: 'wallets', entity: Wallet, table: 'wallet', conditions, parameters },
    page,
  );
}
