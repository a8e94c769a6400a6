import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Transaction } from '../entities/index.js';
import type { TransactionKind, TransactionStatus } from '../domain/index.js';
import { pageById } from './pages/id-pages.js';
import type { Page, PageArguments } from './pages/page.js';

/** Conditions that must all hold. `from` is included, `to` is not. */
export interface TransactionFilter {
  /** The wallet on either side of the transaction. */
  readonly walletId?: string | undefined;
  /** The owner of a wallet on either side of the transaction. */
  readonly ownerId?: string | undefined;
  readonly kinds?: readonly TransactionKind[] | undefined;
  readonly statuses?: readonly TransactionStatus[] | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly reference?: string | undefined;
}

export async function readTransactions(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, Transaction>> {
  const transactions = await manager
    .createQueryBuilder(Transaction, 'transaction')
    .where('transaction.id = ANY(:ids)', { ids })
    .getMany();
  return new Map(transactions.map((transaction) => [transaction.id, transaction]));
}

/** The reversals of transactions, by the id of what each took back. Leaves out ids that were not reversed. */
export async function readReversals(
  manager: EntityManager,
  originalIds: readonly string[],
): Promise<Map<string, Transaction>> {
  const reversals = await manager
    .createQueryBuilder(Transaction, 'transaction')
    .where(`transaction.originalId = ANY(:originalIds) AND transaction.kind = 'REVERSAL'`, {
      originalIds,
    })
    .getMany();
  return new Map(reversals.map((reversal) => [reversal.originalId ?? '', reversal]));
}

/** A page of transactions, newest first. */
export async function readTransactionsPage(
  manager: EntityManager,
  filter: TransactionFilter,
  page: PageArguments,
): Promise<Page<Transaction>> {
  const query = manager.createQueryBuilder(Transaction, 'transaction').where('true');
  const wallets = await walletsOf(manager, filter);
  if (wallets)
    query.andWhere(
      '(transaction.walletId = ANY(:wallets) OR transaction.counterWalletId = ANY(:wallets))',
      { wallets },
    );
  applyFilter(query, filter);
  return pageById(
    filter.walletId ? `transactions ${filter.walletId}` : 'transactions',
    query,
    page,
  );
}

/** Ids of the wallets that the filter allows; undefined if it allows all. */
async function walletsOf(
  manager: EntityManager,
  filter: TransactionFilter,
): Promise<string[] | undefined> {
  if (filter.ownerId === undefined)
    return filter.walletId === undefined ? undefined : [filter.walletId];
  const rows = await manager.query<{ id: string }[]>(
    `/* walletsOfOwner */ SELECT id FROM wallet WHERE owner_id = $1 AND ($2::uuid IS NULL OR id = $2)`,
    [filter.ownerId, filter.walletId ?? null],
  );
  return rows.map((row) => row.id);
}

function applyFilter(query: SelectQueryBuilder<Transaction>, filter: TransactionFilter): void {
  if (filter.kinds) query.andWhere('transaction.kind = ANY(:kinds)', { kinds: filter.kinds });
  if (filter.statuses)
    query.andWhere('transaction.status = ANY(:statuses)', { statuses: filter.statuses });
  if (filter.from) query.andWhere('transaction.createdAt >= :from', { from: filter.from });
  if (filter.to) query.andWhere('transaction.createdAt < :to', { to: filter.to });
  if (filter.reference !== undefined)
    query.andWhere('transaction.reference = :reference', { reference: filter.reference });
}
