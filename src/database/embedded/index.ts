import { cannotUse } from './files.js';
import { ensurePassword } from './initdb.js';
import { exclusively } from './lock.js';
import { openPlace, sweepPlace } from './place.js';
import { ensureServer } from './server.js';
import { ensureDatabase } from './session.js';
import { checkSettings } from './settings.js';
import { stopProcess } from './stop.js';
import { Supervisor } from './supervisor.js';
import { checkOwner } from './user.js';
import { unstoppable } from './wait.js';
import type { Server } from './server.js';
import type { Log, Place } from './types.js';

export { EmbeddedPostgresError } from './error.js';

/** A PostgreSQL that runs beside this process and is restarted if it dies. */
export interface EmbeddedPostgres {
  /** The owner's (superuser's) URL: postgres://onebook:<password>@127.0.0.1:<port>/<database> */
  readonly url: string;
  /**
   * Ends supervision, and stops the server unless other connections use it: close your own first.
   * Returns when the server is gone; rejects when it does not go. May be called again.
   */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Where everything of it is kept; made if missing. */
  directory: string;
  log: Log;
  /** Aborting gives the start up: what it had started is stopped. After the start it has no effect. */
  signal?: AbortSignal;
  /** PostgreSQL settings to add to or to replace ours. A server that runs already keeps its own. */
  settings?: Record<string, string>;
  /** Created if missing. Default: onebook. */
  database?: string;
}

/**
 * Starts the PostgreSQL of `directory`, or adopts it where it runs already (another gateway's, or
 * one that a killed gateway left running), and supervises it from then on. Any number of processes
 * may do this at once. Installs no signal handlers and does not keep the process alive.
 * @throws EmbeddedPostgresError with one line for the user, or the signal's reason when aborted
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { log, settings = {}, database = 'onebook', signal = unstoppable() } = options;
  signal.throwIfAborted();
  checkSettings(settings);
  const place = await openPlace(options.directory);
  try {
    await checkOwner(place);
    return await exclusively(place.directory, { log, signal }, async () => {
      await sweepPlace(place, log);
      const password = await ensurePassword(place);
      const server = await ensureServer(place, { password, settings, log, signal });
      await prepare(server, { database, log, signal });
      report(server, place, log);
      return new Supervisor(server, { place, password, settings, database, log });
    });
  } catch (error) {
    throw cannotUse(place.directory, error);
  }
}

async function prepare(
  server: Server,
  options: { database: string; log: Log; signal: AbortSignal },
): Promise<void> {
  try {
    await ensureDatabase(server.session, options.database);
    options.signal.throwIfAborted();
  } catch (error) {
    await server.session.client.end();
    if (server.launched) await stopProcess(server.pid, options.log);
    throw error;
  }
}

function report({ launched, pid, port }: Server, place: Place, log: Log): void {
  const did = launched ? 'started' : 'found running';
  log.info(`PostgreSQL ${did} in ${place.directory} (pid ${pid}, port ${port})`);
}
