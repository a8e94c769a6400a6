import { IMPORTER } from '../../domain/index.js';
import type { Check } from '../finding.js';

/** The kinds of past transactions that an import can write, stated again on purpose. */
const IMPORTED = ['DEPOSIT', 'WITHDRAWAL', 'PURCHASE', 'EARNING', 'ADJUSTMENT'];

/** The database transaction that wrote a row, as the key of an import names it. */
const WRITER = (row: string): string => `${row}.written_by || ' of ' || ${row}.server_run`;

/**
 * What an import wrote. Each commit of an import has one idempotency key, not one for each transaction: openings, and past transactions together with their wallet. The
 * shards from 64 on are those of imports, one each.
 */
export const IMPORT_CHECKS: readonly Check[] = [
  {
    sql: `/* verifyImported */
   SELECT 'import.transaction' AS "check", 'transaction ' || t.id AS subject,
          'an OPENING_BALANCE, or a past transaction that an import wrote together with its wallet' AS expected,
          'a ' || t.kind || CASE WHEN (t.written_by, t.server_run) = (w.written_by, w.server_run)
                                 THEN ' together with its wallet' ELSE ' apart from its wallet' END AS actual
     FROM transaction t LEFT JOIN wallet w ON w.id = t.wallet_id
    WHERE t.initiated_by = $2::jsonb ->> 'importer' AND t.kind <> 'OPENING_BALANCE'
      AND ($2::jsonb -> 'kinds' ? t.kind AND (t.written_by, t.server_run) = (w.written_by, w.server_run)
           AND num_nonnulls(t.counter_wallet_id, t.original_id, t.splits, t.further_wallet_ids, t.effective_at) = 0) IS NOT TRUE
    ORDER BY t.id LIMIT $1`,
    known: { importer: IMPORTER, kinds: IMPORTED },
  },
  {
    sql: `/* verifyOpeners */
   SELECT 'opening.caller' AS "check", 'transaction ' || t.id AS subject,
          'an import, ' || ($2::jsonb #>> '{}') AS expected, t.initiated_by AS actual
     FROM transaction t WHERE t.kind = 'OPENING_BALANCE' AND t.initiated_by <> $2::jsonb #>> '{}'
    ORDER BY t.id LIMIT $1`,
    known: IMPORTER,
  },
  {
    sql: `/* verifyOpeningsOnce */
   SELECT 'opening.once' AS "check", 'wallet ' || t.wallet_id AS subject,
          'one opening in whole, or one before its history and one after it' AS expected,
          string_agg(coalesce(t.details ->> 'part', 'no part'), ', ' ORDER BY t.position) AS actual
     FROM transaction t WHERE t.kind = 'OPENING_BALANCE'
    GROUP BY t.wallet_id
   HAVING count(*) > count(DISTINCT t.details ->> 'part')
       OR (bool_or(t.details ->> 'part' = 'WHOLE') AND count(*) > 1)
    ORDER BY t.wallet_id LIMIT $1`,
  },
  // What was there before the history is the wallet's first entry. What follows the history is the last of the import.
  {
    sql: `/* verifyOpeningPlaces */
   SELECT 'opening.place' AS "check", 'transaction ' || t.id AS subject,
          CASE t.details ->> 'part' WHEN 'BEFORE_HISTORY' THEN 'the first entry of its wallet'
               ELSE 'a place after all that the import wrote of its wallet' END AS expected,
          CASE t.details ->> 'part' WHEN 'BEFORE_HISTORY' THEN 'entry ' || e.seq
               ELSE 'a place before transaction ' || later.id END AS actual
     FROM transaction t
     LEFT JOIN entry e ON e.transaction_id = t.id AND e.account_kind = 'CASH'
     LEFT JOIN LATERAL (
       SELECT x.id FROM transaction x
        WHERE t.details ->> 'part' = 'AFTER_HISTORY'
          AND x.wallet_id = t.wallet_id AND x.initiated_by = t.initiated_by AND x.position > t.position
        ORDER BY x.position LIMIT 1) later ON true
    WHERE t.kind = 'OPENING_BALANCE'
      AND CASE t.details ->> 'part' WHEN 'BEFORE_HISTORY' THEN e.seq > 1 ELSE later.id IS NOT NULL END
    ORDER BY t.id LIMIT $1`,
  },
  {
    sql: `/* verifyImportShards */
   SELECT 'import.shard' AS "check", 'shard ' || a.shard AS subject,
          'transactions that one commit of an import wrote' AS expected,
          count(*) FILTER (WHERE t.initiated_by IS DISTINCT FROM $2::jsonb #>> '{}') || ' entries of others, '
            || count(DISTINCT (t.written_by, t.server_run)) || ' commits' AS actual
     FROM account a
     JOIN entry e ON e.account_id = a.id
     LEFT JOIN transaction t ON t.id = e.transaction_id
    WHERE a.wallet_id IS NULL AND a.shard > 63
    GROUP BY a.shard
   HAVING count(*) > count(*) FILTER (WHERE t.initiated_by = $2::jsonb #>> '{}') OR count(DISTINCT (t.written_by, t.server_run)) > 1
    ORDER BY a.shard LIMIT $1`,
    known: IMPORTER,
  },
  // The key of a commit says how much it wrote.
  {
    sql: `/* verifyImportKeys */
   WITH wrote AS (
     SELECT writer, sum(transactions) AS transactions, sum(wallets) AS wallets
       FROM (SELECT ${WRITER('t')} AS writer, count(*) AS transactions, 0 AS wallets
               FROM transaction t WHERE t.initiated_by = $2::jsonb #>> '{}' GROUP BY 1
              UNION ALL
             SELECT ${WRITER('w')}, 0, count(*) FROM wallet w
              WHERE ${WRITER('w')} IN (SELECT outcome #>> '{done,imported,writer}' FROM command WHERE caller = $2::jsonb #>> '{}')
              GROUP BY 1) rows
      GROUP BY writer),
   named AS (
     SELECT key, outcome #>> '{done,imported,writer}' AS writer,
            outcome #>> '{done,imported,transactions}' AS transactions, outcome #>> '{done,imported,wallets}' AS wallets
       FROM command WHERE caller = $2::jsonb #>> '{}')
   SELECT 'import.key' AS "check", coalesce('command ' || n.key, 'transactions written by ' || wrote.writer) AS subject,
          coalesce(n.transactions || ' transactions and ' || n.wallets || ' wallets', 'a key of the import') AS expected,
          coalesce(wrote.transactions, 0) || ' transactions and ' || coalesce(wrote.wallets, 0) || ' wallets' AS actual
     FROM named n FULL JOIN wrote ON wrote.writer = n.writer
    WHERE (n.transactions, n.wallets) IS DISTINCT FROM (coalesce(wrote.transactions, 0)::text, coalesce(wrote.wallets, 0)::text)
    ORDER BY n.key, wrote.writer LIMIT $1`,
    known: IMPORTER,
  },
];
