import type { DataSource } from 'typeorm';
import { inTransaction } from '../../database/index.js';
import { type Row, SHARDS } from './needed-rows.js';

/** Of these rows, those that another session holds. Waits for none, and holds none when it returns. */
export async function findHeld(source: DataSource, rows: readonly Row[]): Promise<Row[]> {
  const held: Row[] = [];
  for (const type of ['wallet', 'transaction'] as const) {
    const ids = [...new Set(rows.flatMap((row) => (row.type === type ? [row.id] : [])))];
    if (ids.length === 0) continue;
    const found = await source.query<{ id: string }[]>(HELD[type], [ids]);
    held.push(...found.map(({ id }) => ({ type, id })));
  }
  if (rows.some((row) => row.type === 'shard') && !(await isAnyShardFree(source)))
    held.push(SHARDS);
  return held;
}

/** Outlasts the longest commit of another gateway. Milliseconds. */
const WAIT_MS = 1_000;

/**
 * Waits until no other session holds the row, for a second at most. Holds nothing else meanwhile, and not the row either
 * when it returns.
 * @throws NotCommittedError if it is not free by then
 */
export async function waitForRow(source: DataSource, row: Row): Promise<void> {
  await inTransaction(source, async (manager) => {
    await manager.query(`/* waitForRow */ SET LOCAL lock_timeout = ${WAIT_MS}`);
    await manager.query(WAIT[row.type], row.type === 'shard' ? [] : [row.id]);
  });
}

async function isAnyShardFree(source: DataSource): Promise<boolean> {
  const [free] = await source.query<unknown[]>(
    `/* freeShard */ SELECT number FROM shard LIMIT 1 FOR UPDATE SKIP LOCKED`,
  );
  return free !== undefined;
}

const heldOf = (table: string): string =>
  `/* heldRows */
   WITH free AS (SELECT id FROM ${table} WHERE id = ANY($1::uuid[]) FOR UPDATE SKIP LOCKED)
   SELECT id FROM ${table} WHERE id = ANY($1::uuid[]) AND id NOT IN (SELECT id FROM free)`;

const HELD = { wallet: heldOf('wallet'), transaction: heldOf('transaction') };

const WAIT: Readonly<Record<Row['type'], string>> = {
  wallet: `/* waitForRow */ SELECT FROM wallet WHERE id = $1 FOR UPDATE`,
  transaction: `/* waitForRow */ SELECT FROM transaction WHERE id = $1 FOR UPDATE`,
  shard: `/* waitForRow */ SELECT FROM shard ORDER BY random() LIMIT 1 FOR UPDATE`,
};
