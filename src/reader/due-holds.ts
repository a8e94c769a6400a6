import type { EntityManager } from 'typeorm';

/** An expired hold. Its time and id are its position in the order of expiry. */
export interface DueHold {
  readonly transactionId: string;
  readonly expiresAt: Date;
}

const MAX_HOLDS_PER_PAGE = 500;

/**
 * Compares with `statement_timestamp()`, which is constant within a statement, so the index is read only up to the first
 * hold that is not due. PostgreSQL would evaluate `clock_timestamp()` again for each row and could not use the index.
 */
export const DUE_HOLDS = `/* dueHolds */
     SELECT id, expires_at FROM transaction
      WHERE status = 'PENDING' AND expires_at <= statement_timestamp()
        AND (expires_at, id) > ($1::timestamptz, $2::uuid)
      ORDER BY expires_at, id LIMIT $3`;

/** A page of the holds that have expired by the database's clock, in the order of expiry. */
export async function readDueHolds(
  manager: EntityManager,
  after: DueHold | undefined,
  limit = MAX_HOLDS_PER_PAGE,
): Promise<DueHold[]> {
  const rows = await manager.query<{ id: string; expires_at: Date }[]>(DUE_HOLDS, [
    after?.expiresAt ?? new Date(0),
    after?.transactionId ?? '00000000-0000-0000-0000-000000000000',
    limit,
  ]);
  return rows.map((row) => ({ transactionId: row.id, expiresAt: row.expires_at }));
}
