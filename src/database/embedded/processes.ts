import { execFile } from 'node:child_process';
import { readFile, readdir, readlink, stat } from 'node:fs/promises';
import { promisify, types } from 'node:util';
import { errorCode } from './error.js';

const run = promisify(execFile);
const LINUX = process.platform === 'linux';

/**
 * Which process a pid means just now: text that differs for every process the pid has ever belonged
 * to, restarts of the machine included. Undefined when no such process runs; a dead process that
 * nobody has collected yet (a zombie) counts as not running.
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  if (!exists(pid)) return undefined;
  return LINUX ? linuxIdentity(pid) : otherIdentity(pid);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function linuxIdentity(pid: number): Promise<string | undefined> {
  const fields = await statFields(pid);
  if (!fields || fields.state === 'Z' || fields.state === 'X') return undefined;
  const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  return `${boot}/${fields.started}`;
}

async function statFields(pid: number) {
  const text = await ifRunning(() => readFile(`/proc/${pid}/stat`, 'utf8'));
  if (text === undefined) return undefined;
  // "pid (name) state …": the name may hold spaces and parentheses of its own.
  const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
  const rest = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { name, state: rest[0] ?? '', started: rest[19] ?? '' };
}

async function otherIdentity(pid: number): Promise<string | undefined> {
  const text = await ps(pid, 'stat=,lstart=');
  if (text === undefined || text.startsWith('Z')) return undefined;
  return text.slice(text.indexOf(' ')).trim();
}

async function ps(pid: number, columns: string): Promise<string | undefined> {
  const args = ['-o', columns, '-p', String(pid)];
  try {
    const { stdout } = await run('ps', args, { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } });
    return stdout.trim() || undefined;
  } catch (error) {
    // ps ends with 1 when there is no such process.
    if (types.isNativeError(error) && 'code' in error && error.code === 1) return undefined;
    throw error;
  }
}

/** Runs a look into /proc; undefined where the process has ended or is somebody else's. */
async function ifRunning<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

/**
 * Whether a running process can be the PostgreSQL of this data directory. PostgreSQL works inside
 * its data directory and runs as its owner, so on Linux the answer is certain: root and the owner
 * may read where the process works, and anybody else's process is not it. Elsewhere its name is
 * all there is, and the login has to prove the rest.
 */
export async function mayServe(pid: number, dataDirectory: string): Promise<boolean> {
  if (LINUX) return worksIn(pid, dataDirectory);
  const command = await ps(pid, 'comm=');
  return command?.includes('postgres') ?? false;
}

async function worksIn(pid: number, directory: string): Promise<boolean> {
  const [there, here] = await Promise.all([
    ifRunning(() => stat(`/proc/${pid}/cwd`)),
    stat(directory),
  ]);
  return there?.dev === here.dev && there.ino === here.ino;
}

/**
 * The PostgreSQL processes that still work in a data directory, say the children that a killed
 * server left behind. Only Linux can tell; elsewhere the list is empty.
 */
export async function processesIn(dataDirectory: string): Promise<number[]> {
  if (!LINUX) return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found: number[] = [];
  for (const pid of pids) {
    if ((await statFields(pid))?.name !== 'postgres') continue;
    if (await worksIn(pid, dataDirectory)) found.push(pid);
  }
  return found;
}

/** The pid namespace we live in: pids of another one (another container) mean nothing here. */
export async function pidNamespace(): Promise<string> {
  if (!LINUX) return '';
  return (await ifRunning(() => readlink('/proc/self/ns/pid'))) ?? '';
}
