import type { EntityManager } from 'typeorm';
import { Transaction } from '../entities/index.js';
import type { TransactionKind, TransactionStatus } from '../domain/index.js';
import type { Page, PageArguments } from './pages/page.js';
import { Parameters } from './pages/parameters.js';
import type { PositionedList } from './pages/parts-sql.js';
import { pageByPosition } from './pages/position-pages.js';

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
  const parameters = new Parameters();
  const walletIds = await walletsOf(manager, filter);
  return pageByPosition(
    manager,
    {
      name: filter.walletId ? `transactions ${filter.walletId}` : 'transactions',
      entity: Transaction,
      table: 'transaction',
      conditions: conditionsOf(filter, parameters),
      parameters,
      ...(walletIds && { sources: sourcesOf(walletIds, parameters) }),
    },
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

/** The transactions of wallets, on either side: an index has those of one wallet and side in the list's order. */
function sourcesOf(
  walletIds: readonly string[],
  parameters: Parameters,
): NonNullable<PositionedList<Transaction>['sources']> {
  return {
    from: `unnest(${parameters.add(walletIds)}::uuid[]) AS source (id)`,
    columns: ['wallet_id', 'counter_wallet_id'],
  };
}

function conditionsOf(filter: TransactionFilter, parameters: Parameters): string[] {
  const conditions: string[] = [];
  const { kinds, statuses, from, to, reference } = filter;
  if (kinds) conditions.push(`t.kind = ANY(${parameters.add(kinds)})`);
  if (statuses) conditions.push(`t.status = ANY(${parameters.add(statuses)})`);
  if (from) conditions.push(`t.created_at >= ${parameters.add(from)}`);
  if (to) conditions.push(`t.created_at < ${parameters.add(to)}`);
  if (reference !== undefined) conditions.push(`t.reference = ${parameters.add(reference)}`);
  return conditions;
}
