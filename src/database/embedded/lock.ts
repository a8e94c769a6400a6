import { link, mkdir, readFile, readdir, rm, stat, truncate, utimes } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedPostgresError, errorCode } from './error.js';
import { giveToOwner, uniqueSuffix, writeWhole } from './files.js';
import { pidNamespace, processIdentity } from './processes.js';
import { pause } from './wait.js';
import type { Log } from './types.js';

/*
 * One start or stop at a time in a directory, by a lock that no kill -9 can leave held.
 *
 * The lock is a row of numbered claims, each linked into place whole. The highest claim counts. It
 * is free when it is empty (its holder gave it back) or its holder no longer runs; then whoever
 * links the next number holds the lock, provided that theirs is still the highest afterwards. Only
 * the holder deletes claims, and only lower ones, so the highest number never goes back.
 */

interface Claim {
  readonly pid: number;
  readonly identity: string;
  readonly namespace: string;
}

const POLL = 25;
const HEARTBEAT = 3_000;
/** A holder in another container is judged by its heartbeat, as its pid means nothing here. */
const SILENCE = 15_000;
/** Longer than any start takes, crash recovery included. */
const PATIENCE = 15 * 60_000;

/** Runs `work` while nobody else works in `directory`. Waiting for them ends with the signal. */
export async function exclusively<T>(
  directory: string,
  options: { log: Log; signal: AbortSignal },
  work: () => Promise<T>,
): Promise<T> {
  const claims = path.join(directory, 'lock');
  await mkdir(claims, { recursive: true });
  await giveToOwner(claims);
  const mine = await acquire(claims, options);
  const heartbeat = setInterval(() => void touch(mine), HEARTBEAT);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await release(mine);
  }
}

async function touch(claim: string): Promise<void> {
  const now = new Date();
  // The data directory may have been deleted under us; what works in it will say so itself.
  await utimes(claim, now, now).catch(() => undefined);
}

async function release(claim: string): Promise<void> {
  try {
    await truncate(claim, 0);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

async function acquire(
  claims: string,
  options: { log: Log; signal: AbortSignal },
): Promise<string> {
  const started = performance.now();
  let told = false;
  for (;;) {
    options.signal.throwIfAborted();
    const highest = await highestClaim(claims);
    const holder = highest === 0 ? undefined : await liveHolder(path.join(claims, `${highest}`));
    if (!holder) {
      const claim = await tryClaim(claims, highest + 1);
      if (claim) return claim;
      continue;
    }
    const waited = performance.now() - started;
    if (waited > PATIENCE) {
      throw new EmbeddedPostgresError(
        `process ${holder.pid} has been starting or stopping the database in ${path.dirname(claims)} ` +
          'for 15 minutes: end it, then start again',
      );
    }
    if (waited > 1_000 && !told) {
      options.log.info(
        `waiting for process ${holder.pid}, which is starting or stopping this database`,
      );
      told = true;
    }
    await pause(POLL, options.signal);
  }
}

async function highestClaim(claims: string): Promise<number> {
  const numbers = (await readdir(claims)).filter((name) => /^\d+$/.test(name)).map(Number);
  return Math.max(0, ...numbers);
}

async function liveHolder(file: string): Promise<Claim | undefined> {
  const text = await readClaim(file);
  if (!text) return undefined;
  const claim = JSON.parse(text) as Claim;
  if (claim.namespace !== (await pidNamespace())) {
    const { mtimeMs } = await stat(file);
    return Date.now() - mtimeMs < SILENCE ? claim : undefined;
  }
  return (await processIdentity(claim.pid)) === claim.identity ? claim : undefined;
}

async function readClaim(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    // Superseded and deleted since we listed it: the next attempt sees its successor.
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}

async function tryClaim(claims: string, number: number): Promise<string | undefined> {
  const claim = path.join(claims, `${number}`);
  const draft = path.join(claims, `draft-${uniqueSuffix()}`);
  const content: Claim = {
    pid: process.pid,
    identity: (await processIdentity(process.pid)) ?? '',
    namespace: await pidNamespace(),
  };
  try {
    await writeWhole(draft, JSON.stringify(content));
    await link(draft, claim);
  } catch (error) {
    // Somebody was faster, or a new holder has swept our draft away.
    if (errorCode(error) === 'EEXIST' || errorCode(error) === 'ENOENT') return undefined;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  if ((await highestClaim(claims)) !== number) {
    await rm(claim, { force: true });
    return undefined;
  }
  await sweep(claims, number);
  return claim;
}

async function sweep(claims: string, mine: number): Promise<void> {
  for (const name of await readdir(claims)) {
    if (!/^\d+$/.test(name) || Number(name) < mine) {
      await rm(path.join(claims, name), { force: true });
    }
  }
}
