import type { Origin } from '../mapping/mapping.js';
import { openCsv } from './csv/csv-source.js';
import { type OpenSource, SourceError } from './source.js';

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
    case 'postgres':
    case 'sqlite':
      throw new SourceError(`A source of type ${origin.type} cannot be read yet`);
  }
}
