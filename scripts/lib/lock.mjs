import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, ownIdentity } from './process-identity.mjs';

/*
 * A lock that a `kill -9` cannot leave held, from files alone. The file with the highest number
 * says who holds it; a holder that is dead or marked as done is succeeded by the next number. A
 * number is taken by link(2), which only one process can do, and whoever then sees a higher number
 * steps back. The highest number is never removed, so it only grows, and no process can take a
 * number out of an old listing and believe that it holds the lock.
 */

const numbersOf = (folder) =>
  readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => b - a);

function holderOf(folder, number) {
  try {
    return JSON.parse(readFileSync(path.join(folder, String(number)), 'utf8'));
  } catch (error) {
    // Succeeded and tidied away since it was listed: look again.
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Says that the lock is given back: renamed into place, so that nobody reads half of it. */
function release(folder, number, holder) {
  const draft = path.join(folder, `draft-${randomUUID()}`);
  writeFileSync(draft, JSON.stringify({ ...holder, done: true }));
  renameSync(draft, path.join(folder, String(number)));
}

/** Whether the link was ours: written whole beside it first, so that nobody reads half of it. */
function claim(folder, number, holder) {
  const draft = path.join(folder, `draft-${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(holder));
  try {
    linkSync(draft, path.join(folder, String(number)));
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Takes the lock or says who has it. */
function tryLock(folder, me) {
  const highest = numbersOf(folder)[0] ?? 0;
  if (highest > 0) {
    const holder = holderOf(folder, highest);
    if (holder === undefined) return { holder: { pid: 0 } };
    if (!holder.done && isAlive(holder)) return { holder };
  }
  const mine = highest + 1;
  if (!claim(folder, mine, me)) return { holder: { pid: 0 } };
  const numbers = numbersOf(folder);
  if (numbers[0] !== mine) {
    rmSync(path.join(folder, String(mine)), { force: true });
    return { holder: { pid: 0 } };
  }
  for (const old of numbers.slice(1)) rmSync(path.join(folder, String(old)), { force: true });
  return { number: mine };
}

/**
 * Runs `body` while no other process runs one under the same folder.
 *
 * @param {string} folder a folder for the lock's files; made if it is missing.
 * @param {() => Promise<T>} body
 * @param {(pid: number) => void} onWait told once, with the holder's pid, when there is a wait.
 * @template T
 */
export async function withLock(folder, body, onWait) {
  mkdirSync(folder, { recursive: true });
  const me = ownIdentity();
  let told = false;
  let got = tryLock(folder, me);
  while (got.number === undefined) {
    if (!told && got.holder.pid > 0) {
      told = true;
      onWait(got.holder.pid);
    }
    await sleep(100);
    got = tryLock(folder, me);
  }
  try {
    return await body();
  } finally {
    release(folder, got.number, me);
  }
}
