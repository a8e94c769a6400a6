import { refuseForeignCluster } from './cluster/cluster-owner.js';
import { ensurePassword } from './cluster/credentials.js';
import { withDataDirectoryLock } from './cluster/data-directory-lock.js';
import {
  type DataDirectory,
  openDataDirectory,
  sweepDataDirectory,
} from './cluster/data-directory.js';
import { ensureServer, type Server } from './server/ensure-server.js';
import { ensureDatabase } from './server/session.js';
import { checkSettings } from './server/settings.js';
import { stopProcess } from './server/stop.js';
import { Supervisor } from './server/supervisor.js';
import { describeUnusable } from './system/files.js';
import { neverAborted } from './system/wait.js';
import type { Log } from './log.js';

/** A PostgreSQL that runs beside this process and starts again if it dies. */
export interface EmbeddedPostgres {
  /** The URL of the owner, a superuser: postgres://onebook:<password>@127.0.0.1:<port>/<database> */
  readonly url: string;
  /**
   * Ends the supervision, and stops the server unless other connections use it: close your own first.
   * Returns when the server is gone; rejects if the server does not stop. Can be called again.
   */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The data directory: it holds everything that belongs to this database. Created if missing. */
  directory: string;
  log: Log;
  /** Aborting ends the start and stops what it has started. It has no effect after the start. */
  signal?: AbortSignal;
  /** PostgreSQL settings to add, or to use instead of ours. A server that already runs keeps its own. */
  settings?: Record<string, string>;
  /** Created if missing. Default: onebook. */
  database?: string;
}

/**
 * Starts the PostgreSQL of `directory` and supervises it. If that PostgreSQL already runs (another
 * process started it, or a killed process left it behind), adopts it instead. Any number of processes
 * can do this at once. Installs no signal handlers and does not keep the process alive.
 *
 * @throws EmbeddedPostgresError with one line for the user, or the signal's reason if aborted
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { log, settings = {}, database = 'onebook', signal = neverAborted() } = options;
  signal.throwIfAborted();
  checkSettings(settings);
  const dataDirectory = await openDataDirectory(options.directory);
  try {
    await refuseForeignCluster(dataDirectory);
    return await withDataDirectoryLock(dataDirectory.path, { log, signal }, async () => {
      await sweepDataDirectory(dataDirectory, log);
      const password = await ensurePassword(dataDirectory);
      const server = await ensureServer(dataDirectory, { password, settings, log, signal });
      await prepareDatabase(server, { database, log, signal });
      reportStart(server, dataDirectory, log);
      return new Supervisor(server, { dataDirectory, password, settings, database, log });
    });
  } catch (error) {
    throw describeUnusable(dataDirectory.path, error);
  }
}

async function prepareDatabase(
  server: Server,
  options: { database: string; log: Log; signal: AbortSignal },
): Promise<void> {
  try {
    await ensureDatabase(server.session, options.database);
    options.signal.throwIfAborted();
  } catch (error) {
    await server.session.client.end();
    if (server.isLaunched) await stopProcess(server.pid, options.log);
    throw error;
  }
}

function reportStart(
  { isLaunched, pid, port }: Server,
  dataDirectory: DataDirectory,
  log: Log,
): void {
  const action = isLaunched ? 'started' : 'found running';
  log.info(`PostgreSQL ${action} in ${dataDirectory.path} (pid ${pid}, port ${port})`);
}
