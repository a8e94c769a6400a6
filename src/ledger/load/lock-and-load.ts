import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { PipelinedTransaction } from '../../database/index.js';
import { Alert, Monitor, Schedule, Transaction, Wallet, Webhook } from '../../entities/index.js';
import {
  type PermanentRows,
  readCreditLines,
  readCurrencies,
  readSystemAccounts,
  type SystemShard,
} from '../../reader/index.js';
import { BatchState } from '../batch-state.js';
import { findKeys, keyText, type StoredKey } from '../idempotency.js';
import type { Locks, RuleContext } from '../movement.js';
import { commitTime } from './commit-time.js';
import { type HeadsAndClock, readHeadsOfClaims, readHeadsOfShard } from './heads.js';
import { type CurrencyLookUp, LookedUp } from './looked-up.js';
import {
  alertIdsSql,
  type Claim,
  monitorIdsSql,
  namedCurrencies,
  namedSystemAccounts,
  namesWallets,
  scheduleIdsSql,
  transactionIdsSql,
  walletIdsSql,
  webhookIdsSql,
} from './named-rows.js';
import {
  readDeadLetters,
  readFollowers,
  readLastBonuses,
  readPending,
  readPostings,
  readQuotes,
  readRevokedSchedules,
  readUsedQuotes,
  readWalletCounts,
  readWalletsOfFindings,
} from './related-rows.js';
import { takeShard, waitForShard } from './shard.js';
import { mayPostToSystemAccounts, systemAccountsOf } from './system-accounts.js';

/** The rows of a batch. */
interface Loaded {
  /** The keys that are in the book, by their text. */
  readonly keys: Map<string, StoredKey>;
  readonly currencies: CurrencyLookUp;
  /** The state on which the rules decide; undefined if every key is in the book, because then nothing is decided. */
  readonly state: BatchState | undefined;
}

/**
 * Locks every row that the fresh commands of a batch name, and reads the rows that they need, in one round trip. All
 * that is read comes in later statements than the locks: under READ COMMITTED, a statement that waited for a lock still
 * shows its other rows as they were before the wait. A round trip follows only if every shard is held, or if this gateway
 * meets the first wallet of a currency.
 *
 * Every commit locks in one order, so commits never deadlock: wallets by id, then transactions by id, then schedules, then monitors,
 * then alerts, then webhooks, each by id, then one shard of the system accounts.
 */
export async function lockAndLoad(
  transaction: PipelinedTransaction,
  claims: readonly Claim[],
  context: RuleContext,
): Promise<Loaded> {
  const codes = unknownOf(namedCurrencies(claims), context.currencies);
  const names = unknownOf(namedSystemAccounts(claims), context.systemAccounts);
  const { currencyRows, accountRows, ...rows } = await transaction.send({
    ...statementsFor(claims, context),
    currencyRows: (manager) => readCurrencies(manager, codes),
    accountRows: (manager) => readSystemAccounts(manager, names),
  });
  context.currencies.learn(currencyRows);
  context.systemAccounts.learn(accountRows);
  const currencies = new LookedUp(context.currencies, codes);
  const systemAccounts = new LookedUp(context.systemAccounts, names);
  const fresh = claims.filter((claim) => !rows.keys.has(keyText(claim)));
  if (fresh.length === 0) return { keys: rows.keys, currencies, state: undefined };
  await learnCurrenciesOf(rows.wallets, transaction, context);
  const accounts = systemAccountsOf(
    fresh.map(({ locks }) => locks),
    rows,
  );
  const { shard, heads, clock } = await headsWithShard(transaction, context, {
    ...rows,
    accounts,
  });
  const now = commitTime(clock, heads, [
    ...rows.wallets.flatMap((one) => [one.createdAt, one.statusChangedAt, one.metadataChangedAt]),
    ...rows.quotes.map((quote) => quote.createdAt),
    ...rows.schedules.flatMap((one) => [one.createdAt, one.changedAt]),
    ...rows.monitors.flatMap((one) => [one.createdAt, one.changedAt]),
    ...rows.alerts.flatMap((one) => [one.raisedAt, one.acknowledgedAt, one.endedAt]),
    ...rows.webhooks.flatMap((one) => [one.createdAt, one.changedAt]),
    ...rows.transactions.flatMap((one) => [one.createdAt, one.completedAt, one.statusChangedAt]),
    ...[...rows.creditLines.values()].map((line) => line.createdAt),
    // It can be of another wallet of the owner.
    ...[...rows.lastBonuses.values()].map((bonus) => bonus.createdAt),
    // The floor of the heads' statement is as old as its wait for the locks.
    context.clock.floor,
  ]);
  context.clock.observe(now);
  const loaded = { ...context, ...rows, currencies, systemAccounts, now, heads, shard };
  return { keys: rows.keys, currencies, state: new BatchState(loaded) };
}

