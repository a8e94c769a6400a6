import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fontsFolder } from './fonts-folder.js';

/** A file of dist/fonts/. */
export interface FontFile {
  readonly file: string;
  /** Latin and its like are `sans`; the others are named after a script or a region. */
  readonly family: string;
  readonly weight: number;
  /** Code points in hexadecimal: "20-7e,a0". */
  readonly ranges: string;
}

/** Which of several fonts a character takes. Chinese characters look different in Japan. */
export type FontTaste = 'usual' | 'japanese' | 'emoji';

const FIRST: Record<FontTaste, readonly string[]> = {
  usual: [],
  japanese: ['sans', 'jp'],
  emoji: ['emoji'],
};

/** Finds the file that has a character, without opening a font. */
export class FontCatalog {
  readonly #files: readonly FontFile[];
  readonly #families = new Map<string, CodePointTable>();
  readonly #found: Record<FontTaste, Map<number, FontFile | undefined>> = {
    usual: new Map(),
    japanese: new Map(),
    emoji: new Map(),
  };

  /** @throws {Error} if the build has made no fonts */
  constructor(folder: string = fontsFolder) {
    this.#files = catalogIn(folder).fonts;
    const regular = this.#files.filter((file) => file.weight === 400);
    for (const family of new Set(regular.map((file) => file.family)))
      this.#families.set(
        family,
        new CodePointTable(regular.filter((file) => file.family === family)),
      );
  }

  /** The font that has a character; undefined if none has. */
  find(codePoint: number, taste: FontTaste): FontFile | undefined {
    const found = this.#found[taste];
    if (found.has(codePoint)) return found.get(codePoint);
    const order = new Set([...FIRST[taste], ...this.#families.keys()]);
    for (const family of order) {
      const file = this.#families.get(family)?.find(codePoint);
      if (file === undefined) continue;
      found.set(codePoint, file);
      return file;
    }
    found.set(codePoint, undefined);
    return undefined;
  }

  /** @throws {Error} if dist/fonts/ has no such file */
  named(file: string): FontFile {
    const font = this.#files.find((one) => one.file === file);
    if (font === undefined) throw new Error(`dist/fonts/ has no ${file}: run npm run build`);
    return font;
  }
}

function catalogIn(folder: string): { readonly fonts: readonly FontFile[] } {
  const file = join(folder, 'catalog.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { fonts: FontFile[] };
  } catch (error) {
    throw new Error(`${file} cannot be read: run npm run build, which makes the fonts`, {
      cause: error,
    });
  }
}

/** The code points of one family in ranges that do not overlap, sorted for binary search. */
class CodePointTable {
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  readonly #files: readonly FontFile[];

  constructor(files: readonly FontFile[]) {
    const ranges = rangesOf(files);
    this.#starts = Uint32Array.from(ranges, ({ from }) => from);
    this.#ends = Uint32Array.from(ranges, ({ to }) => to);
    this.#files = ranges.map(({ file }) => file);
  }

  find(codePoint: number): FontFile | undefined {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= codePoint) low = middle + 1;
      else high = middle;
    }
    const isInside = low > 0 && codePoint <= (this.#ends[low - 1] ?? 0);
    return isInside ? this.#files[low - 1] : undefined;
  }
}

interface Range {
  readonly from: number;
  to: number;
  readonly file: FontFile;
}

/** Blanks and marks are in several parts of a family. The first part has them. */
function rangesOf(files: readonly FontFile[]): Range[] {
  const owners = new Map<number, FontFile>();
  for (const file of files)
    for (const point of pointsOf(file.ranges)) if (!owners.has(point)) owners.set(point, file);
  const ranges: Range[] = [];
  for (const [point, file] of [...owners].sort(([a], [b]) => a - b)) {
    const last = ranges.at(-1);
    if (last?.file === file && last.to === point - 1) last.to = point;
    else ranges.push({ from: point, to: point, file });
  }
  return ranges;
}

function* pointsOf(ranges: string): Iterable<number> {
  for (const range of ranges.split(',')) {
    const [from = '', to = from] = range.split('-');
    for (let point = Number(`0x${from}`); point <= Number(`0x${to}`); point++) yield point;
  }
}
