import { REFUSAL_CODES } from '../refusal.js';
import type { Check } from './finding.js';

/** Whether a part of the outcome, named by its path, is an amount as `encodeOutcome` writes one. */
const isMoney = (path: string): string => `
          coalesce(jsonb_typeof(k.outcome #> '{${path},amount}') = 'string'
            AND k.outcome #>> '{${path},amount}' ~ '^-?[0-9]+$'
            AND jsonb_typeof(k.outcome #> '{${path},currency}') = 'string', false)`;

/** Whether the outcome is `{ done: { [id]: text } }` and nothing else. */
const isDone = (id: string): string => `
          coalesce(jsonb_typeof(k.outcome #> '{done,${id}}') = 'string'
            AND k.outcome = jsonb_build_object('done', jsonb_build_object('${id}', k.outcome #> '{done,${id}}')), false)`;

/**
 * Idempotency keys: what was done is named by the one key that asked for it, or a resend would do it
 * again. Ids are compared as text, because an outcome can be anything.
 */
export const KEY_CHECKS: readonly Check[] = [
  {
    sql: `/* verifyOutcomes */
   SELECT 'idempotencyKey.outcome' AS "check", 'idempotency_key ' || k.key || ' of ' || k.caller AS subject,
          'done with a walletId or a transactionId, or refused with a code and a message' AS expected,
          left(coalesce(k.outcome::text, 'nothing'), 200) AS actual
     FROM idempotency_key k
    WHERE NOT (${isDone('walletId')} OR ${isDone('transactionId')} OR (
          coalesce($2::jsonb ? (k.outcome #>> '{refused,code}'), false)
          AND coalesce(jsonb_typeof(k.outcome #> '{refused,message}') = 'string', false)
          AND k.outcome = jsonb_build_object('refused', k.outcome -> 'refused')
          AND (k.outcome #>> '{refused,code}' <> 'INSUFFICIENT_FUNDS' OR (${isMoney('refused,available')}
          AND ${isMoney('refused,required')}))))
    ORDER BY k.caller, k.key LIMIT $1`,
    known: REFUSAL_CODES,
  },
  {
    sql: `/* verifyKeys */
   SELECT 'idempotencyKey.transaction' AS "check", 'idempotency_key ' || k.key || ' of ' || k.caller AS subject,
          'transaction ' || (k.outcome #>> '{done,transactionId}') AS expected, 'no transaction' AS actual
     FROM idempotency_key k
    WHERE k.outcome #>> '{done,transactionId}' IS NOT NULL
      AND NOT EXISTS (SELECT FROM transaction t WHERE t.id::text = k.outcome #>> '{done,transactionId}')
    ORDER BY k.caller, k.key LIMIT $1`,
  },
  {
    sql: `/* verifyWalletKeys */
   SELECT 'idempotencyKey.wallet' AS "check", 'idempotency_key ' || k.key || ' of ' || k.caller AS subject,
          'wallet ' || (k.outcome #>> '{done,walletId}') AS expected, 'no wallet' AS actual
     FROM idempotency_key k
    WHERE k.outcome #>> '{done,walletId}' IS NOT NULL
      AND NOT EXISTS (SELECT FROM wallet w WHERE w.id::text = k.outcome #>> '{done,walletId}')
    ORDER BY k.caller, k.key LIMIT $1`,
  },
  // Every kind is completed by the key that began it. Once another may move one on (confirm, approve),
  // the keys of the transaction's own moment are what must be one.
  {
    sql: `/* verifyTransactionKeys */
   SELECT 'transaction.key' AS "check", 'transaction ' || t.id AS subject,
          'one key, of ' || t.initiated_by || ' at ' || t.created_at AS expected,
          CASE WHEN k.keys IS NULL THEN 'no key' WHEN k.keys > 1 THEN k.keys || ' keys'
               ELSE 'a key of ' || k.caller || ' at ' || k.created_at END AS actual
     FROM transaction t
     LEFT JOIN (SELECT outcome #>> '{done,transactionId}' AS id, count(*) AS keys,
                       min(caller) AS caller, min(created_at) AS created_at
                  FROM idempotency_key GROUP BY 1) k ON k.id = t.id::text
    WHERE (k.keys, k.caller, k.created_at) IS DISTINCT FROM (1, t.initiated_by, t.created_at)
    ORDER BY t.id LIMIT $1`,
  },
];
