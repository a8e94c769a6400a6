import type { EntityManager } from 'typeorm';
import { Wallet } from '../entities/index.js';
import type { WalletStatus } from '../domain/index.js';
import { pageById } from './pages/id-pages.js';
import type { Page, PageArguments } from './pages/page.js';

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

/** All wallets of an owner, ordered by currency: at most one each. */
export function readWalletsOfOwner(manager: EntityManager, ownerId: string): Promise<Wallet[]> {
  return manager
    .createQueryBuilder(Wallet, 'wallet')
    .where('wallet.ownerId = :ownerId', { ownerId })
    .orderBy('wallet.currency')
    .getMany();
}

/** A page of wallets, newest first. */
export function readWalletsPage(
  manager: EntityManager,
  filter: WalletFilter,
  page: PageArguments,
): Promise<Page<Wallet>> {
  const query = manager.createQueryBuilder(Wallet, 'wallet').where('true');
  if (filter.ownerId !== undefined)
    query.andWhere('wallet.ownerId = :ownerId', { ownerId: filter.ownerId });
  if (filter.currency !== undefined)
    query.andWhere('wallet.currency = :currency', { currency: filter.currency });
  if (filter.status !== undefined)
    query.andWhere('wallet.status = :status', { status: filter.status });
  return pageById('wallets', query, page);
}
