import type { EntityManager } from 'typeorm';

/** A hold whose time is over, and its place in the order in which holds expire. */
export interface DueHold {
  readonly transactionId: string;
  readonly expiresAt: Date;
}

/** Most holds in one page. */
const AT_ONCE = 500;

/**
 * By the statement's time and not the clock's, which would be asked anew for each row: so the index is read
 * up to the first hold that is not due, and no further.
 */
export const DUE_HOLDS = `/* dueHolds */
     SELECT id, expires_at FROM transaction
      WHERE status = 'PENDING' AND expires_at <= statement_timestamp()
        AND (expires_at, id) > ($1::timestamptz, $2::uuid)
      ORDER BY expires_at, id LIMIT $3`;

/** The next holds whose time is over by the database's clock, those that expired first before others. */
export async function readDueHolds(
  manager: EntityManager,
  after: DueHold | undefined,
): Promise<DueHold[]> {
  const rows = await manager.query<{ id: string; expires_at: Date }[]>(DUE_HOLDS, [
    after?.expiresAt ?? new Date(0),
    after?.transactionId ?? '00000000-0000-0000-0000-000000000000',
    AT_ONCE,
  ]);
  return rows.map((row) => ({ transactionId: row.id, expiresAt: row.expires_at }));
}
