import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** A database of a test file's own, copied from the migrated template. */
export interface TestDatabase {
  /** The owner's URL (a superuser's). */
  readonly url: string;
  readonly name: string;
  drop(): Promise<void>;
}

function serverUrl(): string {
  const url = process.env['ONEBOOK_TEST_SERVER'];
  if (!url) throw new Error('ONEBOOK_TEST_SERVER is not set: run the tests with `npm test`');
  return url;
}

async function asOwner(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** @param template copy of the migrated template, or an empty database */
export async function createTestDatabase(
  template: 'migrated' | 'empty' = 'migrated',
): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const source = template === 'migrated' ? process.env['ONEBOOK_TEST_TEMPLATE'] : 'template0';
  await asOwner((client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY file_copy`),
  );
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return {
    url: url.href,
    name,
    drop: () => asOwner((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)),
  };
}
