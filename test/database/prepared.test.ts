import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source.js';
import { OpenConnections } from '../../src/database/typeorm-workarounds.js';
import { useBook } from '../support/book.js';

const at = useBook();
let source: DataSource;
beforeAll(async () => {
  source = await createDataSource({
    ...{ url: at.database.url, book: 'book', name: 'look-ups', connections: 1 },
    ...{ lookUpsOnly: true, open: new OpenConnections() },
  }).initialize();
});
afterAll(() => source.destroy());

const LOOK_UP = '/* lookUp */ SELECT count(*)::int AS found FROM wallet WHERE id = ANY($1::uuid[])';
const lookUp = async (ids: readonly string[]): Promise<unknown> =>
  (await source.query<unknown[]>(LOOK_UP, [ids]))[0];

interface Prepared {
  statement: string;
  custom_plans: string;
  generic_plans: string;
}

test('a statement is prepared once a connection, and still finds by its own parameters', async () => {
  const wallet = await at.gateway.wallet('ann', 'USD', '1');
  for (let times = 0; times < 10; times++) {
    expect(await lookUp([wallet])).toEqual({ found: 1 });
    expect(await lookUp([])).toEqual({ found: 0 });
  }
  const prepared = await source.query<Prepared[]>(
    `SELECT statement, custom_plans, generic_plans FROM pg_prepared_statements WHERE statement = '${LOOK_UP.replaceAll("'", "''")}'`,
  );
  expect(prepared).toEqual([{ statement: LOOK_UP, custom_plans: '0', generic_plans: '20' }]);
});

test('a plan that was made while the book was small looks up by an index', async () => {
  await lookUp([]);
  const plan = await source.query<{ 'QUERY PLAN': string }[]>(
    `EXPLAIN SELECT FROM wallet WHERE id = '00000000-0000-7000-8000-000000000000'`,
  );
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/Index (Only )?Scan/);
});

test('what PostgreSQL refuses leaves the connection as it was', async () => {
  await expect(lookUp(['no id'])).rejects.toThrow(/invalid input syntax for type uuid/);
  expect(await lookUp([])).toEqual({ found: 0 });
  await expect(source.query('SELECT nothing FROM nowhere WHERE 1 = $1', [1])).rejects.toThrow(
    /"nowhere" does not exist/,
  );
  expect(await lookUp([])).toEqual({ found: 0 });
});
