// @ts-check
import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errorCode } from './error-code.mjs';

/*
 * The system uses a pid again, so a pid alone does not name a process. The pid, the time at which
 * the process started and the boot of the machine do.
 *
 * Plain JavaScript without dependencies: the project's scripts need it before any package is
 * installed and before anything is built.
 */

const isLinux = process.platform === 'linux';
const run = promisify(execFile);

/**
 * The identity of the process that has this pid now: a text that differs for every process that the
 * pid ever belongs to, also after a restart of the machine. Undefined if no such process runs. A
 * zombie (dead, but not yet collected by its parent) counts as not running.
 *
 * @param {number} pid
 * @returns {Promise<string | undefined>}
 */
export async function processIdentity(pid) {
  if (!isTaken(pid)) return undefined;
  if (isLinux) return linuxIdentity(pid);
  // Windows tells no start time without a program of its own.
  if (process.platform === 'win32') return 'running';
  return identityByPs(pid);
}

/** @param {number} pid */
function isTaken(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** @param {number} pid */
async function linuxIdentity(pid) {
  const status = await processStatus(pid);
  if (!status || status.state === 'Z' || status.state === 'X') return undefined;
  const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  return `${boot}/${status.started}`;
}

/**
 * Name, state letter and start time (in clock ticks since the boot) of a process, from Linux's
 * /proc. Undefined if the process has ended or this user may not see it.
 *
 * @param {number} pid
 */
export async function processStatus(pid) {
  const text = await ifVisible(() => readFile(`/proc/${pid}/stat`, 'utf8'));
  if (text === undefined) return undefined;
  // "pid (name) state …": the name itself can hold spaces and parentheses.
  const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
  const rest = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { name, state: rest[0] ?? '', started: rest[19] ?? '' };
}

/** @param {number} pid */
async function identityByPs(pid) {
  const text = await processColumns(pid, 'stat=,lstart=');
  if (text === undefined || text.startsWith('Z')) return undefined;
  return text.slice(text.indexOf(' ')).trim();
}

/**
 * Columns of `ps` for one process, undefined if no such process runs.
 *
 * @param {number} pid
 * @param {string} columns as `ps -o` takes them
 */
export async function processColumns(pid, columns) {
  const args = ['-o', columns, '-p', String(pid)];
  try {
    const { stdout } = await run('ps', args, { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } });
    return stdout.trim() || undefined;
  } catch (error) {
    // ps exits with 1 if there is no such process; a failure to start has a text as its code.
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 1) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Reads from /proc. Undefined if the process has ended or belongs to another user.
 *
 * @template T
 * @param {() => Promise<T>} read
 * @returns {Promise<T | undefined>}
 */
export async function ifVisible(read) {
  try {
    return await read();
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** The pid namespace of this process. A pid of another namespace (container) means nothing here. */
export async function pidNamespace() {
  if (!isLinux) return '';
  return (await ifVisible(() => readlink('/proc/self/ns/pid'))) ?? '';
}
