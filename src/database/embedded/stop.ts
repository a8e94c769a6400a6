import { EmbeddedPostgresError, errorCode } from './error.js';
import { processIdentity } from './processes.js';
import { unstoppable, until } from './wait.js';
import type { Log } from './types.js';

/** PostgreSQL's shutdowns, and how long each may take, in ms: fast is clean, immediate recovers at the next start. */
const SHUTDOWNS = [
  ['SIGINT', 30_000],
  ['SIGQUIT', 15_000],
] as const;

/**
 * Stops a server and returns when its process is gone.
 * @throws EmbeddedPostgresError when it does not go, say because it has been suspended
 */
export async function stopProcess(pid: number, log: Log): Promise<void> {
  const identity = await processIdentity(pid);
  if (identity === undefined) return;
  const gone = async () => (await processIdentity(pid)) !== identity;
  for (const [signal, bound] of SHUTDOWNS) {
    if (!send(pid, signal)) return;
    if (await until(gone, { every: 10, bound, signal: unstoppable() })) return;
    log.warn(`PostgreSQL (pid ${pid}) has not stopped ${bound / 1_000} s after ${signal}`);
  }
  throw new EmbeddedPostgresError(`PostgreSQL (pid ${pid}) does not stop: end it by hand`);
}

/** @returns false when there is no such process any more */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
    throw error;
  }
}
