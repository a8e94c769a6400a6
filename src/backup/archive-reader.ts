import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import {
  BackupFileError,
  type BackupHead,
  HEAD,
  MAX_TEXT_BYTES,
  memberTables,
  parseHead,
  pieceName,
  PIECE_BYTES,
  SUMS,
} from './format.js';

/** A part of a table's rows. */
export interface Piece {
  /** Its name in the archive. */
  readonly table: string;
  readonly data: Buffer;
}

/** Receives the bytes of the file that were read, of all that it has. */
export type ReadProgress = (bytes: number) => void;

/**
 * Reads a backup from its beginning to its end, and holds one piece in memory. First comes the head, then the pieces in
 * the order of the head's tables. A caller that reads it to the end knows that the file is whole and as it was written.
 * @throws BackupFileError if it is not
 */
export async function* readBackup(
  file: string,
  onProgress: ReadProgress = () => undefined,
): AsyncGenerator<BackupHead | Piece, void, void> {
  const sums = new Map<string, string>();
  let head: BackupHead | undefined;
  let next = firstPiece();
  let ended = false;
  for await (const [name, content] of membersOf(file, onProgress)) {
    if (ended) throw damaged(file, `${name} follows its end`);
    if (name === SUMS) {
      refuseWrongSums(file, sums, content.toString());
      ended = true;
      continue;
    }
    sums.set(name, createHash('sha256').update(content).digest('hex'));
    if (head === undefined) {
      if (name !== HEAD) throw foreign(file, `it does not begin with ${HEAD}`);
      yield (head = parseHead(file, content.toString()));
    } else {
      next = followingPiece(head, next, name) ?? refuseMember(file, name);
      yield { table: next.table, data: content };
    }
  }
  if (head === undefined) throw foreign(file, 'it is empty');
  if (!ended) throw damaged(file, 'its end is missing');
}

/** @returns the head, after reading the whole file */
export async function checkBackup(file: string, onProgress?: ReadProgress): Promise<BackupHead> {
  let head: BackupHead | undefined;
  for await (const part of readBackup(file, onProgress)) if ('tables' in part) head = part;
  return head ?? refuseMember(file, 'nothing');
}

interface Position {
  readonly index: number;
  readonly table: string;
  readonly number: number;
}

function firstPiece(): Position {
  return { index: -1, table: '', number: 0 };
}

/** The position of this member: the next piece of the same table, or the first of a later one. */
function followingPiece(head: BackupHead, last: Position, name: string): Position | undefined {
  if (name === pieceName(last.table, last.number + 1)) return { ...last, number: last.number + 1 };
  const tables = memberTables(head);
  const index = tables.findIndex((table) => name === pieceName(table, 1));
  const table = tables[index];
  return table !== undefined && index > last.index ? { index, table, number: 1 } : undefined;
}

function refuseMember(file: string, name: string): never {
  throw damaged(file, `${name} has no place in it`);
}

function refuseWrongSums(file: string, sums: ReadonlyMap<string, string>, text: string): void {
  const expected = [...sums].map(([name, sum]) => `${sum}  ${name}\n`).join('');
  if (text === expected) return;
  const stated = new Map(
    text.split('\n').map((line) => [line.slice(66), line.slice(0, 64)] as const),
  );
  const wrong = [...sums].find(([name, sum]) => stated.get(name) !== sum)?.[0];
  throw damaged(
    file,
    wrong === undefined ? `parts are missing` : `the SHA-256 of ${wrong} is not that in ${SUMS}`,
  );
}

/** The members of the archive, each whole. @throws BackupFileError */
async function* membersOf(
  file: string,
  onProgress: ReadProgress,
): AsyncGenerator<readonly [name: string, content: Buffer], void, void> {
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  const seen = { gzip: false, member: false };
  source.once('data', (first) => (seen.gzip = isGzip(first as Buffer)));
  source.on('data', () => onProgress(source.bytesRead));
  const gunzip = createGunzip();
  const archive = extract();
  let failure: unknown;
  const reading = pipeline(source, gunzip, archive).catch((error: unknown) => (failure ??= error));
  try {
    for await (const entry of archive) {
      const content = await contentOf(file, entry);
      seen.member = true;
      yield [entry.header.name, content];
    }
    await reading;
    if (failure !== undefined) throw failure as Error;
    // zlib ends with the archive, and takes no notice of bytes behind it.
    if (gunzip.bytesWritten !== source.bytesRead) throw damaged(file, 'bytes follow its end');
  } catch (error) {
    throw asFileError(file, failure ?? error, seen);
  } finally {
    source.destroy();
    archive.destroy();
  }
}

/** RFC 1952, 2.3.1 */
function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function contentOf(
  file: string,
  entry: AsyncIterable<unknown> & { readonly header: Header },
): Promise<Buffer> {
  const { name, size } = entry.header;
  const most = name === HEAD || name === SUMS ? MAX_TEXT_BYTES : 2 * PIECE_BYTES;
  if (size > most) throw foreign(file, `${name} is larger than any part of a backup`);
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** @param seen how far the file was what a backup is */
function asFileError(
  file: string,
  error: unknown,
  seen: { readonly gzip: boolean; readonly member: boolean },
): Error {
  if (error instanceof BackupFileError) return error;
  const { code = '', message } = error as { code?: string; message: string };
  if (code.startsWith('Z_') && !seen.gzip) return foreign(file, 'it is not a gzip file', error);
  if (code === 'Z_BUF_ERROR' || message === 'Unexpected end of data')
    return damaged(file, 'its end is missing', error);
  if (code.startsWith('Z_')) return damaged(file, `its compression ends with "${message}"`, error);
  if (/tar|header/i.test(message))
    return seen.member
      ? damaged(file, 'a part has no header', error)
      : foreign(file, 'it is not a tar archive', error);
  return new BackupFileError(`${file} cannot be read: ${message}`, { cause: error });
}

function foreign(file: string, why: string, cause?: unknown): BackupFileError {
  return new BackupFileError(`${file} is not a backup of Onebook: ${why}`, { cause });
}

function damaged(file: string, why: string, cause?: unknown): BackupFileError {
  return new BackupFileError(`${file} is damaged: ${why}. Use another backup`, { cause });
}
