import { PAST_OF_NONE_REASON, PAST_OF_PART_REASON } from '../staging/reasons.js';

/** SQL of the history that comes in with its wallets, over what was staged and the table `wanted` of the plan. */

/** SQL of whether two rows are about one wallet. */
export const SAME_WALLET = (one: string, other: string): string =>
  `${one}.currency = ${other}.currency AND ${one}.owner_id = ${other}.owner_id AND ${one}.name = ${other}.name`;

const HOLDS = `l.kind IN ('WITHDRAWAL', 'PURCHASE')`;

/** What is pending must be covered by the balance, or it cannot be held. */
export const REFUSE_UNCOVERED_HOLDS = `
  UPDATE pg_temp.staged_line l
     SET reason = 'it is pending, and the balance does not cover everything that is pending in this wallet'
    FROM pg_temp.wanted w,
         (SELECT l.currency, l.owner_id, l.name, sum(l.amount) AS held
            FROM pg_temp.staged_line l WHERE l.reason IS NULL AND l.status = 'PENDING' AND ${HOLDS}
           GROUP BY l.currency, l.owner_id, l.name) h
   WHERE ${SAME_WALLET('w', 'h')} AND w.target < h.held AND ${SAME_WALLET('l', 'h')}
     AND l.reason IS NULL AND l.status = 'PENDING' AND ${HOLDS}`;

/** A history comes in with its wallet, or not at all. */
export const REFUSE_PAST_OF_NONE = `
  UPDATE pg_temp.staged_line l
     SET reason = CASE WHEN EXISTS (SELECT FROM pg_temp.staged_line o WHERE ${SAME_WALLET('o', 'l')} AND o.reason IS NOT NULL)
                       THEN '${PAST_OF_PART_REASON}' ELSE '${PAST_OF_NONE_REASON}' END
   WHERE l.reason IS NULL AND NOT EXISTS (
           SELECT FROM pg_temp.wanted w WHERE ${SAME_WALLET('w', 'l')} AND (w.target >= 0 OR w.state = 'USED'))`;

/** A wallet's past begins with the wallet. One that was opened in the book has none. */
export const REFUSE_PAST_OF_OPEN = `
  UPDATE pg_temp.staged_line l
     SET reason = 'the wallet was opened in the book before: its balance comes in, and nothing from before that'
    FROM pg_temp.wanted w
   WHERE l.reason IS NULL AND ${SAME_WALLET('w', 'l')} AND w.state = 'OPEN'`;

/** What a line changes: the cash that is available, and all cash. A hold that ended without a payment changes neither. */
const AVAILABLE = `CASE WHEN ${HOLDS} THEN CASE WHEN l.status IN ('COMPLETED', 'PENDING') THEN -l.amount ELSE 0 END
                        WHEN l.status = 'COMPLETED' THEN l.amount ELSE 0 END`;
const CASH = `CASE WHEN l.status <> 'COMPLETED' THEN 0 WHEN ${HOLDS} THEN -l.amount ELSE l.amount END`;

/**
 * The lines of the history in the order in which they come in: by time, and within one moment what brings money first,
 * then what moves none, because nothing says what came first. In another order the wallet could be below zero, or not
 * cover a hold that ended.
 */
export const CREATE_PAST = `
  CREATE TEMP TABLE past AS
  SELECT l.*, ${CASH} AS cash,
         sum(${AVAILABLE}) OVER chain AS available, row_number() OVER chain AS ord
    FROM pg_temp.staged_line l
    JOIN pg_temp.wanted w ON ${SAME_WALLET('w', 'l')}
   WHERE l.reason IS NULL AND w.state = 'NEW' AND w.target >= 0
  WINDOW chain AS (PARTITION BY l.currency, l.owner_id, l.name ORDER BY l.at, sign(${AVAILABLE}) DESC, l.line
                   ROWS UNBOUNDED PRECEDING)`;

/**
 * What the history does not explain: it is opened before the history, as far as the history can be read after it without
 * ever being below zero, and what is too much then is taken after it.
 */
export const CREATE_PAST_WALLET = `
  CREATE TEMP TABLE past_wallet AS
  SELECT h.*, h.unexplained - h.before AS after
    FROM (SELECT w.currency, w.owner_id, w.name, min(p.at) AS began, w.target - sum(p.cash) AS unexplained,
                 greatest(w.target - sum(p.cash), -least(0, min(p.available))) AS before,
                 bool_or(p.kind IN ('WITHDRAWAL', 'PURCHASE')) AS holds, bool_or(p.kind <> 'DEPOSIT' OR p.status = 'COMPLETED') AS moves
            FROM pg_temp.past p JOIN pg_temp.wanted w ON ${SAME_WALLET('w', 'p')}
           GROUP BY w.currency, w.owner_id, w.name, w.target) h`;

/** A hold that ended must have been covered at its moment. */
export const REFUSE_IMPOSSIBLE_HOLDS = `
  UPDATE pg_temp.staged_line l
     SET reason = 'it is ' || l.status || ' and so moves no money, but the balance of that moment would not have covered it'
    FROM pg_temp.past p JOIN pg_temp.past_wallet h ON ${SAME_WALLET('h', 'p')}
   WHERE l.line = p.line AND l.status IN ('FAILED', 'CANCELLED') AND ${HOLDS} AND p.available + h.before < p.amount`;
