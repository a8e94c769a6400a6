import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Client, type QueryConfig } from 'pg';
import { migrations } from '../../migrations/index.js';
import { GATEWAY_ROLE } from '../../src/database/data-source.js';
import { sqlState } from '../../src/database/errors.js';
import { migrate } from '../../src/database/migrate.js';
import { splitStatements } from '../../src/database/sql-statements.js';
import { createTestDatabase, type TestDatabase } from '../support/book.js';

// A start sends each statement to the database by itself, and only what is missing.

const READ_ONLY = '25006';
const statements = splitStatements(
  await readFile(join(import.meta.dirname, '..', '..', 'migrations', 'book.sql'), 'utf8'),
);

let database: TestDatabase;
let owner: Client;
beforeEach(async () => {
  database = await createTestDatabase('empty');
  owner = new Client({ connectionString: database.url });
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  await database.drop();
});

const start = (): Promise<string[]> => migrate({ url: database.url, book: 'book', migrations });

/**
 * Makes PostgreSQL refuse DDL, GRANT and every other change in new sessions of this database,
 * or allow them again.
 */
async function refuseChanges(refuse: boolean): Promise<void> {
  await owner.query(
    `ALTER DATABASE ${database.name} SET default_transaction_read_only = ${refuse ? 'on' : 'off'}`,
  );
}

/** Records the text of each DDL command that arrives. */
async function watchDdl(): Promise<void> {
  await owner.query(
    `CREATE TABLE public.seen (at bigserial, tag text, query text);
     CREATE FUNCTION public.see() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
       INSERT INTO public.seen (tag, query) VALUES (tg_tag, current_query());
     END $$;
     CREATE EVENT TRIGGER see ON ddl_command_start EXECUTE FUNCTION public.see()`,
  );
}

async function seen(): Promise<{ tag: string; query: string }[]> {
  const { rows } = await owner.query<{ tag: string; query: string }>(
    `WITH gone AS (DELETE FROM public.seen RETURNING at, tag, query) SELECT tag, query FROM gone ORDER BY at`,
  );
  return rows;
}

describe('a first start creates the book', () => {
  test('a first start sends every statement of book.sql by itself, in its order', async () => {
    await watchDdl();
    expect(await start()).toEqual(['Book1764000000005']);
    const ddl = statements.filter((one) => !one.startsWith('INSERT'));
    const sent = (await seen()).map(({ query }) => query);
    expect(sent.filter((query) => statements.includes(query))).toEqual(ddl);
    // The others are the schema, the table of migrations, and the grants on the schema, each table and each sequence.
    const sequences = statements.filter((one) => one.startsWith('CREATE SEQUENCE')).length;
    const others = sent.filter((query) => !statements.includes(query));
    expect(others.filter((query) => query.startsWith('GRANT'))).toHaveLength(
      1 + Object.keys(migrations.rights.tables).length + sequences,
    );
    expect(others.filter((query) => !query.startsWith('GRANT'))).toHaveLength(2);
  });

  test('the extended protocol, which takes one statement at a time, accepts every statement of book.sql', async () => {
    await owner.query('CREATE SCHEMA book; SET search_path = book, pg_temp');
    for (const text of statements) {
      const extended: QueryConfig & { queryMode: string } = { text, queryMode: 'extended' };
      await owner.query(extended);
    }
    const { rows } = await owner.query('SELECT count(*)::int AS shards FROM shard');
    expect(rows).toEqual([{ shards: 64 }]);
  });

  test('a first start changes nothing and says so if PostgreSQL refuses every change', async () => {
    await refuseChanges(true);
    expect(await start().catch(sqlState)).toBe(READ_ONLY);
  });
});

describe('a second start changes nothing that is in order', () => {
  test('a second start runs no DDL', async () => {
    await start();
    await watchDdl();
    expect(await start()).toEqual([]);
    expect(await seen()).toEqual([]);
  });

  test('a second start works even if PostgreSQL refuses every change, so it makes none', async () => {
    await start();
    await refuseChanges(true);
    expect(await start()).toEqual([]);
  });

  test.each([
    ['the right to the schema', `REVOKE USAGE ON SCHEMA book FROM ${GATEWAY_ROLE}`, 'GRANT'],
    [
      'the right to the table of migrations',
      `REVOKE SELECT ON book.migration FROM ${GATEWAY_ROLE}`,
      'GRANT',
    ],
    ['that the schema is closed to others', 'GRANT USAGE ON SCHEMA book TO PUBLIC', 'REVOKE'],
  ])('a second start restores %s and nothing else', async (_, spoil, tag) => {
    const rights = `SELECT n.nspacl::text AS schema, c.relacl::text AS migration
                      FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = 'migration'
                     WHERE n.nspname = 'book'`;
    await start();
    const { rows: before } = await owner.query(rights);
    await owner.query(spoil);
    await watchDdl();
    await refuseChanges(true);
    expect(await start().catch(sqlState)).toBe(READ_ONLY);
    await refuseChanges(false);
    expect(await start()).toEqual([]);
    expect((await seen()).map((one) => one.tag)).toEqual([tag]);
    expect((await owner.query(rights)).rows).toEqual(before);
  });
});
