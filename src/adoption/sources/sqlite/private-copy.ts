import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SourceError } from '../source.js';

/** A write-ahead log and a rollback journal belong to the state of the database. */
const PARTS = ['', '-wal', '-journal'];

/** A copy of a SQLite database that nothing else reads or writes. */
export interface PrivateCopy {
  readonly file: string;
  /** Of the bytes of the file, then of its log or journal. */
  readonly sha256: string;
  remove(): Promise<void>;
}

/**
 * Copies a SQLite database to a temporary folder. The library that reads it locks databases by a folder of its own
 * beside the file, which other programs do not see, and which a killed process leaves behind. It cannot read a database
 * with a write-ahead log without writing. In a private copy none of this matters, and the source may be read-only.
 * Removes the copies that killed processes of this user have left behind on this host, a day later.
 *
 * @throws {SourceError} if the database changes meanwhile
 */
export async function copyPrivately(file: string): Promise<PrivateCopy> {
  await sweepCopies();
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  inUse.add(folder);
  const remove = async () => {
    await rm(folder, { recursive: true, force: true });
    inUse.delete(folder);
  };
  try {
    const copy = join(folder, 'copy.db');
    const before = await stateOf(file);
    const hash = createHash('sha256');
    for (const part of PARTS) if (before.has(part)) await copyPart(file + part, copy + part, hash);
    const after = await stateOf(file);
    if (PARTS.some((part) => before.get(part) !== after.get(part))) {
      throw new SourceError(
        `${file} changed while it was copied: stop what writes it, or make a copy with sqlite3's .backup`,
      );
    }
    return { file: copy, sha256: hash.digest('hex'), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Folders of copies name the host and the process, because a temporary folder can belong to several hosts. */
const PREFIX = `onebook-sqlite-${hostname().replaceAll(/[^A-Za-z0-9.]/g, '_')}-`;

/** The folders of the copies that this process reads. */
const inUse = new Set<string>();

/**
 * A process of another container can share the temporary folder and the name of the host, but not the numbers of the
 * processes. So a process that seems to have ended may still read its copy, and only age says otherwise.
 */
const LEFT_AFTER_MS = 24 * 60 * 60 * 1000;

/** Removes what was left behind. A sweep is never a reason to fail: what it cannot list or remove stays. */
async function sweepCopies(): Promise<void> {
  try {
    for (const name of await readdir(tmpdir())) {
      const folder = join(tmpdir(), name);
      // What another process has swept meanwhile is gone, and the next one is still to be looked at.
      if (await isLeft(folder, name).catch(() => false))
        await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    }
  } catch {
    // A temporary folder that cannot be listed can still take a copy.
  }
}

async function isLeft(folder: string, name: string): Promise<boolean> {
  if (!name.startsWith(PREFIX) || inUse.has(folder)) return false;
  const pid = /^(\d+)-/.exec(name.slice(PREFIX.length))?.[1];
  if (pid === undefined) return false;
  // Each start of a container can give its process the same number, so one with ours may be of an earlier start.
  if (Number(pid) !== process.pid && isRunning(Number(pid))) return false;
  // Not of a link: another user could have put it there. Nor can another user replace a folder of ours in /tmp.
  const found = await lstat(folder);
  const isOurs = process.getuid === undefined || found.uid === process.getuid();
  return found.isDirectory() && isOurs && Date.now() - found.mtimeMs > LEFT_AFTER_MS;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function copyPart(from: string, to: string, hash: Hash): Promise<void> {
  const target = await open(to, 'wx', 0o600);
  try {
    await pipeline(
      createReadStream(from, { highWaterMark: 1024 * 1024 }),
      async function* hashed(chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      },
      target.createWriteStream(),
    );
  } finally {
    await target.close();
  }
}

/** The size and the time of the last change of each part that exists. */
async function stateOf(file: string): Promise<ReadonlyMap<string, string>> {
  const state = new Map<string, string>();
  for (const part of PARTS) {
    try {
      const { size, mtimeNs, ino } = await stat(file + part, { bigint: true });
      state.set(part, `${ino} ${size} ${mtimeNs}`);
    } catch (error) {
      if (part === '' || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return state;
}
