import type { Mapping } from './mapping.js';

/** A mapping file that cannot be used. The message has a line for each mistake: file, line, key, and what is right. */
export class MappingError extends Error {
  override readonly name = 'MappingError';

  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join('\n'));
  }
}

export type Path = readonly (string | number)[];

/** The file of a mapping, as it was named, and where its values are. */
export interface MappingText {
  readonly file: string;
  has(path: Path): boolean;
  lineOf(path: Path): number;
}

/** A mapping that was not read from a file has none. */
const texts = new WeakMap<Mapping, MappingText>();

export function rememberText(mapping: Mapping, text: MappingText): void {
  texts.set(mapping, text);
}

/**
 * A line of a MappingError about a mapping that was read without one, such as a column that its source does not have.
 * @param paths where the value can be: the first that the file has counts, as a default is at the top
 */
export function mistakeAt(mapping: Mapping, paths: readonly Path[], message: string): string {
  const text = texts.get(mapping);
  const path = paths.find((one) => text?.has(one)) ?? paths[0] ?? [];
  const place = text ? `${text.file}:${text.lineOf(path)}` : mapping.file;
  return `${place}: ${keyOf(path)}${message}`;
}

/** Such as `sources[0].amount: `. */
export function keyOf(path: readonly PropertyKey[]): string {
  const key = path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : `${text}${text && '.'}${String(part)}`,
    '',
  );
  return key === '' ? '' : `${key}: `;
}
