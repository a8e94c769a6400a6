import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import { columnsOf, requireColumns, SourceError, type Wanted } from '../source.js';

export interface Header {
  readonly delimiter: string;
  readonly names: readonly string[];
}

const DELIMITERS = [',', ';', '\t'];

/**
 * Reads the first line of a CSV file. Its delimiter is that with which the line has the columns asked for, or else
 * that with which it has the most columns.
 *
 * @param line without a byte order mark and its line end
 * @throws {SourceError} if it cannot be read, or lacks a column
 */
export function readHeader(file: string, line: Buffer, wanted: Wanted): Header {
  if (line.length === 0) {
    throw new SourceError(
      `${file} begins with an empty line: write the names of the columns there`,
    );
  }
  if (!isUtf8(line) || line.includes(0)) {
    throw new SourceError(`${file} is not a text in UTF-8: save it as CSV in UTF-8`);
  }
  if (line.includes('\r')) {
    throw new SourceError(`${file} has lines that end in CR alone: let them end in LF or CRLF`);
  }
  const readings = DELIMITERS.flatMap((delimiter) => {
    const names = namesIn(line, delimiter);
    return names === undefined ? [] : [{ delimiter, names }];
  });
  if (readings.length === 0) {
    throw new SourceError(
      `the first line of ${file} has a quote that is not closed: write the names of the columns there, on one line`,
    );
  }
  const columns = columnsOf(wanted);
  const best = readings.reduce((one, other) =>
    fitness(other, columns) > fitness(one, columns) ? other : one,
  );
  requireColumns(file, wanted, best.names);
  return best;
}

/** Columns that are asked for count before all others. */
function fitness({ names }: Header, columns: readonly string[]): number {
  return columns.filter((name) => names.includes(name)).length * 1e6 + names.length;
}

function namesIn(line: Buffer, delimiter: string): readonly string[] | undefined {
  try {
    return parse(line, { delimiter })[0];
  } catch {
    // A quote that this delimiter makes wrong. If it is wrong with each delimiter, the caller says so.
    return undefined;
  }
}
