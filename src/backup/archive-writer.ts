import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { BackupFileError, SUMS } from './format.js';

/** Measured in docs/decisions/24-backup.md: a higher level costs more time than it saves bytes. */
const COMPRESSION_LEVEL = 3;

/** Codes of a file system that has no hard links. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/**
 * Writes an archive to a part of its own, FILE.<uuid>.part. `finish` gives it its name once it is whole and on the
 * disk, so a file with the name is always whole, whatever else writes to that name. Only this process's own user can
 * read it.
 */
export class ArchiveWriter {
  readonly #pack = pack();
  readonly #sums: string[] = [];
  readonly #written: Promise<void>;
  readonly #madeAt = new Date();

  private constructor(
    private readonly file: string,
    private readonly part: string,
    private readonly handle: FileHandle,
    private readonly overwrite: boolean,
  ) {
    const gzip = createGzip({ level: COMPRESSION_LEVEL, chunkSize: 256 * 1024 });
    this.#written = pipeline(this.#pack, gzip, async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) await handle.writeFile(chunk);
    });
    this.#written.catch(() => undefined); // `add` and `finish` report it
  }

  /** @throws BackupFileError if the file exists and may not be overwritten, or cannot be made */
  static async open(file: string, { overwrite }: { overwrite: boolean }): Promise<ArchiveWriter> {
    if (!overwrite) await refuseExisting(file);
    const part = `${file}.${randomUUID()}.part`;
    try {
      return new ArchiveWriter(file, part, await open(part, 'wx', 0o600), overwrite);
    } catch (cause) {
      throw new BackupFileError(whyNotWritten(file, part, cause), { cause });
    }
  }

  /** Adds a member, and waits until there is room for the next. */
  async add(name: string, content: Buffer): Promise<void> {
    this.#sums.push(`${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
    await this.#append(name, content);
  }

  /**
   * @returns the size of the file in bytes
   * @throws BackupFileError if a file has got that name meanwhile and may not be overwritten
   */
  async finish(): Promise<number> {
    await this.#append(SUMS, Buffer.from(this.#sums.join('')));
    this.#pack.finalize();
    await this.#orNameFile(this.#written);
    await this.#orNameFile(this.handle.sync());
    const { size } = await this.handle.stat();
    await this.handle.close();
    if (this.overwrite) await rename(this.part, this.file);
    else await this.#nameNew();
    await syncFolder(dirname(this.file));
    return size;
  }

  /** Removes what was written. Does nothing after `finish`. */
  async discard(): Promise<void> {
    this.#pack.destroy();
    await this.#written.catch(() => undefined); // discarded because of an error that the caller has
    await this.handle.close().catch(() => undefined); // closed by `finish`
    await rm(this.part, { force: true });
  }

  #append(name: string, content: Buffer): Promise<void> {
    const appended = new Promise<void>((resolve, reject) => {
      const header = { name, size: content.length, mode: 0o600, mtime: this.#madeAt };
      this.#pack.entry(header, content, (error) => (error ? reject(error) : resolve()));
    });
    // If the disk is full, the pipeline fails and the member never ends.
    return this.#orNameFile(Promise.race([appended, this.#written]));
  }

  async #orNameFile<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (cause) {
      throw new BackupFileError(`${this.part} cannot be written: ${(cause as Error).message}`, {
        cause,
      });
    }
  }

  /** Unlike `rename`, `link` never replaces a file, not even one that appears at this moment. */
  async #nameNew(): Promise<void> {
    try {
      await link(this.part, this.file);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') throw existsError(this.file, error);
      if (!NO_LINKS.includes(code)) throw error;
      await refuseExisting(this.file);
      return rename(this.part, this.file);
    }
    await rm(this.part);
  }
}

/**
 * Why a file cannot be written that has another name until it is whole.
 * @param part that name
 */
export function whyNotWritten(file: string, part: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason =
    code === 'ENOENT'
      ? `there is no folder ${dirname(resolve(file))}`
      : message.replaceAll(part, file);
  return `${file} cannot be written: ${reason}`;
}

/** @throws BackupFileError if a file has that name */
export async function refuseExisting(file: string): Promise<void> {
  const exists = await access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
  if (exists) throw existsError(file);
}

function existsError(file: string, cause?: unknown): BackupFileError {
  return new BackupFileError(`${file} exists: choose another file, or pass --force to replace it`, {
    cause,
  });
}

/** Without this a power cut could take the name back. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
