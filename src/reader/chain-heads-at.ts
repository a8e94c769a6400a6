import type { EntityManager } from 'typeorm';
import type { Amount } from '../money/index.js';
import { headOf, type AccountHead, type HeadRow } from './chain-heads.js';
import { type BookClock, readBookTime } from './book-clock.js';
import { InputError } from './pages/page.js';

/**
 * The chain heads of these wallets' accounts at a time: of each chain the last entry that is not younger, or seq 0 if
 * there was none yet. A chain's entries are ordered by time, so a bisection over the primary key finds the entry, with
 * about two dozen look-ups in ten million entries.
 */
export async function readChainHeadsAt(
  manager: EntityManager,
  walletIds: readonly string[],
  at: Date,
): Promise<AccountHead[]> {
  const heads = await readChainHeadsAtEach(manager, walletIds, [at]);
  return heads.map(({ head }) => head);
}

/** The same at several times: for each account a head at each time. */
export async function readChainHeadsAtEach(
  manager: EntityManager,
  walletIds: readonly string[],
  times: readonly Date[],
): Promise<{ readonly at: Date; readonly head: AccountHead }[]> {
  const rows = await manager.query<(HeadRow & { at: Date })[]>(
    `/* headsAt */
     WITH RECURSIVE ${bisection('a.wallet_id = ANY($1::uuid[])', '$2')}
     SELECT b.at, b.id, b.wallet_id, b.kind, b.currency, e.seq, e.balance, e.created_at
       FROM bisection b LEFT JOIN entry e ON e.account_id = b.id AND e.seq = b.low
      WHERE b.high - b.low = 1`,
    [walletIds, times],
  );
  return rows.map((row) => ({ at: row.at, head: headOf(row) }));
}

/**
 * SQL of the query `bisection`: for each of these accounts and times, rows that close in on the last entry that is not
 * younger. The row with `high - low = 1` has found it: `low` is its seq, 0 if there was none yet.
 * @param accounts SQL of a condition on the accounts `a`
 * @param times SQL of an array of moments
 */
function bisection(accounts: string, times: string): string {
  return `bisection AS (
       SELECT moment.at, a.id, a.wallet_id, a.kind, a.currency, 0::bigint AS low,
              coalesce((SELECT e.seq FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1), 0) + 1 AS high
         FROM account a CROSS JOIN unnest(${times}::timestamptz[]) AS moment (at)
        WHERE ${accounts}
       UNION ALL
       -- The entry at low is old enough (0 stands before the chain), and the entry at high is too young.
       SELECT b.at, b.id, b.wallet_id, b.kind, b.currency,
              CASE WHEN middle.created_at <= b.at THEN middle.seq ELSE b.low END,
              CASE WHEN middle.created_at <= b.at THEN b.high ELSE middle.seq END
         FROM bisection b
         JOIN entry middle ON middle.account_id = b.id AND middle.seq = (b.low + b.high) / 2
        WHERE b.high - b.low > 1)`;
}

/** The balance of a system account in one currency, over all its chains. */
export interface SystemBalance {
  readonly currency: string;
  readonly name: string;
  readonly balance: Amount;
}

/**
 * The balances of the system accounts at a time, changes of exactly that time included. Leaves out those without an entry by
 * then.
 */
export async function readSystemBalancesAt(
  manager: EntityManager,
  currencies: readonly string[],
  at: Date,
): Promise<SystemBalance[]> {
  const rows = await manager.query<(Omit<SystemBalance, 'balance'> & { balance: string })[]>(
    `/* systemBalancesAt */
     WITH RECURSIVE ${bisection('a.wallet_id IS NULL AND a.currency = ANY($1)', 'ARRAY[$2]')}
     SELECT b.currency, b.kind AS name, sum(e.balance)::text AS balance
       FROM bisection b JOIN entry e ON e.account_id = b.id AND e.seq = b.low
      WHERE b.high - b.low = 1
      GROUP BY 1, 2`,
    [currencies, at],
  );
  return rows.map((row) => ({ ...row, balance: BigInt(row.balance) }));
}

/** The last moment before another. Exact, because entries carry whole milliseconds. */
export function justBefore(at: Date): Date {
  return new Date(at.getTime() - 1);
}

/** @throws InputError if the time is in the future, by the time of the book */
export async function refuseFuture(
  manager: EntityManager,
  clock: BookClock,
  at: Date,
): Promise<void> {
  const refusal = await refusalOfFuture(manager, clock, at);
  if (refusal) throw refusal;
}

/** The error of a time in the future, by the time of the book; undefined for any other time. */
export async function refusalOfFuture(
  manager: EntityManager,
  clock: BookClock,
  at: Date,
): Promise<InputError | undefined> {
  if (at <= (await readBookTime(manager, clock))) return undefined;
  return new InputError('at must not be in the future: the balance at that time is unknown.');
}

/** Entries of an account that `cashWasSql` looks back over. */
const LOOK_BACK = 1_000;

/**
 * SQL of whether a wallet had this cash, held cash included, at any moment since another: at that moment, or after any of
 * its entries since. It looks at the last 1,000 entries of an account at most.
 * @param walletId SQL of its id
 * @param amount SQL of the cash in minor units
 * @param since SQL of the moment
 */
export function cashWasSql(walletId: string, amount: string, since: string): string {
  const accounts = `a.wallet_id = ${walletId} AND a.kind IN ('CASH', 'HELD')`;
  return `EXISTS (
    SELECT FROM (
      SELECT ${since} AS at
       UNION
      SELECT recent.created_at
        FROM account a
       CROSS JOIN LATERAL (
         SELECT e.created_at FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT ${LOOK_BACK}) recent
       WHERE ${accounts} AND recent.created_at >= ${since}) moment
     WHERE ${amount} = coalesce((
       SELECT sum(head.balance)
         FROM account a
        CROSS JOIN LATERAL (
          SELECT e.balance FROM entry e WHERE e.account_id = a.id AND e.created_at <= moment.at
           ORDER BY e.seq DESC LIMIT 1) head
        WHERE ${accounts}), 0))`;
}
