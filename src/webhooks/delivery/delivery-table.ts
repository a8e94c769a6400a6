import type { DataSource } from 'typeorm';
import type { DeliveryStatus } from '../../domain/index.js';
import { Webhook } from '../../entities/index.js';
import type { EventPlace, LogEvent } from '../../reader/index.js';

/** A webhook that is ACTIVE, and how far it is. */
export interface ActiveWebhook {
  readonly webhook: Webhook;
  readonly place: bigint;
  readonly round: number;
  readonly notBefore: Date | null;
}

/** A row of a delivery, as it is written. */
export interface DeliveryRow {
  readonly event: LogEvent;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
  /** `infinity`: when the earlier events of its wallets are over. */
  readonly nextAt: Date | 'infinity' | null;
  readonly responseStatus: number | null;
  readonly error: string | null;
  readonly durationMs: number | null;
}

/** A delivery that is to be tried. */
export interface PendingRow extends EventPlace {
  readonly attempts: number;
  readonly firstAt: Date | null;
  readonly nextAt: Date;
}

type Raw<T extends EventPlace> = Omit<T, 'position'> & { readonly position: string };

/** One that waits behind others is due as soon as they are over. */
const PENDING_COLUMNS = `position, index, attempts, first_at AS "firstAt",
         CASE WHEN isfinite(next_at) THEN next_at ELSE 'epoch' END AS "nextAt"`;

/** The tables of webhooks, as the gateways that deliver use them. */
export class DeliveryTable {
  constructor(private readonly source: DataSource) {}

  /** The webhooks that are ACTIVE and whose secret was encrypted with a key. */
  async active(secretKey: string): Promise<ActiveWebhook[]> {
    const webhooks = await this.source.manager
      .createQueryBuilder(Webhook, 'webhook')
      .where(`webhook.status = 'ACTIVE' AND webhook.secretKey = :secretKey`, { secretKey })
      .getMany();
    if (webhooks.length === 0) return [];
    const rows = await this.source.query<
      { id: string; place: string; round: number; not_before: Date | null }[]
    >(
      `/* webhookPlaces */
       SELECT webhook_id AS id, place, round, not_before FROM webhook_place WHERE webhook_id = ANY($1::uuid[])`,
      [webhooks.map(({ id }) => id)],
    );
    const places = new Map(rows.map((row) => [row.id, row]));
    return webhooks.flatMap((webhook) => {
      const row = places.get(webhook.id);
      if (!row) return [];
      const { place, round, not_before: notBefore } = row;
      return [{ webhook, place: BigInt(place), round, notBefore }];
    });
  }

  /** The keys of the webhooks that are ACTIVE and whose secret was encrypted with another key. */
  async otherKeys(secretKey: string): Promise<string[]> {
    const rows = await this.source.query<{ key: string }[]>(
      `/* otherWebhookKeys */ SELECT DISTINCT secret_key AS key FROM webhook WHERE status = 'ACTIVE' AND secret_key <> $1`,
      [secretKey],
    );
    return rows.map(({ key }) => key);
  }

  /** The deliveries that are to be tried, in the order of their events. */
  async pending(webhookId: string): Promise<PendingRow[]> {
    const rows = await this.source.query<Raw<PendingRow>[]>(
      `/* pendingDeliveries */
       SELECT ${PENDING_COLUMNS} FROM webhook_delivery WHERE webhook_id = $1 AND status = 'PENDING'
        ORDER BY position, index`,
      [webhookId],
    );
    return rows.map((row) => ({ ...row, position: BigInt(row.position) }));
  }

  /** Those of these deliveries that are to be tried, as it is now. */
  async stillPending(webhookId: string, places: readonly EventPlace[]): Promise<PendingRow[]> {
    const rows = await this.source.query<Raw<PendingRow>[]>(
      `/* stillPendingDeliveries */
       SELECT ${PENDING_COLUMNS} FROM webhook_delivery
        WHERE webhook_id = $1 AND status = 'PENDING'
          AND (position, index) IN (SELECT * FROM unnest($2::bigint[], $3::integer[]))
        ORDER BY position, index`,
      [
        webhookId,
        places.map(({ position }) => position.toString()),
        places.map(({ index }) => index),
      ],
    );
    return rows.map((row) => ({ ...row, position: BigInt(row.position) }));
  }

  /** Deliveries that are asked for and were never tried. */
  async requested(
    webhookIds: readonly string[],
    limit: number,
  ): Promise<(PendingRow & { readonly webhookId: string })[]> {
    const rows = await this.source.query<(Raw<PendingRow> & { webhookId: string })[]>(
      `/* requestedDeliveries */
       SELECT webhook_id AS "webhookId", ${PENDING_COLUMNS} FROM webhook_delivery
        WHERE webhook_id = ANY($1::uuid[]) AND status = 'PENDING' AND attempts = 0 AND next_at <= now()
        ORDER BY position, index LIMIT $2`,
      [webhookIds, limit],
    );
    return rows.map((row) => ({ ...row, position: BigInt(row.position) }));
  }

