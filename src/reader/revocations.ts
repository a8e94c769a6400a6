import type { EntityManager } from 'typeorm';

/** For each subject with revoked tokens, when they were last revoked. Tokens issued up to that second are refused. */
export async function readRevocations(manager: EntityManager): Promise<Map<string, Date>> {
  const rows = await manager.query<{ subject: string; revoked_at: Date }[]>(
    `/* revocations */
     SELECT subject, max(revoked_at) AS revoked_at FROM token_revocation GROUP BY subject`,
  );
  return new Map(rows.map((row) => [row.subject, row.revoked_at]));
}
