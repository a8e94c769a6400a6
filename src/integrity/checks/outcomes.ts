import { ATTEMPT_CODES, IMPORTER, REFUSAL_CODES } from '../../domain/index.js';
import type { Check } from '../finding.js';

/** A condition: `money` is an amount in the format of `encodeOutcome`. */
const isMoney = (money: string): string =>
  `(jsonb_typeof(${money} -> 'amount') = 'string' AND ${money} ->> 'amount' ~ '^-?[0-9]+$'
            AND jsonb_typeof(${money} -> 'currency') = 'string')`;

/** A condition: `refused` is a refusal, with a known code, a message, and the amounts if the code has them. */
const isRefusal = (refused: string): string =>
  `($2::jsonb ? (${refused} ->> 'code') AND jsonb_typeof(${refused} -> 'message') = 'string'
            AND (${refused} ->> 'code' <> 'INSUFFICIENT_FUNDS'
                 OR (${isMoney(`(${refused} -> 'available')`)} AND ${isMoney(`(${refused} -> 'required')`)})))`;

/** A condition: the outcome is `{ done: { [id]: text } }` and nothing else. */
const isDone = (id: string): string =>
  `(jsonb_typeof(k.outcome #> '{done,${id}}') = 'string'
            AND k.outcome = jsonb_build_object('done', jsonb_build_object('${id}', k.outcome #> '{done,${id}}')))`;

/** A condition: the outcome is `{ done: { revocation: { subject: text, revokedAt: text } } }` and nothing else. */
const IS_REVOCATION = `
          (jsonb_typeof(k.outcome #> '{done,revocation,subject}') = 'string'
            AND jsonb_typeof(k.outcome #> '{done,revocation,revokedAt}') = 'string'
            AND k.outcome = jsonb_build_object('done', jsonb_build_object('revocation', jsonb_build_object(
                  'subject', k.outcome #> '{done,revocation,subject}',
                  'revokedAt', k.outcome #> '{done,revocation,revokedAt}'))))`;

/** A condition: the outcome is `{ done: { webhookId: text } }`, with the number of a secret if one was made, and nothing else. */
const IS_WEBHOOK = `
          (jsonb_typeof(k.outcome #> '{done,webhookId}') = 'string'
            AND k.outcome = jsonb_build_object('done', jsonb_strip_nulls(jsonb_build_object(
                  'webhookId', k.outcome #> '{done,webhookId}', 'webhookSecret', k.outcome #> '{done,webhookSecret}')))
            AND coalesce(jsonb_typeof(k.outcome #> '{done,webhookSecret}'), 'number') = 'number')`;
/** A condition: the outcome is `{ done: { erasure: { id: text, ownerId: text } } }` and nothing else. */
const IS_ERASURE = `
          (jsonb_typeof(k.outcome #> '{done,erasure,id}') = 'string'
            AND jsonb_typeof(k.outcome #> '{done,erasure,ownerId}') = 'string'
            AND k.outcome = jsonb_build_object('done', jsonb_build_object('erasure', jsonb_build_object(
                  'id', k.outcome #> '{done,erasure,id}', 'ownerId', k.outcome #> '{done,erasure,ownerId}'))))`;

/** A condition: the outcome is `{ done: { imported: { wallets, transactions, writer } } }` of an import, and nothing else. */
const IS_IMPORT = `
          (k.caller = '${IMPORTER}' AND jsonb_typeof(k.outcome #> '{done,imported,writer}') = 'string'
            AND jsonb_typeof(k.outcome #> '{done,imported,wallets}') = 'number'
            AND jsonb_typeof(k.outcome #> '{done,imported,transactions}') = 'number'
            AND k.outcome = jsonb_build_object('done', jsonb_build_object('imported', jsonb_build_object(
                  'wallets', k.outcome #> '{done,imported,wallets}', 'writer', k.outcome #> '{done,imported,writer}',
                  'transactions', k.outcome #> '{done,imported,transactions}'))))`;

/** A condition: `list` is a list, and every `line` of it meets the condition. */
const areAll = (list: string, condition: string): string =>
  `NOT EXISTS (SELECT FROM jsonb_array_elements(
              CASE jsonb_typeof(${list}) WHEN 'array' THEN ${list} ELSE '[null]' END) AS line
             WHERE (${condition}) IS NOT TRUE)`;

const DONE = `k.outcome #> '{many,done}'`;
const REFUSED = `k.outcome #> '{many,refused}'`;

/** A condition: each line from 0 on appears once. Or, of an all-or-nothing command, one refused line stands alone. */
const IS_EVERY_LINE = `
            ((${DONE} = '[]' AND ${REFUSED} @> '[{}]' AND ${REFUSED} -> 1 IS NULL) OR (
              SELECT n.present IS NOT DISTINCT FROM (SELECT jsonb_agg(i) FROM generate_series(0, n.lines - 1) i)
                FROM (SELECT jsonb_agg(i ORDER BY i) AS present, count(*) AS lines
                        FROM jsonb_path_query(k.outcome, '$.many.*[*].index') i) n))`;

const IS_MANY = `
          (k.outcome = jsonb_build_object('many', jsonb_build_object('done', ${DONE}, 'refused', ${REFUSED}))
            AND ${areAll(
              DONE,
              `line = jsonb_build_object('index', line -> 'index', 'transactionId', line -> 'transactionId')
                AND jsonb_typeof(line -> 'index') = 'number' AND jsonb_typeof(line -> 'transactionId') = 'string'`,
            )}
            AND ${areAll(
              REFUSED,
              `line = jsonb_build_object('index', line -> 'index', 'refused', line -> 'refused')
                AND jsonb_typeof(line -> 'index') = 'number' AND ${isRefusal(`(line -> 'refused')`)}`,
            )}
            AND ${IS_EVERY_LINE})`;

/** Each key's outcome has a format that the ledger writes. Otherwise a repeated request could not get it again. */
export const OUTCOME_CHECKS: readonly Check[] = [
  {
    sql: `/* verifyOutcomes */
   SELECT 'idempotencyKey.outcome' AS "check", 'command ' || k.key || ' of ' || k.caller AS subject,
          'done with a walletId, a transactionId, a quoteId, a currencyCode, a systemAccountName, a reconciliationId, a scheduleId, a monitorId, an alertId, a webhookId, an erasure or a revocation, or refused with a code and a message, or a list of both' AS expected,
          left(coalesce(k.outcome::text, 'nothing'), 200) AS actual
     FROM command k
    WHERE (CASE
            WHEN k.outcome ? 'done' THEN ${isDone('walletId')} OR ${isDone('transactionId')} OR ${isDone('quoteId')}
              OR ${isDone('currencyCode')} OR ${isDone('systemAccountName')} OR ${isDone('reconciliationId')} OR ${isDone('scheduleId')} OR ${isDone('monitorId')} OR ${isDone('alertId')} OR ${IS_WEBHOOK} OR ${IS_REVOCATION} OR ${IS_ERASURE} OR ${IS_IMPORT}
            WHEN k.outcome ? 'refused' THEN k.outcome = jsonb_build_object('refused', k.outcome -> 'refused')
              AND ${isRefusal(`(k.outcome -> 'refused')`)}
            WHEN k.outcome ? 'many' THEN ${IS_MANY}
           END) IS NOT TRUE
    ORDER BY k.caller, k.key LIMIT $1`,
    // Attempts that never became commands are kept as refused ones.
    known: [...REFUSAL_CODES, ...ATTEMPT_CODES],
  },
];
