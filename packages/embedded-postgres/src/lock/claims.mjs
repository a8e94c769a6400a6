// @ts-check
import { randomBytes } from 'node:crypto';
import { link, open, readFile, readdir, rm, stat, truncate, utimes } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from './error-code.mjs';
import { giveToOwner } from './give-to-owner.mjs';
import { pidNamespace, processIdentity } from './process-identity.mjs';

/*
 * The files of a lock. A claim is a numbered file that names a process. link(2) puts it in place
 * whole, and only one process can take a number. The highest claim counts. It is free if it is empty
 * (its holder has released it) or if its holder no longer runs.
 *
 * Only the holder deletes claims, and only lower ones. So the highest number never goes back, and a
 * process that works from an old listing cannot believe that it holds the lock.
 */

/**
 * @typedef {object} Holder
 * @property {number} pid
 * @property {string} identity of the process, see processIdentity()
 * @property {string} namespace the pid namespace in which the pid means something
 */

/** How long a holder in another pid namespace may leave its claim without a heartbeat. */
const silenceLimitMs = 15_000;

/**
 * The highest number that is claimed in a folder; 0 if there is none.
 *
 * @param {string} folder
 */
export async function highestClaim(folder) {
  const numbers = (await readdir(folder)).filter((name) => /^\d+$/.test(name)).map(Number);
  return Math.max(0, ...numbers);
}

/**
 * The process that holds a claim. Undefined if the claim is free.
 *
 * @param {string} folder
 * @param {number} number
 * @returns {Promise<Holder | undefined>}
 */
export async function holderOf(folder, number) {
  const file = path.join(folder, String(number));
  try {
    const text = await readFile(file, 'utf8');
    if (text === '') return undefined;
    const holder = /** @type {Holder} */ (JSON.parse(text));
    if (holder.namespace === (await pidNamespace())) {
      return (await processIdentity(holder.pid)) === holder.identity ? holder : undefined;
    }
    const { mtimeMs } = await stat(file);
    return Date.now() - mtimeMs < silenceLimitMs ? holder : undefined;
  } catch (error) {
    // A later holder has deleted the claim since it was listed; the next listing shows that holder.
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Claims a number for this process and deletes all lower claims.
 *
 * @param {string} folder
 * @param {number} number
 * @returns {Promise<string | undefined>} the claim's file; undefined if another process was faster
 */
export async function tryClaim(folder, number) {
  const claim = path.join(folder, String(number));
  const draft = path.join(folder, `draft-${randomBytes(6).toString('hex')}`);
  try {
    await writeDraft(draft);
    await link(draft, claim);
  } catch (error) {
    // Another process has this number, or a new holder has swept the draft away.
    if (errorCode(error) === 'EEXIST' || errorCode(error) === 'ENOENT') return undefined;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  if ((await highestClaim(folder)) !== number) {
    await rm(claim, { force: true });
    return undefined;
  }
  await sweep(folder, number);
  return claim;
}

/** @param {string} draft */
async function writeDraft(draft) {
  /** @type {Holder} */
  const holder = {
    pid: process.pid,
    identity: (await processIdentity(process.pid)) ?? '',
    namespace: await pidNamespace(),
  };
  // Every user can read it: the next one to want the lock may be another.
  const file = await open(draft, 'wx', 0o644);
  try {
    await file.writeFile(JSON.stringify(holder));
    // A power cut must not leave a claim that is neither whole nor empty.
    await file.sync();
  } finally {
    await file.close();
  }
  await giveToOwner(draft);
}

/**
 * Deletes lower claims, and drafts of processes that were killed. A process that still works on its
 * draft tries again.
 *
 * @param {string} folder
 * @param {number} mine
 */
async function sweep(folder, mine) {
  for (const name of await readdir(folder)) {
    if (!/^\d+$/.test(name) || Number(name) < mine) {
      await rm(path.join(folder, name), { force: true });
    }
  }
}

/**
 * Shows processes of other pid namespaces that the holder of this claim lives.
 *
 * @param {string} claim
 */
export async function touchClaim(claim) {
  const now = new Date();
  // The folder may be gone. The heartbeat cannot help that, and the holder's work meets it itself.
  await utimes(claim, now, now).catch(() => undefined);
}

/** @param {string} claim */
export async function releaseClaim(claim) {
  try {
    await truncate(claim, 0);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
