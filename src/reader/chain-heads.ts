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

const HEADS = `
     SELECT a.id, a.wallet_id, a.kind, a.currency, head.seq, head.balance, head.created_at
       FROM (SELECT id, wallet_id, kind, currency FROM account WHERE wallet_id = ANY($1::uuid[])
             UNION ALL
             SELECT a.id, a.wallet_id, a.kind, a.currency
               FROM unnest($3::text[], $4::text[]) AS named (currency, kind)
               JOIN account a ON a.wallet_id IS NULL AND a.shard = $2::smallint
                             AND a.currency = named.currency AND a.kind = named.kind) a
       LEFT JOIN LATERAL (
              SELECT e.seq, e.balance, e.created_at
                FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1
            ) head ON true`;

/**
 * The only reader of balances: the newest entry of each account of these wallets, and of the system accounts in a
 * shard. Queries, payloads, pushes and the rules under the lock all use it. It looks entries up by the primary key, so
 * it costs the same after ten entries and after ten million.
 */
export async function readChainHeads(
  manager: EntityManager,
  walletIds: readonly string[],
  shard?: SystemShard,
): Promise<AccountHead[]> {
  const rows = await manager.query<HeadRow[]>(
    `/* heads */ ${HEADS}`,
    parametersFor(walletIds, shard),
  );
  return rows.map(headOf);
}

/**
 * The chain heads, and the time of the book in whole milliseconds, which PostgreSQL reads no later than the heads. It
 * becomes the time of the commit.
 */
export async function readChainHeadsAndClock(
  manager: EntityManager,
  bookClock: BookClock,
  walletIds: readonly string[],
  shard?: SystemShard,
): Promise<{ heads: AccountHead[]; clock: Date }> {
  const rows = await manager.query<(HeadRow & { clock_ms: string })[]>(
    `/* headsAndClock */
     SELECT clock.clock_ms, head.*
       FROM (SELECT floor(extract(epoch FROM ${bookTimeSql('$5')}) * 1000)::bigint AS clock_ms) clock
       LEFT JOIN (${HEADS}) head ON true`,
    [...parametersFor(walletIds, shard), bookClock.floor],
  );
  const [first] = rows;
  if (!first) throw new Error('the database returned no row for its clock');
  // If there is no account, the only row has the clock and no head.
  const heads = (first as { id: string | null }).id === null ? [] : rows.map(headOf);
  return { heads, clock: new Date(Number(first.clock_ms)) };
}

function parametersFor(walletIds: readonly string[], shard: SystemShard | undefined): unknown[] {
  return [
    walletIds,
    shard?.number,
    shard?.accounts.map((account) => account.currency),
    shard?.accounts.map((account) => account.kind),
  ];
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
