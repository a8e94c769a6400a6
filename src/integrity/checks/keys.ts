import { EVENT_TYPES, IMPORTER, MONITORS, SCHEDULER, SYSTEM_ACCOUNTS } from '../../domain/index.js';
import { CUSTOM_CURRENCIES, ISO_4217 } from '../../money/index.js';
import type { Check } from '../finding.js';

/** The transactions that each key led to. A damaged outcome can hold any JSON, also in place of an id. */
const NAMED = `
   named AS (
     SELECT caller, key, created_at, outcome #>> '{done,transactionId}' AS id FROM command
      WHERE outcome #>> '{done,transactionId}' IS NOT NULL
     UNION ALL
     SELECT caller, key, created_at, jsonb_path_query(outcome, '$.many.done[*].transactionId') #>> '{}'
       FROM command WHERE outcome ? 'many')`;

/** Keys whose outcome names a row that does not exist. */
const dangling = (name: string, table: string, id: string, column = 'id'): Check => ({
  sql: `/* verifyKeysOf_${table} */
   SELECT 'idempotencyKey.${name}' AS "check", 'command ' || k.key || ' of ' || k.caller AS subject,
          '${name} ' || (k.outcome #>> '{done,${id}}') AS expected, 'no ${name}' AS actual
     FROM command k
    WHERE k.outcome #>> '{done,${id}}' IS NOT NULL
      AND NOT EXISTS (SELECT FROM ${table} t WHERE t.${column}::text = k.outcome #>> '{done,${id}}')
    ORDER BY k.caller, k.key LIMIT $1`,
});

/** Rows without the key of the command that made them. They also have keys of their changes. */
const madeByKey = (table: string, id: string, name: string): Check => ({
  sql: `/* ${name} */
   SELECT '${table}.key' AS "check", '${table} ' || t.id AS subject,
          'a key of ' || t.created_by || ' at ' || t.created_at AS expected, 'no such key' AS actual
     FROM ${table} t
    WHERE NOT EXISTS (
      SELECT FROM command k
       WHERE k.outcome #>> '{done,${id}}' = t.id::text AND k.caller = t.created_by AND k.created_at = t.created_at)
    ORDER BY t.id LIMIT $1`,
});

/** The time of a revocation, in the format of a key's outcome. */
const REVOKED_AT = `to_char(r.revoked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const IS_ITS_REVOCATION = `
      r.subject = k.outcome #>> '{done,revocation,subject}'
        AND ${REVOKED_AT} = k.outcome #>> '{done,revocation,revokedAt}'`;

/**
 * Idempotency keys: every change has exactly the keys that requested it. Without its key, a repeated request would carry
 * the change out again. Ids are compared as text, because a damaged outcome can hold any JSON.
 */
