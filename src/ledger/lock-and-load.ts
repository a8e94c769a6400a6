import { Transaction, Wallet } from '../entities/index.js';
import type { EntityManager } from 'typeorm';
import {
  readFollowers,
  readLastBonuses,
  readPending,
  readQuotes,
  readUsedQuotes,
} from './related-rows.js';
import { readChainHeadsAndClock, readCreditLines } from '../reader/index.js';
import { commitTime } from './commit-time.js';
import type { Locks, Posting, RuleContext } from './movement.js';
import { BatchState } from './batch-state.js';
import { takeShard } from './shard.js';
import type { AccountKind, AccountName, Phase } from '../domain/index.js';

/**
 * Locks every row that the commands of a batch name, and then reads the rows that they need. A later statement than the
 * locks reads the chain heads: under READ COMMITTED, a statement that waited for a lock still shows its other rows as
 * they were before the wait.
 *
 * Every commit locks in one order, so commits never deadlock: wallets by id, then transactions by id, then one shard of
 * the system accounts.
 */
export async function lockAndLoad(
  manager: EntityManager,
  locks: readonly Locks[],
  context: RuleContext,
): Promise<BatchState> {
  const transactionIds = distinct(locks.flatMap((lock) => lock.transactions ?? []));
  // The wallets of each transaction and quote, by its id.
  const walletIdsOf = await walletsOfTransactions(manager, transactionIds);
  const openedIds = await walletsOfOwners(manager, locks);
  const quotes = await readQuotes(manager, distinct(locks.flatMap((lock) => lock.quotes ?? [])));
  for (const { id, fromWalletId, toWalletId } of quotes)
    walletIdsOf.set(id, [fromWalletId, toWalletId]);
  const wallets = await lockWallets(
    manager,
    distinct([
      ...locks.flatMap((lock) => lock.wallets ?? []),
      ...[...walletIdsOf.values()].flat(),
      ...openedIds,
    ]),
  );
  const transactions = await lockTransactions(manager, transactionIds);
  const postings = await readPostings(
    manager,
    distinct(locks.flatMap((lock) => (lock.entries ? (lock.transactions ?? []) : []))),
  );
  const shard = await takeShard(manager, systemAccountsOf(locks, wallets, walletIdsOf, postings));
  // No statement waits from here on, so the rows read now are as the locks hold them.
  const { heads, clock } = await readChainHeadsAndClock(
    manager,
    context.clock,
    wallets.map((wallet) => wallet.id),
    shard,
  );
  const creditLines = await readCreditLines(manager, walletsThatNeed(locks, 'creditLines'));
  const lastBonuses = await readLastBonuses(manager, walletsThatNeed(locks, 'bonuses'));
  const bonusIds = [...lastBonuses.values()].map(({ id }) => id);
  const now = commitTime(clock, heads, [
    ...wallets.flatMap((one) => [one.createdAt, one.statusChangedAt]),
    ...quotes.map((quote) => quote.createdAt),
    ...transactions.flatMap((one) => [one.createdAt, one.completedAt, one.statusChangedAt]),
    ...[...creditLines.values()].map((line) => line.createdAt),
  ]);
  context.clock.observe(now);
  return new BatchState({
    ...context,
    now,
    wallets,
    transactions,
    pending: await readPending(manager, walletsThatNeed(locks, 'pending')),
    followers: await readFollowers(manager, distinct([...transactionIds, ...bonusIds])),
    heads,
    shard,
    postings,
    creditLines,
    lastBonuses,
    quotes,
    usedQuotes: await readUsedQuotes(manager, quotes),
  });
}

