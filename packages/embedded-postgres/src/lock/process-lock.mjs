// @ts-check
import { mkdir } from 'node:fs/promises';
import { highestClaim, holderOf, releaseClaim, touchClaim, tryClaim } from './claims.mjs';
import { giveToOwner } from './give-to-owner.mjs';
import { pause } from './pause.mjs';

/*
 * A lock between processes that no `kill -9` can leave held, made of files alone. The package takes
 * it to start and stop PostgreSQL; the project's scripts take it to install and to build.
 *
 * Plain JavaScript without dependencies: the scripts need it before any package is installed and
 * before anything is built.
 */

const heartbeatMs = 3_000;
/** Between two looks at the lock: at first, and after a wait of a second. */
const firstPollMs = 25;
const laterPollMs = 100;

/** The lock was not free within the caller's time limit. */
export class LockTimeoutError extends Error {
  /**
   * @param {string} folder
   * @param {number} holderPid the process that holds the lock
   */
  constructor(folder, holderPid) {
    super(`process ${holderPid} still holds the lock in ${folder}: end it, then try again`);
    this.name = 'LockTimeoutError';
    this.holderPid = holderPid;
  }
}

/**
 * @typedef {object} LockOptions
 * @property {AbortSignal} [signal] Ends the wait for the lock. It has no effect on the work.
 * @property {number} [timeoutMs] The longest wait for the lock. Without it the wait has no limit.
 * @property {(holderPid: number) => void} [onWait] Called once if there is a wait.
 * @property {number} [onWaitAfterMs] How long a wait is before `onWait` is called. Default: 0.
 */

/**
 * Runs `work` while no other call, in this process or another, runs one on the same folder.
 *
 * @template T
 * @param {string} folder holds the lock's files and nothing else; created if missing
 * @param {() => Promise<T>} work
 * @param {LockOptions} [options]
 * @returns {Promise<T>} what `work` returns
 * @throws {LockTimeoutError} after `timeoutMs`
 * @throws the signal's reason, if the signal is aborted during the wait
 */
export async function withLock(folder, work, options = {}) {
  await mkdir(folder, { recursive: true });
  await giveToOwner(folder);
  const claim = await acquire(folder, options);
  const heartbeat = setInterval(() => void touchClaim(claim), heartbeatMs);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await releaseClaim(claim);
  }
}

/**
 * @param {string} folder
 * @param {LockOptions} options
 * @returns {Promise<string>} the claim's file
 */
async function acquire(folder, { signal, timeoutMs = Infinity, onWait, onWaitAfterMs = 0 }) {
  const started = performance.now();
  let hasNotified = false;
  for (;;) {
    signal?.throwIfAborted();
    const highest = await highestClaim(folder);
    const holder = highest === 0 ? undefined : await holderOf(folder, highest);
    if (!holder) {
      const claim = await tryClaim(folder, highest + 1);
      if (claim !== undefined) return claim;
      continue;
    }
    const waitedMs = performance.now() - started;
    if (waitedMs > timeoutMs) throw new LockTimeoutError(folder, holder.pid);
    if (!hasNotified && waitedMs >= onWaitAfterMs) {
      hasNotified = true;
      onWait?.(holder.pid);
    }
    await pause(waitedMs < 1_000 ? firstPollMs : laterPollMs, signal);
  }
}
