// Runs on what `npm test` has built: jest transforms the tests, but not what its set-up imports.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '@onebook/embedded-postgres';

const PREFIX = 'onebook-test-';
const log = { info: () => undefined, warn: console.warn, error: console.error };

/** A PostgreSQL for one run of the tests. */
export async function startTestServer() {
  await sweep();
  const directory = await mkdtemp(join(tmpdir(), PREFIX));
  await writeFile(join(directory, 'run.pid'), String(process.pid));
  const settings = {
    // The same on every machine.
    max_connections: '300',
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    // No test depends on what this server keeps after a crash of the machine. Those that kill PostgreSQL have one of
    // their own.
    fsync: 'off',
  };
  return { directory, server: await startEmbeddedPostgres({ directory, log, settings }) };
}

export async function stopTestServer({ directory, server }) {
  const owner = new pg.Client({ connectionString: server.url });
  await owner.connect();
  // A test that failed may have left connections, and the server stays up while it has any.
  await owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND datname LIKE 'test_%'`,
  );
  await owner.end();
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}

/** Ends the server, then this process, if a signal ends the run. */
export function endTestServerBySignals(running) {
  let ending;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      const exit = () => process.exit(128 + constants.signals[signal]);
      ending ??= stopTestServer(running).then(exit, exit);
    });
}

/** Ends the servers of killed runs: the server outlives the process that starts it. */
async function sweep() {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const directory = join(tmpdir(), name);
    const run = await readFile(join(directory, 'run.pid'), 'utf8').catch(() => undefined);
    // No pid: another user's, or one that is being made.
    if (run === undefined || isRunning(Number(run))) continue;
    await stopTestServer({ directory, server: await startEmbeddedPostgres({ directory, log }) });
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
