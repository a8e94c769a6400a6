import pg from 'pg';
import { migrations } from '../../../dist/migrations/index.js';
import { migrate } from '../../../dist/src/database/migrate.js';
import { endTestServerBySignals, startTestServer } from './test-server.mjs';

const TEMPLATE = 'onebook_template';

/** One PostgreSQL for the whole run, with a migrated template from which each test file gets its own database. */
export default async function globalSetup() {
  // Each worker has the guard among its flags, and reads this variable: it ends if this process is gone.
  process.env.ONEBOOK_GUARD_PARENT = String(process.pid);
  const running = await startTestServer();
  endTestServerBySignals(running);
  const { url } = running.server;
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query(`CREATE DATABASE ${TEMPLATE}`);
  await owner.end();
  const template = new URL(url);
  template.pathname = `/${TEMPLATE}`;
  await migrate({ url: template.href, book: 'book', migrations });
  process.env.ONEBOOK_TEST_SERVER = url;
  process.env.ONEBOOK_TEST_DIRECTORY = running.directory;
  process.env.ONEBOOK_TEST_TEMPLATE = TEMPLATE;
  globalThis.__onebookTestServer = running;
}