/** The names that this gateway does not know, each once. */
function unknownOf(
  names: readonly string[],
  known: Pick<PermanentRows<{ createdAt: Date }>, 'get'>,
): string[] {
  return distinct(names.filter((name) => known.get(name) === undefined));
}

/** Reads the currencies of wallets of which this gateway has not heard yet, once for each currency. */
async function learnCurrenciesOf(
  wallets: readonly Wallet[],
  transaction: PipelinedTransaction,
  context: RuleContext,
): Promise<void> {
  const codes = unknownOf(
    wallets.map(({ currency }) => currency),
    context.currencies,
  );
  if (codes.length === 0) return;
  const { rows } = await transaction.send({ rows: (manager) => readCurrencies(manager, codes) });
  context.currencies.learn(rows);
}

/** The statements that lock, and then those that read. */
function statementsFor(claims: readonly Claim[], { clock }: RuleContext) {
  const locks = claims.map((claim) => claim.locks);
  const transactionIds = distinct(locks.flatMap((lock) => lock.transactions ?? []));
  const quoteIds = distinct(locks.flatMap((lock) => lock.quotes ?? []));
  const withEntries = locks.flatMap((lock) => (lock.entries ? (lock.transactions ?? []) : []));
  const owners = distinct(locks.flatMap(({ openWallet }) => openWallet?.ownerId ?? []));
  const withBonuses = walletsThatNeed(locks, 'bonuses');
  return {
    wallets: (manager: EntityManager) => lockWallets(manager, claims),
    transactions: (manager: EntityManager) => lockTransactions(manager, claims),
    schedules: (manager: EntityManager) => lockRows(manager, claims, SCHEDULES),
    monitors: (manager: EntityManager) => lockRows(manager, claims, MONITORS),
    alerts: (manager: EntityManager) => lockRows(manager, claims, ALERTS),
    webhooks: (manager: EntityManager) => lockRows(manager, claims, WEBHOOKS),
    taken: (manager: EntityManager) => takeShard(manager, claims.filter(mayPostToSystemAccounts)),
    // No statement waits from here on, so the rows read now are as the locks hold them.
    keys: (manager: EntityManager) => findKeys(manager, claims),
    found: (manager: EntityManager) => readHeadsOfClaims(manager, clock, claims),
    postings: (manager: EntityManager) => readPostings(manager, distinct(withEntries)),
    creditLines: (manager: EntityManager) =>
      readCreditLines(manager, walletsThatNeed(locks, 'creditLines')),
    lastBonuses: (manager: EntityManager) => readLastBonuses(manager, withBonuses),
    walletCounts: (manager: EntityManager) => readWalletCounts(manager, owners),
    pending: (manager: EntityManager) => readPending(manager, walletsThatNeed(locks, 'pending')),
    followers: (manager: EntityManager) => readFollowers(manager, transactionIds, withBonuses),
    quotes: (manager: EntityManager) => readQuotes(manager, quoteIds),
    usedQuotes: (manager: EntityManager) => readUsedQuotes(manager, quoteIds),
    revokedSchedules: (manager: EntityManager) =>
      readRevokedSchedules(manager, distinct(locks.flatMap((lock) => lock.schedules ?? []))),
    deadLetters: (manager: EntityManager) =>
      readDeadLetters(
        manager,
        locks.flatMap((lock) => lock.deadLetters ?? []),
      ),
    walletsOfFindings: (manager: EntityManager) =>
      readWalletsOfFindings(manager, distinct(locks.flatMap((lock) => lock.findings ?? []))),
  };
}

/**
 * The heads of the locked wallets and of the shard that was taken. Waits for a shard if one is needed and none was free,
 * and reads its heads and the clock after the wait.
 */
