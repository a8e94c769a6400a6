import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { messageOf, type OpenSource, SourceError, type Wanted } from '../source.js';
import { type Header, readHeader } from './header.js';
import { Records } from './records.js';

const PIECE_BYTES = 256 * 1024;
const MAX_HEADER_BYTES = 1024 * 1024;
const LF = 0x0a;

/**
 * Opens a CSV file with a header, in UTF-8. NULL in `where` matches an empty field.
 *
 * @throws {SourceError} if there is no such file, or it lacks a column
 */
export async function openCsv(file: string, wanted: Wanted): Promise<OpenSource> {
  const handle = await open(file).catch((error: unknown) => {
    throw new SourceError(`${file} cannot be read: ${messageOf(error)}`);
  });
  try {
    const bytes = new FileBytes(file, handle, await FileBytes.stateOf(handle));
    const header = readHeader(file, await headerLine(file, bytes), wanted);
    return new CsvSource(bytes, header, wanted);
  } catch (error) {
    await handle.close();
    if (error instanceof SourceError) throw error;
    throw new SourceError(`${file} cannot be read: ${messageOf(error)}`);
  }
}

class CsvSource implements OpenSource {
  private hex: string | undefined;

  constructor(
    private readonly bytes: FileBytes,
    private readonly header: Header,
    private readonly wanted: Wanted,
  ) {}

  async *rows() {
    const records = new Records(this.header, taking(this.header, this.wanted), 2);
    try {
      for (;;) {
        const lines = await this.bytes.lines();
        if (lines === undefined) break;
        const chunk = await records.write(lines);
        if (chunk.length > 0) yield chunk;
      }
      const chunk = await records.end();
      this.hex = await this.bytes.finish();
      if (chunk.length > 0) yield chunk;
    } finally {
      records.close();
    }
  }

  get sha256(): string {
    if (this.hex === undefined) throw new Error('The rows of this source were not read to the end');
    return this.hex;
  }

  progress() {
    return { done: this.bytes.done, total: this.bytes.state.size };
  }

  async close(): Promise<void> {
    await this.bytes.handle.close();
  }
}

/** The first line, without a byte order mark and its line end. */
async function headerLine(file: string, bytes: FileBytes): Promise<Buffer> {
  let line = await bytes.line();
  if (line === undefined) {
    throw new SourceError(`${file} is empty: its first line must have the names of the columns`);
  }
  if ((line[0] === 0xff && line[1] === 0xfe) || (line[0] === 0xfe && line[1] === 0xff)) {
    throw new SourceError(`${file} is in UTF-16: save it as CSV in UTF-8`);
  }
  if (line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf) line = line.subarray(3);
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
}

/** A function that picks the values asked for, or leaves a record out. */
function taking(
  { names }: Header,
  { columns, where }: Wanted,
): (record: readonly string[]) => readonly string[] | undefined {
  const places = columns.map((name) => names.indexOf(name));
  const conditions = Object.entries(where).map(
    ([name, value]) => [names.indexOf(name), value ?? ''] as const,
  );
  return (record) =>
    conditions.every(([place, value]) => record[place] === value)
      ? places.map((place) => record[place] ?? '')
      : undefined;
}

interface FileState {
  readonly size: number;
  readonly mtimeNs: bigint;
}

/** The bytes of a file from its start to its end, and their SHA-256. */
class FileBytes {
  private readonly hash = createHash('sha256');
  private rest: Buffer = Buffer.alloc(0);
  private ended = false;
  /** Bytes read so far. */
  done = 0;

  constructor(
    private readonly file: string,
    readonly handle: FileHandle,
    readonly state: FileState,
  ) {}

  static async stateOf(handle: FileHandle): Promise<FileState> {
    const { size, mtimeNs } = await handle.stat({ bigint: true });
    return { size: Number(size), mtimeNs };
  }

  /** The next line without its LF; undefined if the file has ended. */
  async line(): Promise<Buffer | undefined> {
    let end = this.rest.indexOf(LF);
    while (end === -1 && (await this.more())) {
      end = this.rest.indexOf(LF);
      if (end === -1 && this.rest.length > MAX_HEADER_BYTES) {
        throw new SourceError(
          `the first line of ${this.file} is longer than ${MAX_HEADER_BYTES} bytes: write the names of the columns there`,
        );
      }
    }
    if (end === -1 && this.rest.length === 0) return undefined;
    const line = end === -1 ? this.rest : this.rest.subarray(0, end);
    this.rest = end === -1 ? Buffer.alloc(0) : this.rest.subarray(end + 1);
    return line;
  }

  /** The next lines with their LF, as many as a piece has, or a part of one that is longer; undefined at the end. */
  async lines(): Promise<Buffer | undefined> {
    const enough = await this.more();
    const end = this.rest.lastIndexOf(LF);
    const whole = enough && end !== -1 ? end + 1 : this.rest.length;
    if (whole === 0) return undefined;
    const lines = this.rest.subarray(0, whole);
    this.rest = this.rest.subarray(whole);
    return lines;
  }

  /**
   * The SHA-256 of the whole file, in hex.
   * @throws {SourceError} if the file changed while it was read
   */
  async finish(): Promise<string> {
    const now = await FileBytes.stateOf(this.handle);
    if (now.size !== this.done || now.mtimeNs !== this.state.mtimeNs) {
      throw new SourceError(
        `${this.file} changed while it was read: stop what writes it, or give a copy`,
      );
    }
    return this.hash.digest('hex');
  }

  private async more(): Promise<boolean> {
    if (this.ended) return false;
    const buffer = Buffer.allocUnsafe(PIECE_BYTES);
    const { bytesRead } = await this.handle.read(buffer, 0, PIECE_BYTES);
    this.ended = bytesRead === 0;
    if (this.ended) return false;
    const piece = buffer.subarray(0, bytesRead);
    this.hash.update(piece);
    this.done += bytesRead;
    this.rest = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    return true;
  }
}
