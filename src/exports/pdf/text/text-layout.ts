import { LRUCache } from 'lru-cache';
import type { DocumentFonts, Weight } from '../fonts/document-fonts.js';
import type { GlyphRun } from '../fonts/embedded-font.js';
import { type Chunk, chunksOf, clustersOf, isLatin, type Paragraph } from './chunks.js';
import { asParagraph } from './clean.js';
import { inVisualOrder } from './direction.js';
import { Shaper } from './shaper.js';

/** One line of text, from left to right. Lengths are points. */
export interface TextLine {
  readonly runs: readonly GlyphRun[];
  readonly size: number;
  readonly width: number;
  /** Whether it shows the sign for characters that no font has. */
  readonly hasMissing: boolean;
}

export interface TextStyle {
  /** Points. */
  readonly size: number;
  readonly weight?: Weight;
}

const ELLIPSIS = '…';
const SEPARATOR = ' · ';
const CACHED_TEXTS = 2_000;
const MAX_CACHED_LENGTH = 80;

/** Sets texts of any script in lines. */
export class TextLayout {
  readonly #fonts: DocumentFonts;
  readonly #shaper = new Shaper();
  readonly #cache = new LRUCache<string, Paragraph>({ max: CACHED_TEXTS });

  constructor(fonts: DocumentFonts) {
    this.#fonts = fonts;
  }

  /** A text in one line, however long it is. */
  line(text: string, style: TextStyle): TextLine {
    const cleaned = asParagraph(text);
    if (isLatin(cleaned)) return this.#latinLine(cleaned, style);
    const { base, chunks } = this.#chunks(cleaned, style);
    return this.#visual(chunks, base, style);
  }

  /**
   * Texts in at most so many lines of a width, with dots between them. One that is longer ends with an ellipsis. Each text
   * keeps a direction of its own; that of the lines is the direction of a text alone, or from left to right.
   */
  lines(
    texts: readonly string[],
    { width, maxLines, ...style }: TextStyle & { width: number; maxLines: number },
  ): TextLine[] {
    const cleaned = texts.map(asParagraph);
    const whole = cleaned.join(SEPARATOR);
    if (isLatin(whole)) {
      const line = this.line(whole, style);
      if (line.width <= width) return line.runs.length === 0 ? [] : [line];
    }
    const { base, chunks } = this.#together(cleaned, style);
    const available = (width * 1000) / style.size;
    const filled = this.#fill(chunks, available, maxLines);
    const last = filled.lines.at(-1);
    if (last !== undefined && !filled.isWhole)
      filled.lines[filled.lines.length - 1] = this.#abbreviate(last, available, base, style);
    return filled.lines.map((line) => this.#visual(line, base, style));
  }

  #latinLine(text: string, { size, weight = 'regular' }: TextStyle): TextLine {
    if (text === '') return { runs: [], size, width: 0, hasMissing: false };
    const run = this.#fonts.latin(weight).plain(text);
    return { runs: [run], size, width: (run.width * size) / 1000, hasMissing: false };
  }

  #together(texts: readonly string[], style: TextStyle): Paragraph {
    const paragraphs = texts.map((text) => this.#chunks(text, style));
    const [first] = paragraphs;
    if (first !== undefined && paragraphs.length === 1) return first;
    const separator = this.#chunks(SEPARATOR, style).chunks;
    const chunks = paragraphs.flatMap((paragraph, at) => [
      ...(at === 0 ? [] : separator),
      ...paragraph.chunks,
    ]);
    return { base: 0, chunks };
  }

  /** Names come again and again. */
  #chunks(text: string, { weight = 'regular' }: TextStyle): Paragraph {
    if (text.length > MAX_CACHED_LENGTH || isLatin(text))
      return chunksOf(text, this.#fonts, weight);
    const key = `${weight} ${text}`;
    const cached = this.#cache.get(key) ?? chunksOf(text, this.#fonts, weight);
    this.#cache.set(key, cached);
    return cached;
  }