  /** The deliveries after a place that are over in this round. */
  async finished({ webhook, place, round }: ActiveWebhook): Promise<EventPlace[]> {
    const rows = await this.source.query<Raw<EventPlace>[]>(
      `/* finishedDeliveries */
       SELECT position, index FROM webhook_delivery
        WHERE webhook_id = $1 AND position > $2 AND round = $3 AND status <> 'PENDING'`,
      [webhook.id, place.toString(), round],
    );
    return rows.map(({ position, index }) => ({ position: BigInt(position), index }));
  }

  /**
   * Writes what became of deliveries, and how far a webhook is, in one statement. A gateway that does not know yet that
   * another one has taken over writes nothing wrong: the place never goes back, and what was delivered stays so.
   * @returns false: a replay has begun another round, and nothing was written
   */
  async write(
    { webhook, round }: Pick<ActiveWebhook, 'webhook' | 'round'>,
    place: bigint,
    rows: readonly DeliveryRow[],
  ): Promise<boolean> {
    const [held] = await this.source.query<{ held: boolean }[]>(WRITE, [
      ...[webhook.id, place.toString(), round],
      rows.map(({ event }) => event.position.toString()),
      rows.map(({ event }) => event.index),
      rows.map(({ event }) => event.commandId),
      rows.map(({ event }) => event.type),
      rows.map((row) => row.status),
      rows.map((row) => row.attempts),
      rows.map((row) => row.firstAt),
      rows.map((row) => row.lastAt),
      rows.map((row) => row.nextAt),
      rows.map((row) => row.responseStatus),
      rows.map((row) => row.error),
      rows.map((row) => row.durationMs),
    ]);
    return held?.held ?? false;
  }

  /** Removes deliveries that succeeded and all of deleted webhooks, as long as there are more than `limit`. @returns how many */
  async removeOld(limit: number): Promise<number> {
    const [row] = await this.source.query<{ removed: number }[]>(REMOVE_OLD, [limit]);
    return row?.removed ?? 0;
  }
}

const WRITE = `/* writeDeliveries */
     WITH held AS (
       UPDATE webhook_place SET place = greatest(place, $2::bigint) WHERE webhook_id = $1::uuid AND round = $3::integer
       RETURNING round),
     written AS (
       INSERT INTO webhook_delivery AS d (webhook_id, position, index, command_id, type, round, status, attempts, first_at,
                                          last_at, next_at, response_status, error, duration_ms)
       SELECT $1::uuid, added.position, added.index, added.command_id, added.type, held.round, added.status, added.attempts,
              added.first_at, added.last_at, added.next_at, added.response_status, added.error, added.duration_ms
         FROM held, unnest($4::bigint[], $5::integer[], $6::uuid[], $7::text[], $8::text[], $9::integer[], $10::timestamptz[],
                           $11::timestamptz[], $12::timestamptz[], $13::integer[], $14::text[], $15::integer[])
                AS added (position, index, command_id, type, status, attempts, first_at, last_at, next_at, response_status,
                          error, duration_ms)
       ON CONFLICT (webhook_id, position, index) DO UPDATE
          SET round = excluded.round, status = excluded.status, attempts = excluded.attempts, first_at = excluded.first_at,
              last_at = excluded.last_at, next_at = excluded.next_at, response_status = excluded.response_status,
              error = excluded.error, duration_ms = excluded.duration_ms
        WHERE d.status = 'PENDING' OR d.round < excluded.round
       RETURNING d.position)
     SELECT EXISTS (SELECT FROM held) AS held`;

/** By the place in the log, because no index has the moments of deliveries: it would have to be written with each. */
const REMOVE_OLD = `/* removeOldDeliveries */
     WITH old AS (
       SELECT d.webhook_id, d.position, d.index
         FROM webhook w CROSS JOIN LATERAL (
           SELECT * FROM webhook_delivery d
            WHERE d.webhook_id = w.id AND d.status = 'DELIVERED' AND d.last_at < now() - interval '30 days'
              AND d.position < (SELECT position FROM command WHERE created_at < now() - interval '30 days'
                                 ORDER BY created_at DESC LIMIT 1)
            LIMIT $1) d
        LIMIT $1),
     ended AS (
       SELECT d.webhook_id, d.position, d.index
         FROM webhook w CROSS JOIN LATERAL (
           SELECT * FROM webhook_delivery d WHERE d.webhook_id = w.id LIMIT $1) d
        WHERE w.status = 'DELETED' LIMIT $1),
     removed AS (
       DELETE FROM webhook_delivery d USING (SELECT * FROM old UNION SELECT * FROM ended) gone
        WHERE d.webhook_id = gone.webhook_id AND d.position = gone.position AND d.index = gone.index
       RETURNING 1)
     SELECT count(*)::integer AS removed FROM removed`;
