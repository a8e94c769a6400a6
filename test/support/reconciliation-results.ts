import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';

/**
 * Adds the result of a reconciliation that has ended now, as the owner.
 * @param number its place among the results
 * @param findings their ids, and whether they are open since then
 */
export async function addResult(
  owner: Client,
  number: number,
  findings: readonly (readonly [id: string, open: boolean])[],
): Promise<void> {
  const run = randomUUID();
  await owner.query('BEGIN');
  await owner.query(
    `INSERT INTO reconciliation (id, origin, asked_by, created_at) VALUES ($1, 'COMMAND', 'test', now())`,
    [run],
  );
  await owner.query(
    `INSERT INTO reconciliation_result (reconciliation_id, number, status, started_at, finished_at, scopes, inputs, totals)
     VALUES ($1, $2, 'FINDINGS', now(), now(), '{book}', '[]', '{}')`,
    [run, number],
  );
  for (const [id, open] of findings) {
    await owner.query(
      `INSERT INTO finding (id, identity, scope, code, severity, subject, first_seen_at)
       VALUES ($1, sha256($2), 'book', 'BALANCE_DIFFERS', 'ERROR', 'a wallet', now()) ON CONFLICT DO NOTHING`,
      [id, Buffer.from(id)],
    );
    await owner.query(
      `INSERT INTO finding_state (finding_id, number, open, expected, actual) VALUES ($1, $2, $3, '1', '2')`,
      [id, number, open],
    );
  }
  await owner.query('COMMIT');
}
