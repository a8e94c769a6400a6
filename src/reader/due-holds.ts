import type { EntityManager } from 'typeorm';
import { type BookClock, readBookTime } from './book-clock.js';

/** An expired hold. Its time and id are its position in the order of expiry. */
export interface DueHold {
  readonly transactionId: string;
  readonly expiresAt: Date;
}

const MAX_HOLDS_PER_PAGE = 500;

/** The time is a parameter, read before, so the index is read only up to the first hold that is not due. */
export const DUE_HOLDS = `/* dueHolds */
     SELECT id, expires_at FROM transaction
      WHERE status = 'PENDING' AND expires_at <= $4::timestamptz
        AND (expires_at, id) > ($1::timestamptz, $2::uuid)
      ORDER BY expires_at, id LIMIT $3`;

/** A page of the holds that have expired by the time of the book, in the order of expiry. */
export async function readDueHolds(
  manager: EntityManager,
  clock: BookClock,
  after: DueHold | undefined,
  limit = MAX_HOLDS_PER_PAGE,
): Promise<DueHold[]> {
  const now = await readBookTime(manager, clock);
  const rows = await manager.query<{ id: string; expires_at: Date }[]>(DUE_HOLDS, [
    after?.expiresAt ?? new Date(0),
    after?.transactionId ?? '00000000-0000-0000-0000-000000000000',
    limit,
    now,
  ]);
  return rows.map((row) => ({ transactionId: row.id, expiresAt: row.expires_at }));
}
