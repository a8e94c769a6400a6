import { type Binaries, locateBinaries } from '../binaries/locate-binaries.js';
import { serviceUser } from '../cluster/cluster-owner.js';
import { ensureCluster } from '../cluster/initdb.js';
import { rememberPort, rememberedPort } from '../cluster/remembered-port.js';
import { EmbeddedPostgresError, errorCode } from '../errors.js';
import { choosePort } from '../system/port.js';
import { pause } from '../system/wait.js';
import { type AdoptedServer, adoptServer } from './adopt.js';
import { launch, type LaunchResult } from './launch.js';
import { runningServer } from './postmaster-pid.js';
import { processesIn } from './server-processes.js';
import { stopProcess } from './stop.js';
import type { DataDirectory } from '../cluster/data-directory.js';
import type { Log } from '../log.js';
import type { ServiceUser } from '../system/service-user.js';

export interface Server extends AdoptedServer {
  /** False if it already ran and was adopted. */
  readonly isLaunched: boolean;
}

export interface ServerOptions {
  readonly password: string;
  readonly settings: Readonly<Record<string, string>>;
  /** The port that it must have. Without it: the last one if that is free, else any. */
  readonly port?: number;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** How long the children of a killed server may keep the cluster, and when this process ends them. */
const leftoverTimeoutMs = 30_000;
const leftoverKillAfterMs = 2_000;
const leftoverPollMs = 100;
const portAttempts = 5;

/**
 * Adopts the server that runs on this data directory, or starts one. Only the holder of the lock may
 * call it.
 *
 * @throws EmbeddedPostgresError, or the signal's reason if aborted; then nothing that this call has
 *   started keeps running
 */
export async function ensureServer(
  dataDirectory: DataDirectory,
  options: ServerOptions,
): Promise<Server> {
  const since = performance.now();
  let portsTaken = 0;
  let requirements: LaunchRequirements | undefined;
  for (;;) {
    const adopted = await adoptServer(dataDirectory, options);
    if (adopted) return { ...adopted, isLaunched: false };
    const port = options.port ?? (await choosePort(await rememberedPort(dataDirectory)));
    requirements ??= await prepareLaunch(dataDirectory, options);
    const result = await launchOn(dataDirectory, port, { ...options, ...requirements });
    if (typeof result === 'object') return result;
    if (result === 'port taken') {
      portsTaken += 1;
      if (options.port !== undefined || portsTaken >= portAttempts) throw portTaken(port);
    } else {
      await outlastLeftovers(dataDirectory, performance.now() - since, options);
    }
  }
}

function portTaken(port: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `another program has port ${port} of 127.0.0.1, which PostgreSQL needs: end that program`,
  );
}

interface LaunchRequirements {
  readonly user: ServiceUser | undefined;
  readonly binaries: Binaries;
}

/** Provides everything that a launch needs, the cluster included. */
async function prepareLaunch(
  dataDirectory: DataDirectory,
  options: ServerOptions,
): Promise<LaunchRequirements> {
  const user = await serviceUser(dataDirectory);
  const binaries = await locateBinaries(dataDirectory, { ...options, user });
  await ensureCluster(dataDirectory, { ...options, binaries, user });
  return { user, binaries };
}

async function launchOn(
  dataDirectory: DataDirectory,
  port: number,
  options: ServerOptions & LaunchRequirements,
): Promise<Server | Exclude<LaunchResult, 'ready'>> {
  const result = await launch(dataDirectory, { ...options, port });
  if (result !== 'ready') return result;
  const running = await runningServer(dataDirectory);
  try {
    const server = await adoptServer(dataDirectory, options);
    if (!server) {
      throw new EmbeddedPostgresError(`PostgreSQL died at once: see ${dataDirectory.logFile}`);
    }
    await rememberPort(dataDirectory, port);
    return { ...server, isLaunched: true };
  } catch (error) {
    if (running) await stopProcess(running.pid, options.log);
    throw error;
  }
}

/** The children of a killed server hold its shared memory until they notice. */
async function outlastLeftovers(
  dataDirectory: DataDirectory,
  waitedMs: number,
  options: ServerOptions,
): Promise<void> {
  const { cluster } = dataDirectory;
  if (waitedMs > leftoverTimeoutMs) {
    throw new EmbeddedPostgresError(
      `processes of an earlier PostgreSQL still use ${cluster}: end them, then start again`,
    );
  }
  if (waitedMs > leftoverKillAfterMs && !(await runningServer(dataDirectory))) {
    killLeftovers(await processesIn(cluster), options.log);
  }
  await pause(leftoverPollMs, options.signal);
}

function killLeftovers(pids: readonly number[], log: Log): void {
  for (const pid of pids) {
    log.warn(`ending process ${pid}, which an earlier PostgreSQL left behind`);
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (errorCode(error) !== 'ESRCH') throw error;
    }
  }
}