async function headsWithShard(
  transaction: PipelinedTransaction,
  { clock }: RuleContext,
  rows: {
    readonly wallets: readonly Wallet[];
    readonly taken: number | undefined;
    readonly found: HeadsAndClock;
    readonly accounts: SystemShard['accounts'];
  },
): Promise<{ shard: SystemShard | undefined } & Pick<HeadsAndClock, 'heads' | 'clock'>> {
  const { wallets, taken, found, accounts } = rows;
  const locked = new Set(wallets.map(({ id }) => id));
  const ofWallets = found.heads.filter(({ walletId }) => walletId !== null && locked.has(walletId));
  if (accounts.length === 0) return { shard: undefined, heads: ofWallets, clock: found.clock };
  // The heads are those of the shard that this transaction holds, or they are read again.
  if (taken !== undefined && found.shard === taken) {
    const ofSystem = found.heads.filter(({ walletId }) => walletId === null);
    const heads = [...ofWallets, ...ofSystem];
    return { shard: { number: taken, accounts }, heads, clock: found.clock };
  }
  const number = taken ?? (await transaction.send({ shard: waitForShard })).shard;
  const shard = { number, accounts };
  const { again } = await transaction.send({
    again: (manager) => readHeadsOfShard(manager, clock, shard),
  });
  return { shard, heads: [...ofWallets, ...again.heads], clock: again.clock };
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

async function lockWallets(manager: EntityManager, claims: readonly Claim[]): Promise<Wallet[]> {
  if (!claims.some(namesWallets)) return [];
  const { add, values } = namedParameters();
  return manager
    .createQueryBuilder(Wallet, 'wallet')
    .setLock('pessimistic_write')
    .where(`wallet.id = ANY(ARRAY(${walletIdsSql(claims, add, { fresh: true })}))`, values)
    .orderBy('wallet.id')
    .getMany();
}

async function lockTransactions(
  manager: EntityManager,
  claims: readonly Claim[],
): Promise<Transaction[]> {
  if (!claims.some(({ locks }) => locks.transactions?.length)) return [];
  const { add, values } = namedParameters();
  return manager
    .createQueryBuilder(Transaction, 'transaction')
    .setLock('pessimistic_write')
    .where(
      `transaction.id = ANY(ARRAY(${transactionIdsSql(claims, add, { fresh: true })}))`,
      values,
    )
    .orderBy('transaction.id')
    .getMany();
}

/** Locks rows by their ids, in the order of these, if a claim names any. */
async function lockRows<Row extends ObjectLiteral>(
  manager: EntityManager,
  claims: readonly Claim[],
  of: {
    readonly entity: EntityTarget<Row>;
    readonly named: (locks: Locks) => unknown;
    readonly idsSql: typeof scheduleIdsSql;
  },
): Promise<Row[]> {
  if (!claims.some(({ locks }) => of.named(locks))) return [];
  const { add, values } = namedParameters();
  return manager
    .createQueryBuilder(of.entity, 'row')
    .setLock('pessimistic_write')
    .where(`row.id = ANY(ARRAY(${of.idsSql(claims, add, { fresh: true })}))`, values)
    .orderBy('row.id')
    .getMany();
}

const SCHEDULES = {
  entity: Schedule,
  named: (locks: Locks) => locks.schedules?.length,
  idsSql: scheduleIdsSql,
};

const MONITORS = {
  entity: Monitor,
  named: (locks: Locks) => locks.monitors?.length,
  idsSql: monitorIdsSql,
};

/** After the monitors: which alert of one is not over is known once it is locked. */
const ALERTS = {
  entity: Alert,
  named: (locks: Locks) => [locks.alerts, locks.monitors].some((ids) => ids?.length),
  idsSql: alertIdsSql,
};

const WEBHOOKS = {
  entity: Webhook,
  named: (locks: Locks) => locks.webhooks?.length,
  idsSql: webhookIdsSql,
};

/** Parameters of a query builder, which has names for them. */
function namedParameters(): {
  add: (value: unknown) => string;
  values: Record<string, unknown>;
} {
  const values: Record<string, unknown> = {};
  const add = (value: unknown): string => {
    const name = `p${Object.keys(values).length}`;
    values[name] = value;
    return `:${name}`;
  };
  return { add, values };
}
