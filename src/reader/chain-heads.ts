import type { EntityManager } from 'typeorm';
import type { Amount } from '../money/index.js';
import type { ChainHead } from '../domain/index.js';
import type { AccountName } from '../domain/index.js';
import type { AccountKind } from '../domain/index.js';

/** One shard of the system accounts: the chains to which one commit at a time posts. */
export interface SystemShard {
  readonly number: number;
  /** The accounts of it that the commit may post to. One without an entry may not exist yet. */
  readonly accounts: readonly AccountName[];
}

/** An account with the newest entry of its chain. */
export interface AccountHead extends ChainHead {
  readonly accountId: string;
  /** null: a system account. */
  readonly walletId: string | null;
  readonly kind: AccountKind;
  readonly currency: string;
  /** When the newest entry was written; null where there is none. */
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
 * The one reader of balances: the newest entry of each account of these wallets, and of the system
 * accounts in a shard, by the primary key, so that it costs the same after ten entries and after ten
 * million. Queries, payloads, pushes and the checks under the lock all come here.
 */
export async function readChainHeads(
  manager: EntityManager,
  walletIds: readonly string[],
  shard?: SystemShard,
): Promise<AccountHead[]> {
  const rows = await manager.query<HeadRow[]>(`/* heads */ ${HEADS}`, asked(walletIds, shard));
  return rows.map(headOf);
}

/**
 * The same with the database's clock, in whole milliseconds, which is read no later than they are. For a
 * commit, whose moment it becomes.
 */
export async function readChainHeadsAndClock(
  manager: EntityManager,
  walletIds: readonly string[],
  shard?: SystemShard,
): Promise<{ heads: AccountHead[]; clock: Date }> {
  const rows = await manager.query<(HeadRow & { clock_ms: string })[]>(
    `/* headsAndClock */
     SELECT clock.clock_ms, head.*
       FROM (SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS clock_ms) clock
       LEFT JOIN (${HEADS}) head ON true`,
    asked(walletIds, shard),
  );
  const [first] = rows;
  if (!first) throw new Error('the database told no time');
  // Where there is no account, the clock stands alone.
  const heads = (first as { id: string | null }).id === null ? [] : rows.map(headOf);
  return { heads, clock: new Date(Number(first.clock_ms)) };
}

function asked(walletIds: readonly string[], shard: SystemShard | undefined): unknown[] {
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