  #fill(
    chunks: readonly Chunk[],
    available: number,
    maxLines: number,
  ): { readonly lines: Chunk[][]; readonly isWhole: boolean } {
    const lines: Chunk[][] = [];
    let line: Chunk[] = [];
    let width = 0;
    for (const word of wordsOf(chunks)) {
      const wordWidth = this.#widthOf(withoutEndBlanks(word));
      if (line.length > 0 && width + wordWidth > available) {
        lines.push(line);
        [line, width] = [[], 0];
      }
      for (const part of wordWidth > available ? this.#divide(word, available) : [word]) {
        if (line.length > 0 && part !== word) {
          lines.push(line);
          [line, width] = [[], 0];
        }
        if (lines.length >= maxLines) return { lines, isWhole: false };
        line.push(...part);
        width += this.#widthOf(part);
      }
    }
    if (line.length > 0) lines.push(line);
    return { lines, isWhole: true };
  }

  /** The parts of a word that is wider than a line. */
  *#divide(word: readonly Chunk[], available: number): Iterable<Chunk[]> {
    let part: Chunk[] = [];
    let left = available;
    for (const chunk of word) {
      let rest: Chunk | undefined = chunk;
      while (rest !== undefined) {
        const [head, tail]: [Chunk | undefined, Chunk | undefined] = this.#cut(
          rest,
          left,
          part.length === 0,
        );
        if (head !== undefined) part.push(head);
        if (tail !== undefined) {
          yield part;
          [part, left] = [[], available];
        } else left -= head === undefined ? 0 : this.#shaper.width(head);
        rest = tail;
      }
    }
    if (part.length > 0) yield part;
  }

  /** The beginning of a chunk that fits, and the rest. At least one character is taken if `atLeastOne`. */
  #cut(
    chunk: Chunk,
    available: number,
    atLeastOne: boolean,
  ): [Chunk | undefined, Chunk | undefined] {
    if (this.#shaper.width(chunk) <= available) return [chunk, undefined];
    const clusters = [...clustersOf(chunk.text)];
    const upTo = (count: number): Chunk => ({
      ...chunk,
      text: clusters.slice(0, count).join(''),
      endsWord: false,
    });
    let fits = atLeastOne ? 1 : 0;
    let tooMany = clusters.length;
    while (tooMany - fits > 1) {
      const middle = (fits + tooMany) >> 1;
      if (this.#shaper.width(upTo(middle)) <= available) fits = middle;
      else tooMany = middle;
    }
    if (fits >= clusters.length) return [chunk, undefined];
    const head = fits === 0 ? undefined : upTo(fits);
    return [head, { ...chunk, text: clusters.slice(fits).join('') }];
  }

  /** A line with an ellipsis at its end, and with room for it. */
  #abbreviate(line: readonly Chunk[], available: number, base: number, style: TextStyle): Chunk[] {
    const sign = this.#chunks(ELLIPSIS, style).chunks.map((chunk) => ({ ...chunk, level: base }));
    let left = available - this.#widthOf(sign);
    const kept: Chunk[] = [];
    for (const chunk of withoutEndBlanks(line)) {
      const [head, tail] = this.#cut(chunk, left, false);
      if (head !== undefined) kept.push(head);
      if (head === undefined || tail !== undefined) break;
      left -= this.#shaper.width(head);
    }
    return [...withoutEndBlanks(kept), ...sign];
  }

  #widthOf(chunks: readonly Chunk[]): number {
    return chunks.reduce((sum, chunk) => sum + this.#shaper.width(chunk), 0);
  }

  #visual(chunks: readonly Chunk[], base: number, { size }: TextStyle): TextLine {
    const seen = withoutEndBlanks(chunks);
    const ordered = inVisualOrder(seen);
    const runs = ordered.map((chunk) => this.#shaper.run(chunk));
    const width = runs.reduce((sum, run) => sum + run.width, 0);
    return {
      runs,
      size,
      width: (width * size) / 1000,
      hasMissing: seen.some(({ isMissing }) => isMissing),
    };
  }
}

/** The chunks between one possible end of a line and the next. */
function* wordsOf(chunks: readonly Chunk[]): Iterable<Chunk[]> {
  let word: Chunk[] = [];
  for (const chunk of chunks) {
    word.push(chunk);
    if (!chunk.endsWord) continue;
    yield word;
    word = [];
  }
  if (word.length > 0) yield word;
}

function withoutEndBlanks(chunks: readonly Chunk[]): readonly Chunk[] {
  let end = chunks.length;
  while (end > 0 && chunks[end - 1]?.isBlank === true) end--;
  return chunks.slice(0, end);
}
