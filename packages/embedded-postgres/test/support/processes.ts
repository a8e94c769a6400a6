import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../../src/errors.js';

/** Sends a signal. A process that is already gone is as good as signalled. */
export function kill(pid: number, signal: NodeJS.Signals): void {
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

/** Waits for the condition; throws after 45 s, with the lines given. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  lines: readonly string[] = [],
): Promise<void> {
  for (const deadline = Date.now() + 45_000; Date.now() < deadline; await delay(20)) {
    if (await condition()) return;
  }
  throw new Error([`still false after 45 s: ${condition.toString()}`, ...lines].join('\n'));
}
