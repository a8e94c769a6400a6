import type { EntityManager } from 'typeorm';
import type { Amount } from '../money/index.js';
import { type BookClock, bookTimeSql } from './book-clock.js';
import type { AccountKind, AccountName, ChainHead } from '../domain/index.js';

/** One shard of the system accounts: chains that only one commit at a time posts to. */
export interface SystemShard {
  readonly number: number;
  /** The accounts that the commit may post to. An account without an entry may not exist yet. */
  readonly accounts: readonly AccountName[];
}

/** An account with the newest entry of its chain. */
export interface AccountHead extends ChainHead {
  readonly accountId: string;
  /** null: a system account. */
  readonly walletId: string | null;
  readonly kind: AccountKind;
  readonly currency: string;
  /** When the newest entry was written; null if there is none. */
  readonly lastAt: Date | null;
}

export interface HeadRow {
  id: string;
  wallet_id: string | null;
  kind: AccountKind;
  currency: string;
  seq: string | null;
  balance: string | null;
  created_at: Date | null;
}

/** Accounts as SQL, for a statement that is sent before the rows that say which they are were read. */
export interface AccountsSql {
  /** An array of wallet ids. */
  readonly walletIds: string;
  /** The number of a shard, and rows with currency and kind: the system accounts in that shard. */
  readonly system?: { readonly shard: string; readonly accounts: string };
}

function headsSql({ walletIds, system }: AccountsSql): string {
  const systemAccounts = system
    ? `
             UNION ALL
             SELECT a.id, a.wallet_id, a.kind, a.currency
               FROM (${system.accounts}) AS named (currency, kind)
               JOIN account a ON a.wallet_id IS NULL AND a.shard = ${system.shard}
                             AND a.currency = named.currency AND a.kind = named.kind`
    : '';
  return `
     SELECT a.id, a.wallet_id, a.kind, a.currency, head.seq, head.balance, head.created_at
       FROM (SELECT id, wallet_id, kind, currency FROM account WHERE wallet_id = ANY(${walletIds})${systemAccounts}) a
       LEFT JOIN LATERAL (
              SELECT e.seq, e.balance, e.created_at
                FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1
            ) head ON true`;
}

const HEADS = headsSql({ walletIds: '$1::uuid[]' });

/**
 * The only reader of balances: the newest entry of each account of these wallets. Queries, payloads and pushes use it,
 * and the rules under the lock the same SQL. It looks entries up by the primary key, so it costs the same after ten entries
 * and after ten million.
 */
export async function readChainHeads(
  manager: EntityManager,
  walletIds: readonly string[],
): Promise<AccountHead[]> {
  const rows = await manager.query<HeadRow[]>(`/* heads */ ${HEADS}`, [walletIds]);
  return rows.map(headOf);
}

/** Chain heads with the time of the book. */
export interface HeadsAndClock {
  readonly heads: readonly AccountHead[];
  /** The time of the book in whole milliseconds, which PostgreSQL reads no later than the heads. */
  readonly clock: Date;
  /** The shard of the system accounts among the heads; undefined if there is none. */
  readonly shard: number | undefined;
}

/**
 * The chain heads for the rules under the lock, and the time of the book, which becomes the time of the commit.
 * @param accountsOf the accounts; it gets a function that adds a parameter and returns its placeholder
 */
export async function readChainHeadsAndClock(
  manager: EntityManager,
  bookClock: BookClock,
  accountsOf: (add: (value: unknown) => string) => AccountsSql,
): Promise<HeadsAndClock> {
  const parameters: unknown[] = [bookClock.floor];
  const accounts = accountsOf((value) => `$${parameters.push(value)}`);
  const rows = await manager.query<(HeadRow & { clock_ms: string; shard: number | null })[]>(
    `/* headsAndClock */
     SELECT clock.clock_ms, clock.shard, head.*
       FROM (SELECT floor(extract(epoch FROM ${bookTimeSql('$1')}) * 1000)::bigint AS clock_ms,
                    ${accounts.system?.shard ?? 'NULL::smallint'} AS shard) clock
       LEFT JOIN (${headsSql(accounts)}) head ON true`,
    parameters,
  );
  const [first] = rows;
  if (!first) throw new Error('the database returned no row for its clock');
  // If there is no account, the only row has the clock and no head.
  const heads = (first as { id: string | null }).id === null ? [] : rows.map(headOf);
  return { heads, clock: new Date(Number(first.clock_ms)), shard: first.shard ?? undefined };
}

export function headOf(row: HeadRow): AccountHead {
  return {
    accountId: row.id,
    walletId: row.wallet_id,
    kind: row.kind,
    currency: row.currency,
    seq: Number(row.seq ?? 0),
    balance: amountOf(row.balance),
    lastAt: row.created_at,
  };
}

function amountOf(text: string | null): Amount {
  return text === null ? 0n : BigInt(text);
}

/**
 * SQL of a wallet's cash in minor units, held cash included, for a statement that compares many wallets; NULL if the
 * wallet has no entry in cash yet.
 * @param walletId SQL of its id
 */
export function cashSql(walletId: string): string {
  return balanceSql(`a.wallet_id = ${walletId} AND a.kind IN ('CASH', 'HELD')`);
}

/**
 * SQL of a row with a wallet's cash in minor units in two parts, `available` and `held`, for a statement of a function.
 * @param walletId SQL of its id
 */
export function cashPartsSql(walletId: string): string {
  return `SELECT coalesce(sum(head.balance) FILTER (WHERE a.kind = 'CASH'), 0) AS available,
                 coalesce(sum(head.balance) FILTER (WHERE a.kind = 'HELD'), 0) AS held
            FROM account a
           CROSS JOIN LATERAL (
             SELECT e.balance FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1) head
           WHERE a.wallet_id = ${walletId} AND a.kind IN ('CASH', 'HELD')`;
}

/** SQL of a system account's balance in minor units over all its chains; NULL if it has none. Both as SQL. */
export function systemBalanceSql(kind: string, currency: string): string {
  return balanceSql(`a.wallet_id IS NULL AND a.kind = ${kind} AND a.currency = ${currency}`);
}

function balanceSql(accounts: string): string {
  return `(SELECT sum(head.balance)
             FROM account a
            CROSS JOIN LATERAL (
              SELECT e.balance FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1) head
            WHERE ${accounts})`;
}
