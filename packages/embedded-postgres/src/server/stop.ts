import { EmbeddedPostgresError, errorCode } from '../errors.js';
import { processIdentity } from '../lock/process-identity.mjs';
import { neverAborted, waitUntil } from '../system/wait.js';
import type { Log } from '../log.js';

/**
 * PostgreSQL's shutdowns. The fast one is clean; after the immediate one the next start recovers. Together shorter than
 * the 30 s that a service manager usually gives a program to end.
 */
const shutdowns = [
  { signal: 'SIGINT', timeoutMs: 10_000 },
  { signal: 'SIGQUIT', timeoutMs: 4_000 },
] as const;

/**
 * Stops a server and returns when its process is gone.
 *
 * @throws EmbeddedPostgresError if it does not stop, for example because it is suspended
 */
export async function stopProcess(pid: number, log: Log): Promise<void> {
  const identity = await processIdentity(pid);
  if (identity === undefined) return;
  const isGone = async () => (await processIdentity(pid)) !== identity;
  for (const { signal, timeoutMs } of shutdowns) {
    if (!send(pid, signal)) return;
    if (await waitUntil(isGone, { pollMs: 10, timeoutMs, signal: neverAborted() })) return;
    log.warn(`PostgreSQL (pid ${pid}) has not stopped ${timeoutMs / 1_000} s after ${signal}`);
  }
  throw new EmbeddedPostgresError(`PostgreSQL (pid ${pid}) does not stop: end it by hand`);
}

/** @returns false if there is no such process any more */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
    throw error;
  }
}