export const KEY_CHECKS: readonly Check[] = [
  {
    sql: `/* verifyKeys */
   WITH ${NAMED}
   SELECT 'idempotencyKey.transaction' AS "check", 'command ' || n.key || ' of ' || n.caller AS subject,
          'transaction ' || n.id AS expected, 'no transaction' AS actual
     FROM named n WHERE NOT EXISTS (SELECT FROM transaction t WHERE t.id::text = n.id)
    ORDER BY n.caller, n.key, n.id LIMIT $1`,
  },
  dangling('wallet', 'wallet', 'walletId'),
  dangling('quote', 'exchange_quote', 'quoteId'),
  dangling('currency', 'currency', 'currencyCode', 'code'),
  dangling('reconciliation', 'reconciliation', 'reconciliationId'),
  dangling('schedule', 'schedule', 'scheduleId'),
  dangling('monitor', 'monitor', 'monitorId'),
  dangling('alert', 'alert', 'alertId'),
  dangling('webhook', 'webhook', 'webhookId'),
  dangling('systemAccount', 'system_account', 'systemAccountName', 'name'),
  {
    sql: `/* verifyKeysOf_token_revocation */
   SELECT 'idempotencyKey.revocation' AS "check", 'command ' || k.key || ' of ' || k.caller AS subject,
          'a revocation of ' || concat_ws(' at ', k.outcome #>> '{done,revocation,subject}',
                                          k.outcome #>> '{done,revocation,revokedAt}') AS expected,
          'no such revocation' AS actual
     FROM command k
    WHERE k.outcome #> '{done,revocation}' IS NOT NULL
      AND NOT EXISTS (SELECT FROM token_revocation r WHERE ${IS_ITS_REVOCATION})
    ORDER BY k.caller, k.key LIMIT $1`,
  },
  // One key began the transaction, and one stands for each later change: the last change, and the completion before a
  // failure. A deposit that was completed in the millisecond of its creation has one key or two: only the keys know.
  // An import has no keys: imports.ts says what it may write. Of a past transaction it knows one moment, so a change of
  // another caller, and a completion at another moment, came later.
  {
    sql: `/* verifyTransactionKeys */
   WITH ${NAMED},
   counted AS (
     SELECT t.id, t.status, t.initiated_by, t.created_at, t.completed_at, t.status_changed_by, t.status_changed_at,
            count(n.id) AS keys,
            bool_or(n.caller = t.initiated_by AND n.created_at = t.created_at) AS began,
            bool_or(n.created_at = t.completed_at) AS completed,
            bool_or(n.caller = t.status_changed_by AND n.created_at = t.status_changed_at) AS changed,
            min(n.caller) AS caller, min(n.created_at) AS at
       FROM transaction t LEFT JOIN named n ON n.id = t.id::text GROUP BY t.id),
   stepped AS (
     SELECT c.*, NOT imported AS by_key, status_changed_at IS NOT NULL AND (NOT imported OR status_changed_by <> $2::jsonb #>> '{}') AS changes,
            completed_at IS NOT NULL AND (NOT imported OR completed_at <> created_at) AS completes
       FROM (SELECT c.*, c.initiated_by = $2::jsonb #>> '{}' AS imported FROM counted c) c),
   judged AS (
     SELECT c.*, CASE
              WHEN began IS NOT TRUE AND by_key THEN 'a key of ' || initiated_by || ' at ' || created_at
              WHEN completed IS NOT TRUE AND completes THEN 'a key at ' || completed_at
              WHEN changed IS NOT TRUE AND changes THEN 'a key of ' || status_changed_by || ' at ' || status_changed_at
              WHEN keys <> due AND NOT (by_key AND keys = 1 + due AND status = 'FAILED' AND completed_at = created_at)
                THEN due || CASE due WHEN 1 THEN ' key' ELSE ' keys' END END AS expected
       FROM (SELECT s.*, by_key::int + changes::int
                         + (status = 'FAILED' AND completes AND completed_at <> created_at)::int AS due
               FROM stepped s) c)
   SELECT 'transaction.key' AS "check", 'transaction ' || id AS subject, expected,
          CASE keys WHEN 0 THEN 'no key' WHEN 1 THEN 'a key of ' || caller || ' at ' || at
                    ELSE keys || ' keys' END AS actual
     FROM judged WHERE expected IS NOT NULL
    ORDER BY id LIMIT $1`,
    known: IMPORTER,
  },
  {
    sql: `/* verifyQuoteKeys */
   SELECT 'quote.key' AS "check", 'exchange_quote ' || q.id AS subject,
          'one key, of ' || q.created_by || ' at ' || q.created_at AS expected,
          CASE WHEN k.keys IS NULL THEN 'no key' WHEN k.keys > 1 THEN k.keys || ' keys'
               ELSE 'a key of ' || k.caller || ' at ' || k.created_at END AS actual
     FROM exchange_quote q
     LEFT JOIN (SELECT outcome #>> '{done,quoteId}' AS id, count(*) AS keys,
                       min(caller) AS caller, min(created_at) AS created_at
                  FROM command GROUP BY 1) k ON k.id = q.id::text
    WHERE (k.keys, k.caller, k.created_at) IS DISTINCT FROM (1, q.created_by, q.created_at)
    ORDER BY q.id LIMIT $1`,
  },
  // A wallet also has keys of other changes, so their number says nothing.
  {
    sql: `/* verifyCreditLineKeys */
   SELECT 'creditLine.key' AS "check", 'credit_line ' || c.wallet_id || ' seq ' || c.seq AS subject,
          'a key of ' || c.set_by || ' at ' || c.created_at AS expected, 'no such key' AS actual
     FROM credit_line c
    WHERE NOT EXISTS (
      SELECT FROM command k
       WHERE k.outcome #>> '{done,walletId}' = c.wallet_id::text AND k.caller = c.set_by AND k.created_at = c.created_at)
    ORDER BY c.wallet_id, c.seq LIMIT $1`,
  },
  // The currencies in these lists came with the book.
  {
    sql: `/* verifyCurrencyKeys */
   SELECT 'currency.key' AS "check", 'currency ' || c.code AS subject, 'one key, at ' || c.created_at AS expected,
          CASE WHEN k.keys IS NULL THEN 'no key' WHEN k.keys > 1 THEN k.keys || ' keys'
               ELSE 'a key at ' || k.created_at END AS actual
     FROM currency c
     LEFT JOIN (SELECT outcome #>> '{done,currencyCode}' AS code, count(*) AS keys, min(created_at) AS created_at
                  FROM command WHERE outcome #>> '{done,currencyCode}' IS NOT NULL GROUP BY 1) k USING (code)
    WHERE NOT $2::jsonb ? c.code AND (k.keys, k.created_at) IS DISTINCT FROM (1, c.created_at)
    ORDER BY c.code LIMIT $1`,
    known: [...ISO_4217, ...CUSTOM_CURRENCIES].map(({ code }) => code),
  },
  {
    sql: `/* verifySystemAccountKeys */
   SELECT 'systemAccount.key' AS "check", 'system_account ' || s.name AS subject,
          'one key, of ' || s.created_by || ' at ' || s.created_at AS expected,
          CASE WHEN k.keys IS NULL THEN 'no key' WHEN k.keys > 1 THEN k.keys || ' keys'
               ELSE 'a key of ' || k.caller || ' at ' || k.created_at END AS actual
     FROM system_account s
     LEFT JOIN (SELECT outcome #>> '{done,systemAccountName}' AS name, count(*) AS keys,
                       min(caller) AS caller, min(created_at) AS created_at
                  FROM command WHERE outcome #>> '{done,systemAccountName}' IS NOT NULL GROUP BY 1) k USING (name)
    WHERE NOT $2::jsonb ? s.name
      AND (k.keys, k.caller, k.created_at) IS DISTINCT FROM (1, s.created_by, s.created_at)
    ORDER BY s.name LIMIT $1`,
    known: SYSTEM_ACCOUNTS,
  },
  {
    sql: `/* verifyReconciliationKeys */
   SELECT 'reconciliation.key' AS "check", 'reconciliation ' || r.id AS subject,
          'one key, of ' || r.asked_by || ' at ' || r.created_at AS expected,
          CASE WHEN k.keys IS NULL THEN 'no key' WHEN k.keys > 1 THEN k.keys || ' keys'
               ELSE 'a key of ' || k.caller || ' at ' || k.created_at END AS actual
     FROM reconciliation r
     LEFT JOIN (SELECT outcome #>> '{done,reconciliationId}' AS id, count(*) AS keys,
                       min(caller) AS caller, min(created_at) AS created_at
                  FROM command WHERE outcome #>> '{done,reconciliationId}' IS NOT NULL GROUP BY 1) k
       ON k.id = r.id::text
    WHERE r.origin = 'REQUEST' AND (k.keys, k.caller, k.created_at) IS DISTINCT FROM (1, r.asked_by, r.created_at)
    ORDER BY r.id LIMIT $1`,
  },
  // The text of an input is what was hashed, so what was asked for stands as it was. erasures.ts has those that were erased.
  {
    sql: `/* verifyInputs */
   SELECT 'command.input' AS "check", 'command ' || k.key || ' of ' || k.caller AS subject,
          'an input with the hash ' || encode(k.input_hash, 'hex') AS expected,
          encode(sha256(convert_to('["' || k.movement || '",' || k.input || ']', 'UTF8')), 'hex') AS actual
     FROM command k
    WHERE k.erasure_id IS NULL AND sha256(convert_to('["' || k.movement || '",' || k.input || ']', 'UTF8')) <> k.input_hash
    ORDER BY k.caller, k.key LIMIT $1`,
  },
  // A refused command has no events, and a type that no client knows would go to all who follow.
  {
    sql: `/* verifyEventTypes */
   SELECT 'command.events' AS "check", 'command ' || k.key || ' of ' || k.caller AS subject,
          CASE WHEN k.outcome ? 'refused' THEN 'no events' ELSE 'known types of events' END AS expected,
          array_to_string(k.event_types, ', ') AS actual
     FROM command k
    WHERE k.event_types <> '{}'
      AND (k.outcome ? 'refused' OR NOT k.event_types <@ ARRAY(SELECT jsonb_array_elements_text($2::jsonb)))
    ORDER BY k.caller, k.key LIMIT $1`,
    known: EVENT_TYPES,
  },
  madeByKey('schedule', 'scheduleId', 'verifyScheduleKeys'),
  madeByKey('monitor', 'monitorId', 'verifyMonitorKeys'),
  madeByKey('webhook', 'webhookId', 'verifyWebhookKeys'),
  // An alert also has keys of its acknowledgement and its end.
  {
    sql: `/* verifyAlertKeys */
   SELECT 'alert.key' AS "check", 'alert ' || a.id AS subject,
          'the key alert·' || a.monitor_id || '·' || a.crossing || ', at ' || a.raised_at AS expected,
          'no such key' AS actual
     FROM alert a
    WHERE NOT EXISTS (
      SELECT FROM command k
       WHERE k.caller = $2::jsonb #>> '{}' AND k.key = 'alert·' || a.monitor_id || '·' || a.crossing
         AND k.outcome #>> '{done,alertId}' = a.id::text AND k.created_at = a.raised_at)
    ORDER BY a.id LIMIT $1`,
    known: MONITORS,
  },
  // A run or a skip leaves its moment behind. The key of one that is still to come would be its outcome.
  {
    sql: `/* verifyScheduledMoments */
   SELECT 'schedule.moment' AS "check", 'command ' || k.key || ' of ' || k.caller AS subject,
          'a schedule of the caller that has left this moment behind' AS expected,
          coalesce('the schedule of ' || s.created_by || ', whose next moment is ' || s.next_at, 'no schedule') AS actual
     FROM command k LEFT JOIN schedule s ON s.id::text = split_part(k.key, '·', 2)
    WHERE k.key ~ '^(run|skip)·'
      AND (s.id IS NULL OR k.caller <> CASE split_part(k.key, '·', 1) WHEN 'run' THEN s.created_by ELSE $2::jsonb #>> '{}' END
           OR to_char(s.next_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') <= split_part(k.key, '·', 3))
    ORDER BY k.caller, k.key LIMIT $1`,
    known: SCHEDULER,
  },
  // Other callers may have revoked the same tokens in the same millisecond. Then their keys name this row too.
  {
    sql: `/* verifyRevocationKeys */
   SELECT 'revocation.key' AS "check", 'token_revocation of ' || r.subject || ' at ' || ${REVOKED_AT} AS subject,
          'a key of ' || r.revoked_by || ' at ' || ${REVOKED_AT} AS expected, 'no such key' AS actual
     FROM token_revocation r
    WHERE NOT EXISTS (
      SELECT FROM command k
       WHERE ${IS_ITS_REVOCATION}
         AND k.caller = r.revoked_by AND k.created_at = r.revoked_at)
    ORDER BY r.subject, r.revoked_at LIMIT $1`,
  },
];