/** The wallets of the commands that need these rows. */
function walletsThatNeed(
  locks: readonly Locks[],
  needed: 'creditLines' | 'pending' | 'bonuses',
): string[] {
  return distinct(locks.flatMap((lock) => (lock[needed] ? (lock.wallets ?? []) : [])));
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

/** The wallets of each transaction. They never change, so they may be read before the transaction is locked. */
async function walletsOfTransactions(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await manager.query<
    { id: string; wallet_id: string; counter_wallet_id: string | null }[]
  >(
    `/* walletsOfTransactions */ SELECT id, wallet_id, counter_wallet_id FROM transaction WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      [row.wallet_id, ...(row.counter_wallet_id ? [row.counter_wallet_id] : [])],
    ]),
  );
}

async function walletsOfOwners(manager: EntityManager, locks: readonly Locks[]): Promise<string[]> {
  const named = locks.flatMap((lock) => lock.openWallet ?? []);
  if (named.length === 0) return [];
  const rows = await manager.query<{ id: string }[]>(
    `/* walletsOfOwners */
     SELECT w.id FROM unnest($1::text[], $2::text[]) AS named (owner_id, currency)
       JOIN wallet w USING (owner_id, currency)`,
    [named.map((one) => one.ownerId), named.map((one) => one.currency)],
  );
  return rows.map((row) => row.id);
}

async function lockWallets(manager: EntityManager, ids: readonly string[]): Promise<Wallet[]> {
  if (ids.length === 0) return [];
  return manager
    .createQueryBuilder(Wallet, 'wallet')
    .setLock('pessimistic_write')
    .where('wallet.id = ANY(:ids)', { ids })
    .orderBy('wallet.id')
    .getMany();
}

async function lockTransactions(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Transaction[]> {
  if (ids.length === 0) return [];
  return manager
    .createQueryBuilder(Transaction, 'transaction')
    .setLock('pessimistic_write')
    .where('transaction.id = ANY(:ids)', { ids })
    .orderBy('transaction.id')
    .getMany();
}

interface PostingRow {
  transaction_id: string;
  wallet_id: string | null;
  kind: AccountKind;
  currency: string;
  phase: Phase;
  amount: string;
}

async function readPostings(
  manager: EntityManager,
  transactionIds: readonly string[],
): Promise<Map<string, Posting[]>> {
  const postings = new Map<string, Posting[]>();
  if (transactionIds.length === 0) return postings;
  const rows = await manager.query<PostingRow[]>(
    `/* postings */
     SELECT e.transaction_id, a.wallet_id, a.kind, a.currency, e.phase, e.amount
       FROM entry e JOIN account a ON a.id = e.account_id
      WHERE e.transaction_id = ANY($1::uuid[])
      ORDER BY e.transaction_id, e.account_id, e.seq`,
    [transactionIds],
  );
  for (const row of rows) {
    const list = postings.get(row.transaction_id) ?? [];
    const account = { walletId: row.wallet_id, kind: row.kind, currency: row.currency };
    list.push({ account, phase: row.phase, amount: BigInt(row.amount) });
    postings.set(row.transaction_id, list);
  }
  return postings;
}

/**
 * The system accounts to which commands may post: those that they name, in the currencies of the wallets that they lock,
 * and those in the entries of their transactions. The shard does not matter here.
 */
function systemAccountsOf(
  locks: readonly Locks[],
  wallets: readonly Wallet[],
  walletIdsOf: ReadonlyMap<string, readonly string[]>,
  postings: ReadonlyMap<string, readonly Posting[]>,
): AccountName[] {
  const currencies = new Map(wallets.map((wallet) => [wallet.id, wallet.currency]));
  const accounts = new Map<string, AccountName>();
  const add = ({ kind, currency }: Omit<AccountName, 'walletId'>): unknown =>
    accounts.set(`${currency}/${kind}`, { walletId: null, kind, currency });
  for (const lock of locks.filter((one) => one.systemAccounts?.length)) {
    const ids = [
      ...(lock.wallets ?? []),
      ...[...(lock.transactions ?? []), ...(lock.quotes ?? [])].flatMap(
        (id) => walletIdsOf.get(id) ?? [],
      ),
    ];
    for (const currency of distinct(ids.flatMap((id) => currencies.get(id) ?? [])))
      for (const kind of lock.systemAccounts ?? []) add({ kind, currency });
  }
  for (const { account } of [...postings.values()].flat())
    if (account.walletId === null) add(account);
  return [...accounts.values()];
}
