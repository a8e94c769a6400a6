import { open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import sqlite, { type Database as SqliteDatabase } from 'node-sqlite3-wasm';
import type { Relation } from '../../mapping/mapping.js';
import { quoteName, selectOf } from '../relation.js';
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
import { copyPrivately, type PrivateCopy } from './private-copy.js';
import { type Stored, textOf } from './value.js';

const CHUNK_ROWS = 2_000;

/** Where the header of a SQLite file has the encoding of its texts: 1 is UTF-8, 2 and 3 are UTF-16. */
const ENCODING_AT = 56;
const UTF16 = [2, 3];

/** The database that a file has: an open copy of it. */
interface Opened {
  readonly file: string;
  readonly database: SqliteDatabase;
  readonly copy: PrivateCopy;
}

/**
 * Opens a table or a query of a SQLite database. SQLite has no booleans: true and false in `where` match 1 and 0 too.
 *
 * @throws {SourceError} if there is no such file, table or column
 */
export async function openSqlite(
  { file, from }: { readonly file: string; readonly from: Relation },
  wanted: Wanted,
): Promise<OpenSource> {
  const select = selectOf(from);
  const copy = await copyPrivately(file).catch((error: unknown) => {
    throw asSourceError(file, error);
  });
  let database: SqliteDatabase | undefined;
  try {
    await requireUtf8(file, copy.file);
    database = new sqlite.Database(copy.file, { fileMustExist: true });
    // A write-ahead log can only be read without shared memory, which WebAssembly lacks, by its only user.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    const source = 'table' in from ? `the table ${from.table} of ${file}` : `the query to ${file}`;
    requireColumns(source, wanted, columnNames(database, select));
    return new SqliteSource({ file, database, copy }, select, wanted, 'table' in from);
  } catch (error) {
    database?.close();
    await copy.remove();
    throw asSourceError(file, error);
  }
}

/** The library is built without UTF-16, and would take such texts for UTF-8. */
async function requireUtf8(file: string, copy: string): Promise<void> {
  const handle = await open(copy);
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, ENCODING_AT);
    if (UTF16.includes(buffer.readUInt32BE(0))) {
      throw new SourceError(
        `${file} has texts in UTF-16: load its dump (sqlite3's .dump) into a database in UTF-8`,
      );
    }
  } finally {
    await handle.close();
  }
}

function asSourceError(file: string, error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  return new SourceError(`${file} cannot be read as a SQLite database: ${messageOf(error)}`);
}

function columnNames(database: SqliteDatabase, select: string): readonly string[] {
  // A view has no rows of its own, and may be read before it has any: its columns are known all the same.
  database.exec(`CREATE TEMP VIEW onebook_source AS SELECT * FROM (${select}\n)`);
  return database
    .all('SELECT name FROM pragma_table_info(?)', ['onebook_source'])
    .map((row) => row['name'] as string);
}

class SqliteSource implements OpenSource {
  private done = 0;
  private ended = false;
  private readonly total: number | undefined;
  private readonly conditions: readonly (readonly [number, readonly (string | null)[]])[];

  constructor(
    private readonly opened: Opened,
    private readonly select: string,
    private readonly wanted: Wanted,
    isTable: boolean,
  ) {
    const { database } = opened;
    this.total = isTable
      ? Number(database.get(`SELECT count(*) AS count FROM (${select}\n)`)?.['count'])
      : undefined;
    this.conditions = Object.entries(wanted.where).map(([, value], index) => [
      wanted.columns.length + index,
      spellingsOf(value),
    ]);
  }

  async *rows() {
    const statement = this.opened.database.prepare(this.query());
    try {
      let chunk: (SourceRow | BadRow)[] = [];
      for (const stored of statement.iterate()) {
        this.done += 1;
        const row = this.rowOf(stored as Record<string, Stored>);
        if (row !== undefined) chunk.push(row);
        if (this.done % CHUNK_ROWS !== 0) continue;
        if (chunk.length > 0) yield chunk;
        chunk = [];
        // Reading is synchronous: let everything else of the process have its turn.
        await setImmediate();
      }
      this.ended = true;
      if (chunk.length > 0) yield chunk;
    } catch (error) {
      throw asSourceError(this.opened.file, error);
    } finally {
      statement.finalize();
    }
  }

  /** Texts as the bytes that are stored: the library ends them at a NUL, and does not say if they are not UTF-8. */
  private query(): string {
    const values = columnsOf(this.wanted).map((column, index) => {
      const name = quoteName(column);
      return `CASE typeof(${name}) WHEN 'text' THEN CAST(${name} AS BLOB) ELSE ${name} END AS v${index}, typeof(${name}) = 'blob' AS b${index}`;
    });
    return `SELECT ${values.join(', ')} FROM (${this.select}\n)`;
  }

  private rowOf(stored: Record<string, Stored>): SourceRow | BadRow | undefined {
    const columns = columnsOf(this.wanted);
    const values: (string | null)[] = [];
    for (const [index, column] of columns.entries()) {
      const isBlob = stored[`b${index}`] === 1;
      const text = isBlob ? undefined : textOf(stored[`v${index}`] ?? null);
      if (text === undefined) {
        const what = isBlob ? 'a BLOB' : 'no valid text, or has a NUL character in it';
        return {
          line: this.done,
          reason: `the value of ${column} is ${what}: store it as a text or a number`,
        };
      }
      values.push(text);
    }
    for (const [index, spellings] of this.conditions) {
      if (!spellings.includes(values[index] ?? null)) return undefined;
    }
    values.length = this.wanted.columns.length;
    return { line: this.done, values };
  }

  get sha256(): string {
    if (!this.ended) throw new Error('The rows of this source were not read to the end');
    return this.opened.copy.sha256;
  }

  progress() {
    return { done: this.done, total: this.total };
  }

  async close(): Promise<void> {
    this.opened.database.close();
    await this.opened.copy.remove();
  }
}

function spellingsOf(value: string | null): readonly (string | null)[] {
  if (value === 'true') return ['true', '1'];
  if (value === 'false') return ['false', '0'];
  return [value];
}
