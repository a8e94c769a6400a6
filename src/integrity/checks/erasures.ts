import type { Check } from '../finding.js';

/** An erasure with the place of its command in the log, if it has begun there. */
const ERASURE = `
   begun AS (
     SELECT e.*, c.position FROM erasure e
       JOIN command c ON c.created_at = e.created_at AND c.caller = e.created_by AND c.movement = 'eraseOwner'
                     AND c.outcome #>> '{done,erasure,id}' = e.id::text AND c.outcome #>> '{done,erasure,ownerId}' = e.owner_id)`;

/**
 * Texts can be missing only where an erasure took them, which an admin asked for by a command, of an owner whom the row
 * concerns. What is left of them is what an erasure leaves.
 */
export const ERASURE_CHECKS: readonly Check[] = [
  {
    sql: `/* verifyErasures */
   SELECT 'erasure.key' AS "check", 'erasure ' || e.id AS subject,
          'one key, of ' || e.created_by || ' at ' || e.created_at || ', at the position ' || coalesce(e.log_position::text, 'that it has') AS expected,
          CASE WHEN k.keys IS NULL THEN 'no key' WHEN k.keys > 1 THEN k.keys || ' keys'
               ELSE 'a key of ' || k.caller || ' at ' || k.created_at || ', at the position ' || k.position END AS actual
     FROM erasure e
     LEFT JOIN (SELECT outcome #>> '{done,erasure,id}' AS id, outcome #>> '{done,erasure,ownerId}' AS owner_id, count(*) AS keys,
                       min(caller) AS caller, min(created_at) AS created_at, min(position) AS position
                  FROM command WHERE movement = 'eraseOwner' AND outcome ? 'done' GROUP BY 1, 2) k
       ON k.id = e.id::text AND k.owner_id = e.owner_id
    WHERE (k.keys, k.caller, k.created_at) IS DISTINCT FROM (1, e.created_by, e.created_at)
       OR e.log_position <> k.position
    ORDER BY e.id LIMIT $1`,
  },
  {
    sql: `/* verifyErasedCommands */
   WITH ${ERASURE}
   SELECT 'command.erased' AS "check", 'command ' || k.key || ' of ' || k.caller AS subject,
          'what an erasure of an owner whom it concerns leaves of it' AS expected,
          CASE WHEN e.id IS NULL THEN 'no such erasure' ELSE left(k.input::text, 200) END AS actual
     FROM command k LEFT JOIN begun e ON e.id = k.erasure_id
    WHERE k.erasure_id IS NOT NULL
      AND (e.id IS NULL OR k.position >= e.position OR k.movement = 'eraseOwner'
           OR k.input::text <> erased_value('input', k.input::jsonb)::text OR k.outcome <> erased_outcome(k.outcome)
           OR NOT (k.caller = e.owner_id OR k.movement = 'openWallet' AND k.input ->> 'ownerId' = e.owner_id
                   OR k.movement = 'revokeTokens' AND k.input ->> 'subject' = e.owner_id
                   OR EXISTS (SELECT FROM wallet w WHERE w.owner_id = e.owner_id AND w.id = ANY (k.wallet_ids))))
    ORDER BY k.caller, k.key LIMIT $1`,
  },
  {
    sql: `/* verifyErasedTransactions */
   WITH ${ERASURE}
   SELECT 'transaction.erased' AS "check", 'transaction ' || t.id AS subject,
          'what an erasure of one of its owners leaves of it' AS expected,
          CASE WHEN e.id IS NULL THEN 'no such erasure'
               ELSE left(jsonb_build_array(t.reference, t.description, t.metadata, t.details, t.splits, t.status_reason)::text, 200) END AS actual
     FROM transaction t LEFT JOIN begun e ON e.id = t.erasure_id
    WHERE t.erasure_id IS NOT NULL
      AND (e.id IS NULL OR t.reference <> '[erased]' OR t.description <> '[erased]'
           OR t.metadata <> erased_value('metadata', t.metadata) OR t.details <> erased_value('details', t.details)
           OR t.splits <> erased_value('splits', t.splits)
           OR t.status_reason <> '[erased]' AND (t.status_changed_at > e.created_at) IS NOT TRUE
           OR NOT EXISTS (SELECT FROM wallet w WHERE w.owner_id = e.owner_id
                             AND w.id = ANY (ARRAY[t.wallet_id, t.counter_wallet_id] || t.further_wallet_ids)))
    ORDER BY t.id LIMIT $1`,
  },
];
