import { closestMatch } from 'leven';

/** A row of a source. */
export interface SourceRow {
  /**
   * CSV: the line of the file on which the row begins; the header is line 1. Otherwise the row's number, from 1: SQLite in
   * the order in which it reads, PostgreSQL in that of the query, or of the table's primary key, else of the values.
   */
  readonly line: number;
  /** In the order of the columns asked for. null is SQL's NULL: a CSV file has none, only empty texts. */
  readonly values: readonly (string | null)[];
}

/** A row that cannot be read. Those around it can. */
export interface BadRow {
  readonly line: number;
  /** What is wrong with the row, and what would be right. */
  readonly reason: string;
}

/** A source that cannot be read at all. The message says why, and what to do. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}

/** A source without a column that is asked for. */
export class MissingColumnsError extends SourceError {
  constructor(
    private readonly source: string,
    readonly missing: readonly string[],
    private readonly present: readonly string[],
  ) {
    super(`${source} has no column ${missing.map(quoted).join(', ')}: ${columnsText(present)}`);
  }

  /** The message of one of them, with the nearest column that there is. */
  about(column: string): string {
    const nearest = closestMatch(column, [...this.present], { maxDistance: 3 });
    const wrong = `${this.source} has no column ${quoted(column)}`;
    const columns = columnsText(this.present);
    if (nearest === undefined) return `${wrong}: ${columns}`;
    return `${wrong}: did you mean ${nearest}? ${columns.replace(/^i/, 'I')}`;
  }
}

function quoted(name: string): string {
  return JSON.stringify(name);
}

function columnsText(names: readonly string[]): string {
  return `its columns are ${names.map(quoted).join(', ')}`;
}

/** A source whose columns are known to exist. Close it, whether or not its rows were read. */
export interface OpenSource {
  /**
   * The rows, in chunks, so that a million rows do not cost a million promises. Can be read once.
   *
   * @throws {SourceError} if the source cannot be read to its end
   */
  rows(): AsyncIterable<readonly (SourceRow | BadRow)[]>;
  /**
   * SHA-256 in hex, known once `rows()` has come to its end. CSV: of the file's bytes. SQLite: of the file's bytes,
   * then of those of its write-ahead log or rollback journal if it has one. PostgreSQL: of the bytes of the rows in
   * the text format of COPY in UTF-8, with the columns asked for and then those of `where`, each cast to text. A
   * table is read in the order of its primary key, else of these texts, so its SHA-256 does not depend on where the server
   * keeps them. A query is read in its own order, so that of its rows needs an ORDER BY.
   */
  readonly sha256: string;
  /** What was read so far. CSV: bytes. Otherwise rows, of which the total may be unknown. */
  progress(): { done: number; total: number | undefined };
  close(): Promise<void>;
}

/** What to read of a source. */
export interface Wanted {
  /** Names as the source has them. */
  readonly columns: readonly string[];
  /** Rows with other values are left out, as if they were not there. By column. */
  readonly where: Readonly<Record<string, string | null>>;
}

/** The columns to read: those asked for, then those of `where`. */
export function columnsOf({ columns, where }: Wanted): readonly string[] {
  return [...columns, ...Object.keys(where)];
}

/**
 * Fails unless the source has each column once.
 *
 * @param source what the source is, to begin the message with
 * @param present the names of all its columns
 * @throws {SourceError}
 */
export function requireColumns(source: string, wanted: Wanted, present: readonly string[]): void {
  const names = [...new Set(columnsOf(wanted))];
  const missing = names.filter((name) => !present.includes(name));
  if (missing.length > 0) {
    throw new MissingColumnsError(source, missing, present);
  }
  const twice = names.find((name) => present.indexOf(name) !== present.lastIndexOf(name));
  if (twice !== undefined) {
    throw new SourceError(
      `${source} has the column ${JSON.stringify(twice)} twice: rename one of the two`,
    );
  }
}

/** The message of an error of a library or the system. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
