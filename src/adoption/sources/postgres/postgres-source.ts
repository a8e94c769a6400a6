import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { escapeText, ForeignSnapshot } from '../../../database/index.js';
import type { Relation } from '../../mapping/mapping.js';
import {
  type BadRow,
  columnsOf,
  messageOf,
  type OpenSource,
  requireColumns,
  SourceError,
  type SourceRow,
  type Wanted,
} from '../source.js';
import { copyValues } from './copy-text.js';
import { quoteName, selectOf, tableName } from '../relation.js';

const LF = 0x0a;

/** What PostgreSQL takes for a boolean, beside the prefixes of these. */
const BOOLEANS = new Map([
  ...['true', 't', 'yes', 'y', 'on', '1'].map((text) => [text, 'true'] as const),
  ...['false', 'f', 'no', 'n', 'off', '0'].map((text) => [text, 'false'] as const),
]);

/**
 * Opens a table or a query of a PostgreSQL database, in one state of it. Values are PostgreSQL's own texts, as by a cast:
 * a boolean is "true" or "false". In `where`, a boolean column takes every spelling that PostgreSQL takes, such as "t".
 * The rows of a query come in its own order, which can mean something: which of two lines of one moment was first.
 *
 * @throws {SourceError} if the database cannot be reached, or there is no such table or column. Never says the password
 */
export async function openPostgres(
  { url, from, name }: { readonly url: string; readonly from: Relation; readonly name: string },
  wanted: Wanted,
): Promise<OpenSource> {
  const select = selectOf(from);
  const snapshot = await ForeignSnapshot.open(url, 'onebook import').catch((error: unknown) => {
    throw new SourceError(`${name} cannot be reached: ${withoutPassword(messageOf(error), url)}`);
  });
  try {
    const present = await snapshot.columnsOf(select);
    const source = 'table' in from ? `the table ${from.table} of ${name}` : `the query to ${name}`;
    requireColumns(
      source,
      wanted,
      present.map((column) => column.name),
    );
    const booleans = new Set(present.flatMap((column) => (column.boolean ? [column.name] : [])));
    const query = queryOf(select, wanted, booleans);
    const total = 'table' in from ? await snapshot.count(query) : undefined;
    const order = 'table' in from ? await orderOf(snapshot, from.table, wanted) : '';
    return new PostgresSource(name, snapshot, query + order, wanted, total);
  } catch (error) {
    await snapshot.close();
    if (error instanceof SourceError) throw error;
    throw new SourceError(`${name} cannot be read: ${messageOf(error)}`);
  }
}

/** The parts of a URL for messages: it may have a password in it. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'the PostgreSQL database';
  const { hostname, port, pathname } = new URL(url);
  return `the PostgreSQL database ${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
}

function withoutPassword(message: string, url: string): string {
  if (!URL.canParse(url))
    return 'its url is not valid: write postgres://user:password@host:5432/database';
  const parsed = new URL(url);
  const secrets = [url, parsed.password, parsed.searchParams.get('password') ?? ''];
  return secrets.reduce(
    (text, secret) => (secret === '' ? text : text.replaceAll(secret, '…')),
    message,
  );
}

function queryOf(select: string, wanted: Wanted, booleans: ReadonlySet<string>): string {
  const values = columnsOf(wanted).map((column) => `${quoteName(column)}::text`);
  const conditions = Object.entries(wanted.where).map(([column, value]) => {
    if (value === null) return `${quoteName(column)} IS NULL`;
    return `${quoteName(column)}::text = ${escapeText(textOf(column, value, booleans))}`;
  });
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const named = values.map((value, place) => `${value} AS c${place}`);
  return `SELECT ${named.join(', ')} FROM (${select}\n) AS source${where}`;
}

/**
 * The order of the rows of a table, so that it is not that of the server: by its primary key, else by their texts. Texts
 * that are equal are those of equal rows. Each text is in the order of its bytes, which no locale changes.
 */
async function orderOf(snapshot: ForeignSnapshot, table: string, wanted: Wanted): Promise<string> {
  const primary = (await snapshot.primaryKeyOf(tableName(table))).map(
    ({ name, text }) => `source.${quoteName(name)}${text ? ' COLLATE "C"' : ''}`,
  );
  const texts = columnsOf(wanted).map((column) => `source.${quoteName(column)}::text COLLATE "C"`);
  return ` ORDER BY ${(primary.length > 0 ? primary : texts).join(', ')}`;
}

function textOf(column: string, value: string, booleans: ReadonlySet<string>): string {
  if (!booleans.has(column)) return value;
  const text = BOOLEANS.get(value.toLowerCase());
  if (text !== undefined) return text;
  throw new SourceError(
    `where.${column} is ${JSON.stringify(value)}, and the column is a boolean: write true or false`,
  );
}

class PostgresSource implements OpenSource {
  private done = 0;
  private hex: string | undefined;

  constructor(
    private readonly name: string,
    private readonly snapshot: ForeignSnapshot,
    private readonly query: string,
    private readonly wanted: Wanted,
    private readonly total: number | undefined,
  ) {}

  async *rows() {
    const hash = createHash('sha256');
    try {
      for await (const lines of wholeLines(this.snapshot.copy(this.query))) {
        hash.update(lines);
        yield this.rowsOf(lines);
      }
    } catch (error) {
      throw new SourceError(`${this.name} cannot be read to the end: ${messageOf(error)}`);
    }
    this.hex = hash.digest('hex');
  }

  private rowsOf(lines: Buffer): readonly (SourceRow | BadRow)[] {
    const width = this.wanted.columns.length;
    if (isUtf8(lines)) {
      const texts = lines.toString('utf8', 0, lines.length - 1).split('\n');
      return texts.map((text) => {
        const values = copyValues(text);
        values.length = width;
        return { line: ++this.done, values };
      });
    }
    // Only a database in SQL_ASCII sends bytes that are no UTF-8.
    return splitLines(lines).map((line) => {
      this.done += 1;
      if (!isUtf8(line)) {
        const reason =
          'the row is not valid UTF-8: correct it in the database, whose encoding is SQL_ASCII';
        return { line: this.done, reason };
      }
      return { line: this.done, values: copyValues(line.toString()).slice(0, width) };
    });
  }

  get sha256(): string {
    if (this.hex === undefined) throw new Error('The rows of this source were not read to the end');
    return this.hex;
  }

  progress() {
    return { done: this.done, total: this.total };
  }

  close(): Promise<void> {
    return this.snapshot.close();
  }
}

/** Pieces of the stream that end with a line. A line of COPY has no LF but its last. */
async function* wholeLines(stream: Readable): AsyncIterable<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(LF);
    if (end === -1) {
      rest.push(chunk);
      continue;
    }
    const head = chunk.subarray(0, end + 1);
    yield rest.length === 0 ? head : Buffer.concat([...rest, head]);
    rest = end + 1 === chunk.length ? [] : [chunk.subarray(end + 1)];
  }
}

function splitLines(lines: Buffer): Buffer[] {
  const split: Buffer[] = [];
  let from = 0;
  for (let end = lines.indexOf(LF); end !== -1; end = lines.indexOf(LF, from)) {
    split.push(lines.subarray(from, end));
    from = end + 1;
  }
  return split;
}
