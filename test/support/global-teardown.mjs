import { rm } from 'node:fs/promises';
import pg from 'pg';

export default async function globalTeardown() {
  const { server, directory } = globalThis.__onebookTestServer;
  // A test that failed may have left connections, and the server stays up for whoever uses it.
  const owner = new pg.Client({ connectionString: server.url });
  await owner.connect();
  await owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND datname LIKE 'test_%'`,
  );
  await owner.end();
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}
