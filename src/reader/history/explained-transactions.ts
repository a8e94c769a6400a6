import type { EntityManager } from 'typeorm';
import { TRANSACTION_STATUSES, type TransactionStatus } from '../../domain/index.js';
import { decodeCursor, encodeCursor, missingRowError, UUID } from '../pages/cursor.js';
import { pageOf, pageRequestOf, type Page, type PageArguments } from '../pages/page.js';
import { LAST_POSITION } from '../pages/parts-sql.js';
import {
  type AccountColumns,
  amountsOf,
  effectSql,
  HEADS,
  statusSql,
  UP_TO_HEAD,
} from './balance-parts.js';
import { type BalancePart, changesOf, type Explanation, type FigureChanges } from './explain.js';

/** The effect of one transaction on the wallet. */
export interface ExplainedTransaction {
  readonly transactionId: string;
  readonly figures: FigureChanges;
}

export type ExplainedEdge = Page<ExplainedTransaction>['edges'][number];

/** A page of the transactions behind a part, newest first. */
export async function readExplainedTransactions(
  manager: EntityManager,
  part: BalancePart,
  page: PageArguments,
): Promise<Page<ExplainedTransaction>> {
  const request = pageRequestOf(page);
  const { backwards, size } = request;
  const list = `explained ${part.of.walletId} ${part.kind} ${part.status}`;
  const [cursor] = request.cursor === undefined ? [] : decodeCursor(list, request.cursor, [UUID]);
  // No more than there are: PostgreSQL would look for another one through the whole wallet.
  const limit = cursor === undefined ? Math.min(size + 1, part.count) : size + 1;
  const rows = await readNearest(manager, part, cursor, backwards, limit);
  const [first] = rows;
  if (cursor !== undefined && !first) await refuseMissing(manager, cursor);
  const others =
    cursor !== undefined && first ? await readNearest(manager, part, first.id, !backwards, 1) : [];
  return pageOf(
    request,
    rows.map((row) => ({
      cursor: encodeCursor(list, [row.id]),
      node: { transactionId: row.id, figures: changesOf(amountsOf(row), part.of) },
    })),
    others.length > 0,
  );
}

/**
 * The transactions behind a part next to one of them, in the book's order. All of them are of one wallet, and one commit
 * at a time writes to a wallet, so what becomes visible later has a higher position.
 * @param start id of the transaction; undefined: the end of the list
 */
function readNearest(
  manager: EntityManager,
  { of: explanation, kind, status }: BalancePart,
  start: string | undefined,
  backwards: boolean,
  limit: number,
): Promise<(AccountColumns & { id: string })[]> {
  const { walletId, heads } = explanation;
  const order = backwards ? 'ASC' : 'DESC';
  // Ranges that only an index of the column and the position can answer, with the position in both bounds (see
  // ../pages/parts-sql.ts).
  const startOr = (end: string): string =>
    `CASE WHEN $6::uuid IS NULL THEN ${end}::bigint ELSE (SELECT position FROM transaction WHERE id = $6) END`;
  const [above, below] = backwards ? [startOr('0'), LAST_POSITION] : ['0', startOr(LAST_POSITION)];
  const within = (place: string): string =>
    `${place} > ($3, ${above}::bigint) AND ${place} < ($3, ${below}::bigint)`;
  // What is within OFFSET counts to the planner as a row, so it reads in the order of the index up to the limit, and looks
  // entries up by transaction, even with outdated statistics.
  const side = (row: string, column: string, rows: string): string => `
      (SELECT t.id, t.position, effect.*
         FROM ${rows}
        CROSS JOIN LATERAL (
               SELECT * FROM (
                 SELECT ${effectSql()} FROM (SELECT * FROM entry WHERE transaction_id = t.id OFFSET 0) e JOIN ${HEADS} ON ${UP_TO_HEAD}
                 HAVING count(*) > 0) effect
                WHERE ${statusSql()} = $5 OFFSET 0
              ) effect
        WHERE ${within(`(${row}.${column}, ${row}.position)`)} AND ${row}.${column} IS NOT NULL AND ${OF_PART}
        ORDER BY ${row}.${column} ${order}, ${row}.position ${order} LIMIT $7)`;
  const sides = [
    side('t', 'wallet_id', 'transaction t'),
    side('t', 'counter_wallet_id', 'transaction t'),
    side('f', 'wallet_id', FURTHER),
  ];
  return manager.query(
    `/* explainedTransactions */
     SELECT * FROM (${sides.join(' UNION ALL ')}) explained
      ORDER BY position ${order} LIMIT $7`,
    [
      heads.map((head) => head.accountId),
      heads.map((head) => head.seq),
      ...[walletId, kind, status, start ?? null, limit, statusesAfter(status, explanation)],
    ],
  );
}

/** SQL for the condition that a transaction `t` can be of the part. */
const OF_PART = 't.kind = $4 AND t.status = ANY($8)';

/** The transactions that have the wallet among their further ones. */
const FURTHER = `further_wallet f CROSS JOIN LATERAL (
                 SELECT * FROM transaction t WHERE t.position = f.position AND ${OF_PART} OFFSET 0) t`;

/**
 * The statuses that a transaction can have now if it had this one at the explanation's time. PostgreSQL sees them in the
 * transaction's row, and looks no entries up for the others.
 */
function statusesAfter(
  status: TransactionStatus,
  { requestedAt }: Explanation,
): readonly TransactionStatus[] {
  if (requestedAt === undefined) return [status];
  if (status === 'PENDING') return TRANSACTION_STATUSES;
  return status === 'COMPLETED' ? ['COMPLETED', 'FAILED'] : [status];
}

/** @throws InputError if the book does not have the transaction of a cursor */
async function refuseMissing(manager: EntityManager, id: string): Promise<void> {
  const rows = await manager.query<unknown[]>(
    `/* transactionKnown */ SELECT FROM transaction WHERE id = $1`,
    [id],
  );
  if (rows.length === 0) throw missingRowError();
}
