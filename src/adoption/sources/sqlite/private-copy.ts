import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
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
 * Removes the copies that processes of this host have left behind, since a killed one removes nothing.
 *
 * @throws {SourceError} if the database changes meanwhile
 */
export async function copyPrivately(file: string): Promise<PrivateCopy> {
  await sweepCopies();
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const remove = () => rm(folder, { recursive: true, force: true });
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

async function sweepCopies(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const pid = /^(\d+)-/.exec(name.slice(PREFIX.length))?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    // A copy of another user stays.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
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
