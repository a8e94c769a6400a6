import type { EntityManager } from 'typeorm';

/** Whose tokens were revoked, and when last: those issued up to that second are refused. The whole list. */
export async function readRevocations(manager: EntityManager): Promise<Map<string, Date>> {
  const rows = await manager.query<{ subject: string; revoked_at: Date }[]>(
    `/* revocations */
     SELECT subject, max(revoked_at) AS revoked_at FROM token_revocation GROUP BY subject`,
  );
  return new Map(rows.map((row) => [row.subject, row.revoked_at]));
}
