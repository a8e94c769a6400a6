import { arrayColumn, column, insertOf, type Statement } from '../database/index.js';
import type { Webhook } from '../entities/index.js';
import type { WebhookReplay } from './movement.js';
import type { PendingWrites } from './pending-writes.js';

export const INSERT_WEBHOOKS = insertOf<Webhook>({
  name: 'insertWebhooks',
  table: 'webhook',
  columns: [
    column('id', 'uuid', (row) => row.id),
    column('url', 'text', (row) => row.url),
    arrayColumn('types', 'text', (row) => `{${row.types.join(',')}}`),
    column('selection', 'text', (row) => row.selection),
    column('description', 'text', (row) => row.description),
    column('created_by', 'text', (row) => row.createdBy),
    column('created_at', 'timestamptz', (row) => row.createdAt),
    column('status', 'text', (row) => row.status),
    column('secret', 'bytea', (row) => row.secret),
    column('secret_key', 'text', (row) => row.secretKey),
    column('secret_version', 'integer', (row) => row.secretVersion),
  ],
  ending: 'RETURNING id',
});

/**
 * What follows the commands of a commit: the places at which new webhooks begin, changes, and replays. A webhook begins after
 * the commit that creates it, whose number the log has drawn by then.
 */
export function changesOfWebhooks({
  newWebhooks,
  changedWebhooks,
  webhookReplays,
}: PendingWrites): Statement[] {
  const changed = [...changedWebhooks.values()];
  return [
    ...(newWebhooks.length === 0
      ? []
      : ([
          (manager) => manager.query(INSERT_PLACES, [newWebhooks.map(({ id }) => id)]),
        ] satisfies Statement[])),
    ...(changed.length === 0 ? [] : [updateOf(changed)]),
    ...webhookReplays.flatMap(statementsOfReplay),
  ];
}

const INSERT_PLACES = `/* insertWebhookPlaces */
     INSERT INTO webhook_place (webhook_id, place, round)
     SELECT added.id, currval('commit_number') * 16384 + 16383, 1 FROM unnest($1::uuid[]) AS added (id)
     RETURNING webhook_id`;

function updateOf(rows: readonly Webhook[]): Statement {
  return (manager) =>
    manager.query(UPDATE_WEBHOOKS, [
      rows.map((row) => row.id),
      rows.map((row) => row.status),
      rows.map((row) => row.secret),
      rows.map((row) => row.secretKey),
      rows.map((row) => row.secretVersion),
      rows.map((row) => row.oldSecret),
      rows.map((row) => row.oldSecretKey),
      rows.map((row) => row.oldUntil),
      rows.map((row) => row.changedBy),
      rows.map((row) => row.changedAt),
    ]);
}

const UPDATE_WEBHOOKS = `/* updateWebhooks */
     UPDATE webhook w
        SET status = changed.status, secret = changed.secret, secret_key = changed.secret_key,
            secret_version = changed.secret_version, old_secret = changed.old_secret,
            old_secret_key = changed.old_secret_key, old_until = changed.old_until,
            changed_by = changed.by, changed_at = changed.at
       FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::text[], $5::integer[], $6::bytea[], $7::text[],
                   $8::timestamptz[], $9::text[], $10::timestamptz[])
              AS changed (id, status, secret, secret_key, secret_version, old_secret, old_secret_key, old_until, by, at)
      WHERE w.id = changed.id`;

/** The place first, as the gateways write them: so neither waits for the other in a circle. */
function statementsOfReplay(replay: WebhookReplay): Statement[] {
  const { webhookId } = replay;
  if ('from' in replay)
    return [(manager) => manager.query(GO_BACK, [webhookId, replay.from.toISOString()])];
  const { deadLetters } = replay;
  return [
    (manager) => manager.query(NEXT_ROUND, [webhookId]),
    (manager) =>
      manager.query(TRY_AGAIN, [
        webhookId,
        deadLetters.map(({ position }) => position.toString()),
        deadLetters.map(({ index }) => index),
      ]),
  ];
}

/**
 * The last command of a moment that is surely before `from` in the log: a commit can draw its number some time after another
 * one that took its moment after it. `not_before` leaves out the events between the two.
 */
const GO_BACK = `/* replayWebhook */
     UPDATE webhook_place p
        SET round = p.round + 1, place = least(p.place, back.place),
            not_before = CASE WHEN back.place < p.place THEN $2::timestamptz ELSE p.not_before END
       FROM (SELECT coalesce((SELECT position FROM command WHERE created_at < $2::timestamptz - interval '15 minutes'
                               ORDER BY created_at DESC LIMIT 1), 0) AS place) back
      WHERE p.webhook_id = $1`;

const NEXT_ROUND = `/* nextRoundOfWebhook */
     UPDATE webhook_place SET round = round + 1 WHERE webhook_id = $1`;

const TRY_AGAIN = `/* tryDeadLettersAgain */
     UPDATE webhook_delivery d
        SET status = 'PENDING', attempts = 0, first_at = NULL, next_at = now()
       FROM unnest($2::bigint[], $3::integer[]) AS wanted (position, index)
      WHERE d.webhook_id = $1 AND d.position = wanted.position AND d.index = wanted.index AND d.status = 'DEAD'`;
