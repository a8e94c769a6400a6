import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { BackupFileError, SUMS } from './format.js';

/** Measured in docs/decisions/24-backup.md: a higher level costs more time than it saves bytes. */
const COMPRESSION_LEVEL = 3;

/**
 * Writes an archive to FILE.part. `finish` gives it its name once it is whole and on the disk, so a file with the name
 * is always whole. Only this process's own user can read it.
 */
export class ArchiveWriter {
  readonly #pack = pack();
  readonly #sums: string[] = [];
  readonly #written: Promise<void>;
  readonly #madeAt = new Date();

  private constructor(
    private readonly file: string,
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
    const part = `${file}.part`;
    try {
      // A killed backup may have left one. If another backup to the same file runs, it notices before it renames.
      await rm(part, { force: true });
      return new ArchiveWriter(file, await open(part, 'wx', 0o600), overwrite);
    } catch (cause) {
      throw new BackupFileError(`${part} cannot be written: ${(cause as Error).message}`, {
        cause,
      });
    }
  }

  /** Adds a member, and waits until there is room for the next. */
  async add(name: string, content: Buffer): Promise<void> {
    this.#sums.push(`${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
    await this.#append(name, content);
  }

  /** @returns the size of the file in bytes */
  async finish(): Promise<number> {
    await this.#append(SUMS, Buffer.from(this.#sums.join('')));
    this.#pack.finalize();
    await this.#orNameFile(this.#written);
    await this.#orNameFile(this.handle.sync());
    await this.#refuseIfReplaced();
    const { size } = await this.handle.stat();
    await this.handle.close();
    if (!this.overwrite) await refuseExisting(this.file);
    await rename(`${this.file}.part`, this.file);
    await syncFolder(dirname(this.file));
    return size;
  }

  /** Removes what was written. Does nothing after `finish`. */
  async discard(): Promise<void> {
    this.#pack.destroy();
    await this.#written.catch(() => undefined); // discarded because of an error that the caller has
    await this.handle.close().catch(() => undefined); // closed by `finish`
    await rm(`${this.file}.part`, { force: true });
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
      throw new BackupFileError(
        `${this.file}.part cannot be written: ${(cause as Error).message}`,
        { cause },
      );
    }
  }

  async #refuseIfReplaced(): Promise<void> {
    const [own, named] = await Promise.all([
      this.handle.stat(),
      stat(`${this.file}.part`).catch(() => undefined), // gone: another backup has finished
    ]);
    if (own.ino !== named?.ino || own.dev !== named.dev)
      throw new BackupFileError(`another backup writes ${this.file}: choose another file`);
  }
}

/** @throws BackupFileError if a file has that name */
export async function refuseExisting(file: string): Promise<void> {
  const exists = await access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
  if (exists)
    throw new BackupFileError(`${file} exists: choose another file, or pass --force to replace it`);
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
