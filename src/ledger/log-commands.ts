import { integers, type Statement } from '../database/index.js';
import { encodeOutcome, keyText } from './idempotency.js';
import { messagesOf, notifySql } from './notify.js';
import { inOneOrder } from './one-order.js';
import type { PendingWrites } from './pending-writes.js';

/**
 * How many positions of the log one commit has. More than a commit can have commands: `LEDGER_BATCH_MAX` ends below it. The
 * default of `command.position` in migrations/book.sql states it too.
 */
export const COMMANDS_PER_COMMIT = 16_384;

/** The columns of a command, and its place among those of its commit. */
const INSERT_COMMANDS_AND_NOTIFY = `/* insertCommandsAndNotify */
     WITH inserted AS (
       INSERT INTO command (caller, key, movement, input, input_hash, outcome, event_types, wallet_ids, request_id,
                            created_at, position)
       SELECT added.caller, added.key, added.movement, added.input, added.input_hash, added.outcome, added.event_types::text[],
              added.wallet_ids::uuid[], added.request_id, $9::timestamptz,
              -- Drawn once, for all of them.
              (SELECT nextval('commit_number')) * ${COMMANDS_PER_COMMIT} + added.place
         FROM unnest($1::text[], $2::text[], $3::text[], $4::json[], $5::bytea[], $6::jsonb[], $7::text[], $8::text[],
                     $10::integer[], $12::text[])
                AS added (caller, key, movement, input, input_hash, outcome, event_types, request_id, place, wallet_ids)
       RETURNING key)
     ${notifySql('$11::text[]')}`;

/**
 * Logs the commands and notifies the gateways, at the end of a commit. A notification takes the one lock that the whole
 * server has for it, so the commit holds that lock as briefly as possible: only schedules that move on and alerts come after it.
 * Every command is logged, so a commit without one has nothing to announce.
 */
export function insertionOfCommandsAndNotification(writes: PendingWrites, now: Date): Statement[] {
  if (writes.commands.length === 0) return [];
  const placed = writes.commands.map((command, place) => ({ ...command, place }));
  const rows = inOneOrder(placed, keyText);
  return [
    (manager) =>
      manager.query(INSERT_COMMANDS_AND_NOTIFY, [
        rows.map((row) => row.caller),
        rows.map((row) => row.key),
        rows.map((row) => row.movement),
        rows.map((row) => row.inputText),
        rows.map((row) => row.inputHash),
        rows.map((row) => encodeOutcome(row.outcome)),
        rows.map((row) => `{${row.eventTypes.join()}}`),
        rows.map((row) => row.requestId),
        now,
        integers(rows.map((row) => row.place)),
        messagesOf(writes),
        rows.map((row) => `{${row.walletIds.join()}}`),
      ]),
  ];
}
