import { locateBinaries } from './binaries.js';
import { EmbeddedPostgresError, errorCode, errorText } from './error.js';
import { ensureCluster } from './initdb.js';
import { launch } from './launch.js';
import { choosePort, rememberPort } from './port.js';
import { runningServer } from './postmaster-pid.js';
import { processesIn } from './processes.js';
import { openSession, servesCluster } from './session.js';
import { stopProcess } from './stop.js';
import { serviceUser } from './user.js';
import { pause } from './wait.js';
import type { Binaries } from './binaries.js';
import type { Running } from './postmaster-pid.js';
import type { Session } from './session.js';
import type { Log, Place, ServiceUser } from './types.js';

export interface Server {
  readonly pid: number;
  readonly port: number;
  readonly session: Session;
  /** False when it ran already and was adopted. */
  readonly launched: boolean;
}

export interface ServerOptions {
  readonly password: string;
  readonly settings: Readonly<Record<string, string>>;
  /** The port it has to have; without it, the last one if free, else any. */
  readonly port?: number;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** How long a server that says it is ready may leave us without an answer. */
const ANSWER = 15_000;
/** How long a server may be starting, recovering or stopping. */
const SETTLE = 10 * 60_000;
/** How long the children of a killed server may keep its data, and when they are ended by us. */
const REMAINS = 30_000;
const EVICTION = 2_000;
const PORT_ATTEMPTS = 5;

/**
 * Finds the server of this place running and adopts it, or starts it. Only for the holder of the
 * lock.
 * @throws EmbeddedPostgresError, or the signal's reason when aborted; then nothing that was started
 * here is left running
 */
export async function ensureServer(place: Place, options: ServerOptions): Promise<Server> {
  const since = performance.now();
  let portsTaken = 0;
  let programs: Programs | undefined;
  for (;;) {
    const adopted = await adopt(place, options);
    if (adopted) return { ...adopted, launched: false };
    const port = options.port ?? (await choosePort(place));
    programs ??= await prepare(place, options);
    const outcome = await launchAt(place, port, { ...options, ...programs });
    if (typeof outcome === 'object') return outcome;
    if (outcome === 'port taken') {
      portsTaken += 1;
      if (options.port !== undefined || portsTaken >= PORT_ATTEMPTS) throw portTaken(port);
    } else {
      await outlast(place, performance.now() - since, options);
    }
  }
}

function portTaken(port: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `another program has taken port ${port} of 127.0.0.1, where PostgreSQL is to listen`,
  );
}

interface Programs {
  readonly user: ServiceUser | undefined;
  readonly binaries: Binaries;
}

/** Sees to everything that a launch needs, the data directory included. */
async function prepare(place: Place, options: ServerOptions): Promise<Programs> {
  const user = await serviceUser(place);
  const binaries = await locateBinaries(place, { ...options, user });
  await ensureCluster(place, { ...options, binaries, user });
  return { user, binaries };
}

async function launchAt(place: Place, port: number, options: ServerOptions & Programs) {
  const outcome = await launch(place, { ...options, port });
  if (outcome !== 'ready') return outcome;
  const running = await runningServer(place);
  try {
    const server = await adopt(place, options);
    if (!server) throw new EmbeddedPostgresError(`PostgreSQL died at once: see ${place.logFile}`);
    await rememberPort(place, port);
    return { ...server, launched: true };
  } catch (error) {
    if (running) await stopProcess(running.pid, options.log);
    throw error;
  }
}

/** The children of a server that was killed hold its shared memory until they notice. */
async function outlast(place: Place, waited: number, options: ServerOptions): Promise<void> {
  if (waited > REMAINS) {
    throw new EmbeddedPostgresError(
      `processes of an earlier PostgreSQL still use ${place.cluster}: end them, then start again`,
    );
  }
  if (waited > EVICTION && !(await runningServer(place))) {
    evict(await processesIn(place.cluster), options.log);
  }
  await pause(100, options.signal);
}

function evict(pids: readonly number[], log: Log): void {
  for (const pid of pids) {
    log.warn(`ending process ${pid}, which an earlier PostgreSQL left behind`);
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (errorCode(error) !== 'ESRCH') throw error;
    }
  }
}

/** Logs in to the server that runs on our data, waiting while it starts, recovers or stops. */
async function adopt(place: Place, options: ServerOptions) {
  const since = performance.now();
  let readySince = since;
  for (;;) {
    options.signal.throwIfAborted();
    const running = await runningServer(place);
    if (!running) return undefined;
    const attempt = await tryLogin(place, running, options);
    if (attempt === 'not ours') return undefined;
    if (typeof attempt === 'object')
      return { pid: running.pid, port: running.port, session: attempt };
    const now = performance.now();
    if (attempt === 'not yet') readySince = now;
    if (now - readySince > ANSWER || now - since > SETTLE) {
      throw new EmbeddedPostgresError(
        `PostgreSQL (pid ${running.pid}) runs on ${place.cluster} and does not answer on port ${running.port}: ` +
          'end it, then start again',
      );
    }
    await pause(20, options.signal);
  }
}

async function tryLogin(place: Place, running: Running, options: ServerOptions) {
  if (running.status !== 'ready') return 'not yet';
  try {
    const session = await openSession(running.port, options.password);
    if (await proven(session, place)) return session;
    await session.client.end();
  } catch (error) {
    const code = errorCode(error) ?? '';
    // cannot_connect_now: starting up, recovering or shutting down.
    if (code === '57P03') return 'not yet';
    if (!code.startsWith('28')) return 'no answer';
    if (process.platform === 'linux') throw refused(place, running, error);
  }
  // Only where a process's directory cannot be seen: some other PostgreSQL has the pid.
  return process.platform === 'linux' ? 'no answer' : 'not ours';
}

async function proven(session: Session, place: Place): Promise<boolean> {
  try {
    return await servesCluster(session, place);
  } catch (error) {
    await session.client.end();
    throw error;
  }
}

function refused(place: Place, running: Running, error: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `PostgreSQL (pid ${running.pid}) on ${place.cluster} refuses the password in ${place.passwordFile} ` +
      `(${errorText(error)}): put the right one there`,
  );
}
