import { EmbeddedPostgresError, errorCode, errorText } from '../errors.js';
import { pause } from '../system/wait.js';
import { runningServer, type RunningServer } from './postmaster-pid.js';
import { openSession, servesCluster, type Session } from './session.js';
import type { DataDirectory } from '../cluster/data-directory.js';

export interface AdoptedServer {
  readonly pid: number;
  readonly port: number;
  readonly session: Session;
}

/** How long a server that is ready may leave a login without an answer. */
const answerTimeoutMs = 15_000;
/** How long a server may be starting, recovering or stopping. */
const settleTimeoutMs = 10 * 60_000;
const loginPollMs = 20;

/**
 * Logs in to the server that runs on our cluster, and waits while it starts, recovers or stops.
 *
 * @returns undefined if no server runs there
 * @throws EmbeddedPostgresError if the server does not answer or refuses the password
 */
export async function adoptServer(
  dataDirectory: DataDirectory,
  options: { password: string; signal: AbortSignal },
): Promise<AdoptedServer | undefined> {
  const since = performance.now();
  let readySince = since;
  for (;;) {
    options.signal.throwIfAborted();
    const running = await runningServer(dataDirectory);
    if (!running) return undefined;
    const attempt = await tryLogin(dataDirectory, running, options.password);
    if (attempt === 'not ours') return undefined;
    if (typeof attempt === 'object') {
      return { pid: running.pid, port: running.port, session: attempt };
    }
    const now = performance.now();
    if (attempt === 'not yet') readySince = now;
    if (now - readySince > answerTimeoutMs || now - since > settleTimeoutMs) {
      throw new EmbeddedPostgresError(
        `PostgreSQL (pid ${running.pid}) runs on ${dataDirectory.cluster} and does not answer on port ${running.port}: ` +
          'end it, then start again',
      );
    }
    await pause(loginPollMs, options.signal);
  }
}

async function tryLogin(
  dataDirectory: DataDirectory,
  running: RunningServer,
  password: string,
): Promise<Session | 'not yet' | 'no answer' | 'not ours'> {
  if (running.status !== 'ready') return 'not yet';
  try {
    const session = await openSession(running.port, password);
    if (await isProven(session, dataDirectory)) return session;
    await session.client.end();
  } catch (error) {
    const code = errorCode(error) ?? '';
    // cannot_connect_now: starting up, recovering or shutting down.
    if (code === '57P03') return 'not yet';
    if (!code.startsWith('28')) return 'no answer';
    if (process.platform === 'linux') throw passwordRefused(dataDirectory, running, error);
  }
  // On systems that do not show where a process works, another PostgreSQL can have the pid.
  return process.platform === 'linux' ? 'no answer' : 'not ours';
}

async function isProven(session: Session, dataDirectory: DataDirectory): Promise<boolean> {
  try {
    return await servesCluster(session, dataDirectory);
  } catch (error) {
    await session.client.end();
    throw error;
  }
}

function passwordRefused(
  { cluster, passwordFile }: DataDirectory,
  { pid }: RunningServer,
  error: unknown,
): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `PostgreSQL (pid ${pid}) on ${cluster} refuses the password in ${passwordFile} ` +
      `(${errorText(error)}): put the right one there`,
  );
}
