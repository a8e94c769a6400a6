import type { Origin } from '../mapping/mapping.js';
import { openCsv } from './csv/csv-source.js';
import { openPostgres, placeOf } from './postgres/postgres-source.js';
import type { OpenSource } from './source.js';
import { openSqlite } from './sqlite/sqlite-source.js';

/**
 * Opens where rows come from.
 *
 * @param options `columns`: the values of each row, by the names of the source; `where`: rows with other values are
 * left out; `bookUrl`: for an origin in the database of the book
 * @throws {SourceError} if it cannot be opened, or lacks a column
 */
export async function openSource(
  origin: Origin,
  options: {
    readonly columns: readonly string[];
    readonly where: Readonly<Record<string, string | null>>;
    readonly bookUrl: string;
  },
): Promise<OpenSource> {
  switch (origin.type) {
    case 'csv':
      return openCsv(origin.file, options);
    case 'sqlite':
      return openSqlite(origin, options);
    case 'postgres': {
      const { url = options.bookUrl, from } = origin;
      const name = origin.url === undefined ? 'the database of the book' : placeOf(url);
      return openPostgres({ url, from, name }, options);
    }
  }
}
