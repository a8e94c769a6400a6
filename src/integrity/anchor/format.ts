import { createHash, type Hash } from 'node:crypto';

/*
 * An anchor is a text of lines, each of them JSON:
 *
 *   header                                  which book, when, which columns the digests are of
 *   ["chain", account, seq, balance, digest]   one for each account with entries, by account: its newest entry
 *   ["hour", table, hour, rows, digest]        the rows of a closed hour of a table
 *   ["row", table, hour, key, digest]          one row of an hour that was still open
 *   footer                                  how much there was, and the SHA-256 of all lines before it
 *
 * Chains come first, then the tables in the order of tables.ts, each by hour and key.
 */

export const FORMAT = 1;

export interface AnchorHeader {
  readonly onebook: 'anchor';
  readonly format: number;
  /** The book's identity: the id of an account that every book has and no other book has. */
  readonly book: string;
  /** When the book was as the anchor says, as PostgreSQL's clock had it. */
  readonly at: string;
  /** Hours before this one were closed: no more rows of them were expected. */
  readonly openFrom: string;
  /** For each table the columns that never change, of which the digests are. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
}

export type ChainLine = readonly [
  type: 'chain',
  account: string,
  seq: number,
  balance: string,
  digest: string,
];
export type HourLine = readonly [
  type: 'hour',
  table: string,
  hour: string,
  rows: number,
  digest: string,
];
export type RowLine = readonly [
  type: 'row',
  table: string,
  hour: string,
  key: string,
  digest: string,
];
export type AnchorLine = ChainLine | HourLine | RowLine;

export interface AnchorFooter {
  /** Number of rows by table; `entry` counts those of the chains. */
  readonly rows: Readonly<Record<string, number>>;
  readonly sha256: string;
}

/** Whether an hour of a table was closed. A table without times has none ('') and stays open. */
export function isClosed(hour: string, { openFrom }: Pick<AnchorHeader, 'openFrom'>): boolean {
  return hour !== '' && hour < openFrom;
}

/** A digest over rows, one after another. */
export function newDigest(): Hash {
  return createHash('sha256');
}

/** Adds a row's text. It cannot be taken for two rows: a line feed in a value is not a field's end, which `\0` marks. */
export function addRow(hash: Hash, text: string): void {
  hash.update(text).update('\0');
}

/** The digest so far, of 128 bits. The hash can go on. */
export function digestOf(hash: Hash): string {
  return hash.copy().digest('base64url').slice(0, 22);
}

/** Lines with their footer, whose hash is of everything before it. */
export async function* sealed(
  lines: AsyncIterable<AnchorHeader | AnchorLine>,
  rows: () => AnchorFooter['rows'],
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  for await (const line of lines) {
    const text = JSON.stringify(line);
    hash.update(text).update('\n');
    yield text;
  }
  yield JSON.stringify({ rows: rows(), sha256: hash.digest('hex') } satisfies AnchorFooter);
}

/** An anchor that cannot be used. The message is one line, which says what to do. */
export class AnchorError extends Error {
  override readonly name = 'AnchorError';
}

/**
 * Reads lines to their end, to see that nothing of them was lost or changed on their way.
 * @returns the header
 * @throws AnchorError
 */
export async function readSealed(lines: AsyncIterable<string>): Promise<AnchorHeader> {
  const hash = createHash('sha256');
  let header: AnchorHeader | undefined;
  let last: string | undefined;
  for await (const line of lines) {
    header ??= headerOf(line);
    if (last !== undefined) hash.update(last).update('\n');
    last = line;
  }
  const footer = parsed(last ?? '') as Partial<AnchorFooter> | undefined;
  if (!header || footer?.sha256 !== hash.digest('hex'))
    throw new AnchorError(
      'the anchor is damaged: it does not have the hash that it ends with. Use another copy of it',
    );
  return header;
}

function headerOf(line: string): AnchorHeader {
  const header = parsed(line) as Partial<AnchorHeader> | undefined;
  if (header?.onebook !== 'anchor')
    throw new AnchorError(
      'this is not an anchor: name a file that `onebook verify --anchor` wrote, or one that does not exist yet',
    );
  if (header.format !== FORMAT)
    throw new AnchorError(
      `the anchor has format ${String(header.format)}, and this version reads ${FORMAT}: use the version that wrote it`,
    );
  return header as AnchorHeader;
}

/** The header and the lines of an anchor that was read to its end before, without the footer. */
export async function* linesOf(lines: AsyncIterable<string>): AsyncGenerator<AnchorLine> {
  for await (const line of lines) {
    const value = parsed(line);
    if (Array.isArray(value)) yield value as unknown as AnchorLine;
  }
}

/** The JSON of a line; undefined if it is none. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
