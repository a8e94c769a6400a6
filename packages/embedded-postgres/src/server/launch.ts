import { type ChildProcess, spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { EmbeddedPostgresError, errorText } from '../errors.js';
import { childOptions } from '../system/command.js';
import { withInheritedDirectory } from '../system/inherited-directory.js';
import { pause } from '../system/wait.js';
import { removeStalePid, runningServer } from './postmaster-pid.js';
import { boundLog, fatalLines, logSince, openLog } from './server-log.js';
import { serverArguments } from './settings.js';
import { stopProcess } from './stop.js';
import type { Binaries } from '../binaries/locate-binaries.js';
import type { DataDirectory } from '../cluster/data-directory.js';
import type { Log } from '../log.js';
import type { ServiceUser } from '../system/service-user.js';

export interface LaunchOptions {
  readonly binaries: Binaries;
  readonly user: ServiceUser | undefined;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Ready, or why not: another program has the port, or processes of an earlier server use the cluster. */
export type LaunchResult = 'ready' | 'port taken' | 'cluster in use';

/** Recovery after a crash can take minutes; the wait is as long as PostgreSQL works on it. */
const startupTimeoutMs = 10 * 60_000;
const startupPollMs = 10;

/**
 * Starts PostgreSQL and waits until it accepts connections. PostgreSQL has a session of its own, so
 * that a Ctrl-C in a terminal does not reach it before this process has finished. Aborting stops it.
 *
 * @throws EmbeddedPostgresError with PostgreSQL's own reason if it gives up
 */
export async function launch(
  dataDirectory: DataDirectory,
  options: LaunchOptions,
): Promise<LaunchResult> {
  await removeStalePid(dataDirectory, options.signal);
  await boundLog(dataDirectory);
  const { child, logOffset } = await spawnServer(dataDirectory, options);
  const started = performance.now();
  try {
    while (performance.now() - started < startupTimeoutMs) {
      if (child.endReason !== undefined) {
        const log = await logSince(dataDirectory, logOffset);
        return resultOfEnd(dataDirectory, options, child.endReason, log);
      }
      const running = await runningServer(dataDirectory);
      if (running?.pid === child.pid && running?.status === 'ready') return 'ready';
      await pause(startupPollMs, options.signal);
    }
    throw new EmbeddedPostgresError(
      `PostgreSQL is not ready after 10 minutes: see ${dataDirectory.logFile}`,
    );
  } catch (error) {
    if (child.pid !== undefined && child.endReason === undefined) {
      await stopProcess(child.pid, options.log);
    }
    throw error;
  }
}

interface ServerChild {
  readonly pid: number | undefined;
  /** Why the process has ended; undefined as long as it runs. */
  endReason: string | undefined;
}

/** Listens at once: a server that gives up can end before any other code here runs. */
function observe(server: ChildProcess): ServerChild {
  const child: ServerChild = { pid: server.pid, endReason: undefined };
  server.once('error', (error) => (child.endReason = errorText(error)));
  server.once('exit', (code, signal) => (child.endReason = String(code ?? signal)));
  server.unref();
  return child;
}

async function spawnServer(
  dataDirectory: DataDirectory,
  options: LaunchOptions,
): Promise<{ child: ServerChild; logOffset: number }> {
  const { cluster, logFile } = dataDirectory;
  const log = await openLog(dataDirectory);
  try {
    const logOffset = (await stat(logFile)).size;
    const child = await withInheritedDirectory(cluster, options.user, (inherited) => {
      const args = ['-D', inherited.path, ...serverArguments(options.port, options.settings)];
      const server = spawn(options.binaries.postgres, args, {
        ...childOptions(options.user),
        detached: true,
        stdio: ['ignore', log.fd, log.fd, ...inherited.descriptors],
      });
      return Promise.resolve(observe(server));
    });
    return { child, logOffset };
  } finally {
    await log.close();
  }
}

function resultOfEnd(
  { logFile }: DataDirectory,
  { user }: LaunchOptions,
  endReason: string,
  log: string,
): LaunchResult {
  if (log.includes('could not create any TCP/IP sockets')) return 'port taken';
  if (/pre-existing shared memory block|lock file "postmaster\.pid"/.test(log)) {
    return 'cluster in use';
  }
  const asUser = user ? ` as uid ${user.uid}` : '';
  throw new EmbeddedPostgresError(
    `PostgreSQL did not start${asUser} (${endReason}): ${fatalLines(log)} (more in ${logFile})`,
  );
}
