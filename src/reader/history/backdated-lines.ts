import type { EntityManager } from 'typeorm';
import type { Phase } from '../../domain/index.js';
import { invalidCursorError } from '../pages/cursor.js';
import type { PageRequest } from '../pages/page.js';
import { type EffectiveLine, isBackdated } from './lines.js';

/** A place among the backdated entries of a wallet's cash. `seq` 0 stands before all entries of the moment. */
interface Place {
  readonly effectiveAt: Date;
  readonly seq: string;
}

interface Row {
  seq: string;
  effective_at: Date;
  transaction_id: string;
  phase: Phase;
  created_at: Date;
}

/**
 * The nearest backdated lines of a wallet, in reading order, by the moments at which they took effect, and of one moment in
 * the order of the book: one more than a page holds, or all.
 * @param start the line of the cursor, backdated or not
 * @throws InputError if the cursor is that of a backdated line which the book does not have
 */
export async function readBackdatedLines(
  manager: EntityManager,
  walletId: string,
  request: PageRequest,
  start: EffectiveLine | undefined,
): Promise<EffectiveLine[]> {
  const lines = new Map<string, EffectiveLine>();
  let place = start && (await placeOf(manager, walletId, request, start));
  for (;;) {
    const rows = await readNearest(manager, walletId, request, place);
    // A posting can have several entries on one wallet, which follow each other.
    for (const row of rows) {
      const { transaction_id: transactionId, phase, effective_at: effectiveAt } = row;
      const line = { effectiveAt, at: row.created_at, transactionId, phase };
      lines.set(`${transactionId} ${phase}`, line);
    }
    const last = rows.at(-1);
    if (!last || rows.length <= request.size || lines.size > request.size)
      return [...lines.values()].slice(0, request.size + 1);
    place = { effectiveAt: last.effective_at, seq: last.seq };
  }
}

/** The last entry of the cursor's line, in reading order. A line that is not backdated is older than all of its moment. */
async function placeOf(
  manager: EntityManager,
  walletId: string,
  { backwards }: PageRequest,
  line: EffectiveLine,
): Promise<Place> {
  const { effectiveAt, at, transactionId, phase } = line;
  if (!isBackdated(line)) return { effectiveAt, seq: '0' };
  const [row] = await manager.query<{ seq: string | null }[]>(
    `/* backdatedPlace */
     SELECT ${backwards ? 'max' : 'min'}(b.seq) AS seq
       FROM account a
       JOIN (SELECT * FROM entry WHERE transaction_id = $2) e ON e.account_id = a.id
       JOIN backdated_entry b ON b.account_id = e.account_id AND b.seq = e.seq
      WHERE a.wallet_id = $1 AND e.phase = $3 AND e.created_at = $4 AND b.effective_at = $5`,
    [walletId, transactionId, phase, at, effectiveAt],
  );
  if (row?.seq == null) throw invalidCursorError();
  return { effectiveAt, seq: row.seq };
}

async function readNearest(
  manager: EntityManager,
  walletId: string,
  { backwards, size }: PageRequest,
  place: Place | undefined,
): Promise<Row[]> {
  const order = backwards ? 'ASC' : 'DESC';
  const from = place
    ? `AND (effective_at, seq) ${backwards ? '>' : '<'} ($2::timestamptz, $3::bigint)`
    : '';
  return manager.query<Row[]>(
    `/* backdatedLines */
     SELECT b.seq, b.effective_at, e.transaction_id, e.phase, e.created_at
       FROM account a
      CROSS JOIN LATERAL (
             SELECT * FROM backdated_entry WHERE account_id = a.id ${from}
              ORDER BY effective_at ${order}, seq ${order} LIMIT ${size + 1}) b
       JOIN entry e ON e.account_id = b.account_id AND e.seq = b.seq
      WHERE a.wallet_id = $1 AND a.kind = 'CASH'
      ORDER BY b.effective_at ${order}, b.seq ${order}`,
    [walletId, ...(place ? [place.effectiveAt, place.seq] : [])],
  );
}
