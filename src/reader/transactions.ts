import type { EntityManager } from 'typeorm';
import { Transaction } from '../entities/index.js';
import type { TransactionFilter } from './finding/transaction-filter.js';
import { conditionsOf, searchOf } from './finding/transaction-search.js';
import { InputError, type Page, type PageArguments } from './pages/page.js';
import { Parameters } from './pages/parameters.js';
import type { Sources } from './pages/parts-sql.js';
import { pageByPosition } from './pages/position-pages.js';

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

/** A page of transactions, newest first. @throws InputError for a filter that would read too much of the book */
export async function readTransactionsPage(
  manager: EntityManager,
  filter: TransactionFilter,
  page: PageArguments,
): Promise<Page<Transaction>> {
  const parameters = new Parameters();
  const walletIds = await walletsOf(manager, filter);
  const { reference, ...others } = conditionsOf(filter, parameters);
  // An index has the transactions of a reference in the list's order, as it has those of a wallet.
  const byReference = reference !== undefined && walletIds === undefined;
  const asked = byReference || reference === undefined ? others : { ...others, reference };
  const search = await searchOf(manager, filter, asked, parameters, walletIds !== undefined);
  const sources = byReference
    ? sourcesOf('text[]', [filter.reference], ['reference'], parameters)
    : walletIds && {
        ...sourcesOf('uuid[]', walletIds, ['wallet_id', 'counter_wallet_id'], parameters),
        listed: { column: 'further_wallet_ids', table: 'further_wallet', item: 'wallet_id' },
      };
  return pageByPosition(
    manager,
    {
      name: filter.walletId ? `transactions ${filter.walletId}` : 'transactions',
      entity: Transaction,
      table: 'transaction',
      conditions: Object.values(asked),
      parameters,
      ...(sources && { sources }),
      ...(search && { search }),
    },
    page,
  );
}

/** Ids of the wallets that the filter allows; undefined if it allows all. */
/** The most wallets of an owner whose transactions make one list: each is looked up by itself. */
const MAX_WALLETS = 1_000;

async function walletsOf(
  manager: EntityManager,
  filter: TransactionFilter,
): Promise<string[] | undefined> {
  if (filter.ownerId === undefined)
    return filter.walletId === undefined ? undefined : [filter.walletId];
  const rows = await manager.query<{ id: string }[]>(
    `/* walletsOfOwner */ SELECT id FROM wallet WHERE owner_id = $1 AND ($2::uuid IS NULL OR id = $2) LIMIT $3`,
    [filter.ownerId, filter.walletId ?? null, MAX_WALLETS + 1],
  );
  if (rows.length > MAX_WALLETS)
    throw new InputError(
      `The owner has more than ${MAX_WALLETS} wallets, too many for one list of transactions. Add a walletId.`,
    );
  return rows.map((row) => row.id);
}

/** Transactions with one of these values in one of the columns: an index has those of each in the list's order. */
function sourcesOf(
  type: 'uuid[]' | 'text[]',
  values: readonly unknown[],
  columns: readonly string[],
  parameters: Parameters,
): Sources {
  return { ids: `${parameters.add(values)}::${type}`, count: values.length, columns };
}
