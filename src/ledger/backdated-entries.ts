import { type Insert, integers, timestamps, uuids } from '../database/index.js';
import type { PendingWrites } from './pending-writes.js';

/** An entry that is posted after its transaction took effect. */
export interface BackdatedEntry {
  readonly accountId: string;
  readonly seq: number;
  readonly effectiveAt: Date;
}

/** The backdated entries of a batch: what it posts to the cash of wallets for transactions that took effect before `now`. */
export function backdatedEntriesOf(writes: PendingWrites, now: Date): BackdatedEntry[] {
  const moments = new Map<string, Date>();
  for (const transactions of [writes.newTransactions, writes.changedTransactions])
    for (const { id, effectiveAt } of transactions.values())
      if (effectiveAt && effectiveAt < now) moments.set(id, effectiveAt);
  if (moments.size === 0) return [];
  return writes.entries.flatMap(({ account, seq, transactionId, phase }) => {
    const effectiveAt = moments.get(transactionId);
    if (!effectiveAt || phase !== 'POST' || account.kind !== 'CASH') return [];
    return [{ accountId: account.accountId, seq, effectiveAt }];
  });
}

/**
 * The INSERT of backdated entries, before the entries themselves, because PostgreSQL refuses a backdated entry without its
 * row. A run goes on if the entry before its first is backdated too.
 */
export const INSERT_BACKDATED: Insert<BackdatedEntry> = {
  sql: `/* insertBackdatedEntries */
     INSERT INTO backdated_entry (account_id, seq, effective_at, run)
     SELECT added.account_id, added.seq, added.effective_at,
            coalesce((SELECT b.run FROM backdated_entry b
                       WHERE b.account_id = added.account_id AND b.seq = added.first - 1), added.first)
       FROM (SELECT account_id, seq, effective_at, min(seq) OVER (PARTITION BY account_id, block) AS first
               FROM (SELECT given.*, seq - row_number() OVER (PARTITION BY account_id ORDER BY seq) AS block
                       FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[])
                              AS given (account_id, seq, effective_at)) given) added
     RETURNING seq`,
  parameters: (rows) => [
    uuids(rows.map((row) => row.accountId)),
    integers(rows.map((row) => row.seq)),
    timestamps(rows.map((row) => row.effectiveAt)),
  ],
};
