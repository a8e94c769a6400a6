import { MissingColumnsError } from '../sources/source.js';
import { type BalanceSource, type HistoryMapping, type Mapping, type Value } from './mapping.js';
import { mistakeAt, type Path } from './mistakes.js';

type Part = BalanceSource | HistoryMapping;

/**
 * What is wrong with a source that could not be opened, with the lines of the mapping that name what it does not have.
 * @param path of the source or the history in the file
 */
export function sourceMistakes(mapping: Mapping, path: Path, part: Part, error: Error): string[] {
  if (!(error instanceof MissingColumnsError))
    return [mistakeAt(mapping, originPaths(path, part), error.message)];
  return error.missing.map((column) =>
    mistakeAt(mapping, pathsOf(path, part, column), error.about(column)),
  );
}

function originPaths(path: Path, { origin }: Part): Path[] {
  if (origin.type === 'csv') return [[...path, 'csv']];
  const from = 'table' in origin.from ? 'table' : 'query';
  return [[...path, origin.type, from]];
}

/** Where a part of the mapping names a column: its own key, or the default at the top of the file. */
function pathsOf(path: Path, part: Part, column: string): Path[] {
  const texts = Object.entries(part).flatMap(([key, value]): Path[] => {
    if (value === column) return [[key]];
    if (isColumn(value, column)) return [[key, 'column']];
    if (Array.isArray(value) && value.includes(column)) return [[key, value.indexOf(column)]];
    return key === 'where' && Object.hasOwn(value as object, column) ? [[key, column]] : [];
  });
  return [...texts.map((one) => [...path, ...one]), ...texts];
}

function isColumn(value: unknown, column: string): boolean {
  return (
    value !== null &&
    typeof value === 'object' &&
    (value as Partial<Value & { column: string }>).column === column
  );
}
