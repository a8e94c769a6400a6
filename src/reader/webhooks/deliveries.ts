import type { EntityManager } from 'typeorm';
import type { DeliveryKey, DeliveryStatus } from '../../domain/index.js';
import { decodeCursor, encodeCursor } from '../pages/cursor.js';
import { pageOf, pageRequestOf, type Page, type PageArguments } from '../pages/page.js';

/** A delivery that was tried, or is asked for. */
export interface Delivery extends DeliveryKey {
  readonly webhookId: string;
  readonly commandId: string;
  readonly type: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  /** When it was tried first and last; null: not yet. */
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
  /** When it is tried next; null: it is over. */
  readonly nextAt: Date | null;
  readonly responseStatus: number | null;
  readonly error: string | null;
  readonly durationMs: number | null;
}

const PLACE = [/^[1-9][0-9]{0,18}$/, /^(0|[1-9][0-9]{0,5})$/];

/** A page of a webhook's deliveries, by their events, newest first. @param status undefined: all */
export async function readDeliveriesPage(
  manager: EntityManager,
  webhookId: string,
  status: DeliveryStatus | undefined,
  page: PageArguments,
): Promise<Page<Delivery>> {
  const request = pageRequestOf(page);
  const list = `deliveries ${webhookId} ${status ?? ''}`;
  const place =
    request.cursor === undefined ? undefined : decodeCursor(list, request.cursor, PLACE);
  const read = (beyond: '<' | '>' | '<=' | '>=', most: number): Promise<DeliveryRow[]> => {
    const order = beyond.startsWith('<') ? 'DESC' : 'ASC';
    return manager.query<DeliveryRow[]>(
      `/* webhookDeliveries */
       SELECT webhook_id AS "webhookId", position, index, command_id AS "commandId", type, status, attempts,
              first_at AS "firstAt", last_at AS "lastAt", nullif(next_at, 'infinity') AS "nextAt", response_status AS "responseStatus", error,
              duration_ms AS "durationMs"
         FROM webhook_delivery
        WHERE webhook_id = $1 AND ($2::text IS NULL OR status = $2)
          ${place ? `AND (position, index) ${beyond} ($3::bigint, $4::integer)` : ''}
        ORDER BY webhook_id ${order}, position ${order}, index ${order} LIMIT ${most}`,
      [webhookId, status ?? null, ...(place ?? [])],
    );
  };
  const rows = await read(request.backwards ? '>' : '<', request.size + 1);
  const others = place ? await read(request.backwards ? '<=' : '>=', 1) : [];
  return pageOf(
    request,
    rows.map((row) => {
      const node: Delivery = { ...row, position: BigInt(row.position) };
      return { cursor: encodeCursor(list, [row.position, row.index.toString()]), node };
    }),
    others.length > 0,
  );
}

type DeliveryRow = Omit<Delivery, 'position'> & { readonly position: string };
