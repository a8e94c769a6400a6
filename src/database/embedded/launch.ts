import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { childOptions } from './command.js';
import { EmbeddedPostgresError, errorText } from './error.js';
import { removeStalePid, runningServer } from './postmaster-pid.js';
import { withReach } from './reach.js';
import { boundLog, fatalLines, logSince, openLog } from './server-log.js';
import { serverArguments } from './settings.js';
import { stopProcess } from './stop.js';
import { pause } from './wait.js';
import type { ChildProcess } from 'node:child_process';
import type { Binaries } from './binaries.js';
import type { Log, Place, ServiceUser } from './types.js';

export interface LaunchOptions {
  readonly binaries: Binaries;
  readonly user: ServiceUser | undefined;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** How a launch went: ready, its port was taken, or another server's remains still use the data. */
export type Launched = 'ready' | 'port taken' | 'data in use';

/** A start that replays a crash's log can take minutes; it is waited for as long as it is at it. */
const STARTUP = 10 * 60_000;

/**
 * Starts PostgreSQL in a session of its own, so that a terminal's Ctrl-C does not reach it before
 * the gateway has finished, and waits until it takes connections. Aborting stops it again.
 * @throws EmbeddedPostgresError with PostgreSQL's own reason when it gives up
 */
export async function launch(place: Place, options: LaunchOptions): Promise<Launched> {
  await removeStalePid(place, options.signal);
  await boundLog(place);
  const { child, logged } = await spawnServer(place, options);
  const started = performance.now();
  try {
    while (performance.now() - started < STARTUP) {
      if (child.reason !== undefined) {
        return givenUp(place, options, child.reason, await logSince(place, logged));
      }
      const running = await runningServer(place);
      if (running?.pid === child.pid && running?.status === 'ready') return 'ready';
      await pause(10, options.signal);
    }
    throw new EmbeddedPostgresError(
      `PostgreSQL is not ready after 10 minutes: see ${place.logFile}`,
    );
  } catch (error) {
    if (child.pid !== undefined && child.reason === undefined) {
      await stopProcess(child.pid, options.log);
    }
    throw error;
  }
}

interface Child {
  readonly pid: number | undefined;
  /** Why it has ended; undefined as long as it runs. */
  reason: string | undefined;
}

/** Listens at once: a server that gives up may end before anything else here gets its turn. */
function observe(server: ChildProcess): Child {
  const child: Child = { pid: server.pid, reason: undefined };
  server.once('error', (error) => (child.reason = errorText(error)));
  server.once('exit', (code, signal) => (child.reason = String(code ?? signal)));
  server.unref();
  return child;
}

async function spawnServer(
  place: Place,
  options: LaunchOptions,
): Promise<{ child: Child; logged: number }> {
  const log = await openLog(place);
  try {
    const logged = (await stat(place.logFile)).size;
    const child = await withReach(place.cluster, options.user, ({ path: at, descriptors }) => {
      const args = ['-D', at, ...serverArguments(options.port, options.settings)];
      const server = spawn(options.binaries.postgres, args, {
        ...childOptions(options.user),
        detached: true,
        stdio: ['ignore', log.fd, log.fd, ...descriptors],
      });
      return Promise.resolve(observe(server));
    });
    return { child, logged };
  } finally {
    await log.close();
  }
}

function givenUp(place: Place, options: LaunchOptions, reason: string, log: string): Launched {
  if (log.includes('could not create any TCP/IP sockets')) return 'port taken';
  if (/pre-existing shared memory block|lock file "postmaster\.pid"/.test(log)) {
    return 'data in use';
  }
  const who = options.user ? ` as uid ${options.user.uid}` : '';
  throw new EmbeddedPostgresError(
    `PostgreSQL did not start${who} (${reason}): ${fatalLines(log)} (more in ${place.logFile})`,
  );
}
