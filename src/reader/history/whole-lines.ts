import type { EntityManager } from 'typeorm';
import { readChainHeadsAtEach } from '../chain-heads-at.js';
import type { AccountHead } from '../chain-heads.js';
import { ENTRY_COLUMNS, entryOf, type EntryOfTransaction, type EntryRow } from '../entries.js';
import { type HistoryLine, type LineKey, linesOf, totalOf, withBalances } from './lines.js';

/**
 * The lines with these keys, in their order, each with its entries and the balance right after it in the order of the book.
 * Reads for each millisecond of a key the chain heads at its end, and its entries.
 * @throws Error if a line is missing
 */
export async function readWholeLines<Key extends LineKey>(
  manager: EntityManager,
  walletId: string,
  keys: readonly Key[],
): Promise<{ readonly key: Key; readonly line: HistoryLine }[]> {
  const times = [...new Set(keys.map(({ at }) => at.getTime()))];
  if (times.length === 0) return [];
  const heads = await readChainHeadsAtEach(
    manager,
    [walletId],
    times.map((time) => new Date(time)),
  );
  const entries = await readEntriesAtEnd(manager, heads);
  const lines = new Map<string, HistoryLine>();
  for (const time of times) {
    const total = totalOf(
      heads
        .filter(({ at }) => at.getTime() === time)
        .map(({ head: { kind, balance } }) => [kind, balance]),
    );
    const written = entries.filter(({ createdAt }) => createdAt.getTime() === time);
    for (const line of withBalances(total, linesOf(written), { backwards: false }))
      lines.set(nameOf(line), line);
  }
  return keys.map((key) => {
    const line = lines.get(nameOf(key));
    if (line) return { key, line };
    throw new Error(
      `the entries of wallet ${walletId} contradict each other: run "onebook verify"`,
    );
  });
}

function nameOf({ at, transactionId, phase }: LineKey): string {
  return `${at.getTime()} ${transactionId} ${phase}`;
}

/** The posted entries of each time, in no order: from the chain heads at that time on, as long as they are of that time. */
async function readEntriesAtEnd(
  manager: EntityManager,
  heads: readonly { readonly at: Date; readonly head: AccountHead }[],
): Promise<EntryOfTransaction[]> {
  const written = heads.filter(({ at, head }) => head.lastAt?.getTime() === at.getTime());
  const rows = await manager.query<EntryRow[]>(
    `/* entriesOfTimes */
     WITH RECURSIVE written AS (
       SELECT head.account_id, head.seq, e.created_at
         FROM unnest($1::uuid[], $2::bigint[]) AS head (account_id, seq) JOIN entry e USING (account_id, seq)
       UNION ALL
       SELECT e.account_id, e.seq, e.created_at
         FROM written w JOIN entry e ON e.account_id = w.account_id AND e.seq = w.seq - 1
        WHERE e.created_at = w.created_at)
     SELECT ${ENTRY_COLUMNS}
       FROM written JOIN entry e USING (account_id, seq) JOIN account a ON a.id = e.account_id
      WHERE e.phase IN ('POST', 'REVERT')`,
    [written.map(({ head }) => head.accountId), written.map(({ head }) => head.seq)],
  );
  return rows.map(entryOf);
}
