import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../../src/errors.js';

/** Sends a signal. A process that is already gone is as good as signalled. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  // The system takes 0 for the whole process group, these tests among them.
  if (pid < 1) throw new Error(`there is no process ${pid} to send ${signal} to`);
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** More than the busiest machine needs; no claim about speed. Shorter than a test may take (jest.config.mjs). */
const GIVE_UP_MS = 120_000;

/** Waits for the condition; throws if it never holds, with the lines given. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  lines: readonly string[] = [],
): Promise<void> {
  for (const deadline = Date.now() + GIVE_UP_MS; Date.now() < deadline; await delay(20)) {
    if (await condition()) return;
  }
  throw new Error(
    [`still false after ${GIVE_UP_MS / 1_000} s: ${condition.toString()}`, ...lines].join('\n'),
  );
}
