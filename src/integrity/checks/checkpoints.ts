import { WALLET_ACCOUNTS } from '../../domain/index.js';
import type { Check } from '../finding.js';

const SEQS = WALLET_ACCOUNTS.map((kind) => `${kind.toLowerCase()}_seq`).join(', ');

/** The same SQL for each account and its column, as a list. */
const each = (sql: (column: string, kind: string) => string, separator = ', '): string =>
  WALLET_ACCOUNTS.map((kind) => sql(kind.toLowerCase(), kind)).join(separator);

const text = (row: string): string =>
  `coalesce(${row}.transactions, 0) || ' transactions that add ' || ${each(
    (column, kind) => `coalesce(${row}.${column}, 0) || ' to ${kind}'`,
    ` || ', ' || `,
  )}`;

/** The checkpoints, and of each entry of their wallets (`placed`) the first one that covers it: its number of entries. */
const PLACED = `
   checkpoint AS (SELECT DISTINCT wallet_id, entries, ${SEQS} FROM balance_checkpoint),
   placed AS (
     SELECT * FROM (
       SELECT one.*, min(entries) OVER (PARTITION BY wallet_id, account_kind ORDER BY seq DESC) AS covered
         FROM (SELECT c.wallet_id, m.account_kind, m.seq, NULL::uuid AS transaction_id, NULL AS phase,
                      NULL::numeric AS amount, c.entries
                 FROM checkpoint c
                CROSS JOIN LATERAL (VALUES ${each((column, kind) => `('${kind}', c.${column}_seq)`)}) m (account_kind, seq)
                UNION ALL
               SELECT a.wallet_id, e.account_kind, e.seq, e.transaction_id, e.phase, e.amount, NULL
                 FROM entry e JOIN account a ON a.id = e.account_id
                WHERE a.wallet_id IN (SELECT wallet_id FROM balance_checkpoint)) one) marked
      WHERE transaction_id IS NOT NULL AND covered IS NOT NULL)`;

/**
 * Each checkpoint says what its entries add up to. It is computed again in one pass over the entries, each of which moves
 * its transaction from one part to another at the first checkpoint that covers it.
 */
export const CHECKPOINT_CHECKS: readonly Check[] = [
  {
    sql: `/* verifyCheckpointEntries */
   WITH ${PLACED},
   counted AS (SELECT wallet_id, covered AS entries, count(*) AS own FROM placed GROUP BY wallet_id, covered)
   SELECT 'balanceCheckpoint.entries' AS "check", 'balance_checkpoint of wallet ' || wallet_id || ' at ' || entries AS subject,
          entries || ' entries, up to one seq of each account' AS expected,
          present || ' entries, up to ' || heads || ' different' AS actual
     FROM (SELECT c.wallet_id, c.entries, c.heads,
                  sum(coalesce(n.own, 0)) OVER (PARTITION BY c.wallet_id ORDER BY c.entries) AS present
             FROM (SELECT wallet_id, entries, count(*) AS heads FROM checkpoint GROUP BY wallet_id, entries) c
             LEFT JOIN counted n ON n.wallet_id = c.wallet_id AND n.entries = c.entries) one
    WHERE present <> entries OR heads <> 1
    ORDER BY wallet_id, entries LIMIT $1`,
  },
  {
    sql: `/* verifyCheckpointParts */
   WITH ${PLACED},
   step AS (
     SELECT wallet_id, transaction_id, covered, bool_or(phase = 'POST') AS posted, bool_or(phase = 'RELEASE') AS released,
            bool_or(phase = 'REVERT') AS reverted,
            ${each((column, kind) => `coalesce(sum(amount) FILTER (WHERE account_kind = '${kind}'), 0) AS ${column}`)}
       FROM placed GROUP BY wallet_id, transaction_id, covered),
   state AS (
     SELECT wallet_id, transaction_id, covered, lead(covered) OVER own AS left_at,
            bool_or(posted) OVER own AS posted, bool_or(released) OVER own AS released, bool_or(reverted) OVER own AS reverted,
            ${each((column) => `sum(${column}) OVER own AS ${column}`)}
       FROM step WINDOW own AS (PARTITION BY wallet_id, transaction_id ORDER BY covered)),
   named AS (
     SELECT s.*, t.kind, CASE WHEN s.reverted THEN 'FAILED' WHEN s.posted THEN 'COMPLETED'
                              WHEN s.released THEN t.status ELSE 'PENDING' END AS status
       FROM state s JOIN transaction t ON t.id = s.transaction_id),
   change AS (
     SELECT wallet_id, entries, kind, status, sum(transactions) AS transactions, ${each((column) => `sum(${column}) AS ${column}`)}
       FROM (SELECT wallet_id, covered AS entries, kind, status, 1 AS transactions, ${each((column) => column)} FROM named
              UNION ALL
             SELECT wallet_id, left_at, kind, status, -1, ${each((column) => `-${column}`)} FROM named
              WHERE left_at IS NOT NULL) one
      GROUP BY wallet_id, entries, kind, status),
   expected AS (
     SELECT c.wallet_id, c.entries, p.kind, p.status, sum(coalesce(d.transactions, 0)) OVER part AS transactions,
            ${each((column) => `sum(coalesce(d.${column}, 0)) OVER part AS ${column}`)}
       FROM (SELECT DISTINCT wallet_id, entries FROM checkpoint) c
       JOIN (SELECT DISTINCT wallet_id, kind, status FROM change) p ON p.wallet_id = c.wallet_id
       LEFT JOIN change d ON d.wallet_id = c.wallet_id AND d.entries = c.entries AND d.kind = p.kind AND d.status = p.status
     WINDOW part AS (PARTITION BY c.wallet_id, p.kind, p.status ORDER BY c.entries))
   SELECT 'balanceCheckpoint.part' AS "check",
          'balance_checkpoint of wallet ' || wallet_id || ' at ' || entries || ', ' || kind || ' ' || status AS subject,
          ${text('x')} AS expected, ${text('b')} AS actual
     FROM (SELECT * FROM expected WHERE transactions > 0) x
     FULL JOIN balance_checkpoint b USING (wallet_id, entries, kind, status)
    WHERE (x.transactions, ${each((column) => `x.${column}`)}) IS DISTINCT FROM (b.transactions, ${each((column) => `b.${column}`)})
    ORDER BY wallet_id, entries, kind, status LIMIT $1`,
  },
];
