import { setTimeout as delay } from 'node:timers/promises';
import { sqlState } from '../../database/index.js';
import { ShadowError } from './shadowed-table.js';

/** How long a statement of ours may wait for a lock: statements of the legacy system queue behind it meanwhile. */
export const LOCK_TIMEOUT_MS = 200;
const ATTEMPTS = 50;
const PAUSE_MS = 300;
/** SQLSTATEs after which the same is tried again: a lock that others hold, or a row that a gateway has just written. */
const TRY_AGAIN = ['55P03', '40P01', '40001', '23505'];

/** Tries again, with pauses in which the legacy system goes on, until the locks were free in time. */
export async function untilLocked<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!TRY_AGAIN.includes(sqlState(error) ?? '')) throw error;
      if (attempt === ATTEMPTS)
        throw new ShadowError(
          `the mapped tables are locked by others: ${ATTEMPTS} attempts of ${LOCK_TIMEOUT_MS} ms each did not get the lock. ` +
            'Nothing was changed. End the transactions that stay open on them, or try again later',
          { cause: error },
        );
      await delay(PAUSE_MS * (0.5 + Math.random()));
    }
  }
}
