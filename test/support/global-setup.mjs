// Runs on what `npm test` has built: jest transforms the tests, but not this file's imports.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../dist/src/database/migrate.js';
import { startEmbeddedPostgres } from '../../dist/src/database/embedded/index.js';

const TEMPLATE = 'onebook_template';

/** One PostgreSQL for the whole run, with a migrated template from which each test file gets its own database. */
export default async function globalSetup() {
  const directory = await mkdtemp(join(tmpdir(), 'onebook-test-'));
  const quiet = { info: () => undefined, warn: console.warn, error: console.error };
  const server = await startEmbeddedPostgres({
    directory,
    log: quiet,
    settings: { max_connections: '300' },
  });
  const template = new URL(server.url);
  template.pathname = `/${TEMPLATE}`;
  const owner = new pg.Client({ connectionString: server.url });
  await owner.connect();
  await owner.query(`CREATE DATABASE ${TEMPLATE}`);
  await owner.end();
  await migrate({ url: template.href, book: 'book' });
  process.env.ONEBOOK_TEST_SERVER = server.url;
  process.env.ONEBOOK_TEST_TEMPLATE = TEMPLATE;
  globalThis.__onebookTestServer = { server, directory };
}
