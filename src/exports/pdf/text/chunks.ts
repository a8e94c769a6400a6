import { type DocumentFonts, REPLACEMENT, type Weight } from '../fonts/document-fonts.js';
import type { EmbeddedFont } from '../fonts/embedded-font.js';
import type { FontTaste } from '../fonts/font-catalog.js';
import { lineBreaks } from './breaks.js';
import { withoutDirections } from './clean.js';
import { type Directions, directionsOf } from './direction.js';

/** A part of a paragraph in one font and one direction that no line needs to divide: a word, a part of one, or a blank. */
export interface Chunk {
  readonly text: string;
  readonly font: EmbeddedFont;
  readonly level: number;
  /** Whether each character has a glyph of its own, without regard to those beside it. */
  readonly isSimple: boolean;
  readonly isBlank: boolean;
  /** Whether it stands for characters that no font has. */
  readonly isMissing: boolean;
  /** Whether a line may end after it. */
  readonly endsWord: boolean;
}

export interface Paragraph {
  readonly base: number;
  readonly chunks: readonly Chunk[];
}

/**
 * Latin, Greek, Cyrillic, Chinese, Japanese, Korean, currency signs and punctuation, without marks: a glyph for each character,
 * in the order of the text.
 */
const SIMPLE =
  /^[\x20-\x7e\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u202f-\u205e\u20a0-\u20cf\u2100-\u218f\u3000-\u3029\u3030-\u303f\u3041-\u3096\u309b-\u30ff\u3105-\u312f\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef\ufffd]*$/;
/** Latin-1 and common punctuation, without the soft hyphen. Noto Sans Latin has all of them. */
const LATIN =
  /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u00ff\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030]*$/;
const ONE_WORD = /^[A-Za-z0-9]+$/;
const PLAIN = /^[\x20-\x7e]*$/;
const BLANK = /^[ \u3000\u2000-\u200a]+$/;
const KANA = /[\u3041-\u30ff]/;
const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;

let graphemes: Intl.Segmenter | undefined;

/** Characters with their marks. */
export function* clustersOf(text: string): Iterable<string> {
  if (PLAIN.test(text)) return yield* text;
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of graphemes.segment(text)) yield segment;
}

/** Whether the font of English has all of a text, and each character a glyph of its own. */
export const isLatin = (text: string): boolean => LATIN.test(text);

/** Divides a paragraph into its chunks, in the order of the text. */
export function chunksOf(text: string, fonts: DocumentFonts, weight: Weight): Paragraph {
  return isLatin(text) ? latinChunks(text, fonts.latin(weight)) : anyChunks(text, fonts, weight);
}

function latinChunks(text: string, font: EmbeddedFont): Paragraph {
  const chunks: Chunk[] = [];
  for (const [word] of text.matchAll(/ +|[^ ]+/g)) {
    const isBlank = word.startsWith(' ');
    let at = 0;
    for (const end of isBlank || ONE_WORD.test(word) ? [word.length] : lineBreaks(word)) {
      const chunk = { text: word.slice(at, end), font, level: 0, isMissing: false };
      // A word's last part ends only together with the blank after it.
      const endsWord = isBlank || end < word.length;
      chunks.push({ ...chunk, isSimple: true, isBlank, endsWord });
      at = end;
    }
  }
  return { base: 0, chunks };
}

function anyChunks(text: string, fonts: DocumentFonts, weight: Weight): Paragraph {
  const directions = directionsOf(text);
  const clusters = inFonts(text, fonts, weight);
  const chunks: Chunk[] = [];
  let at = 0;
  let cluster = clusters.next();
  for (const end of lineBreaks(text)) {
    const word = new WordChunks(directions);
    while (at < end && cluster.done !== true) {
      word.add(cluster.value, at);
      at += cluster.value.text.length;
      cluster = clusters.next();
    }
    chunks.push(...word.end());
  }
  return { base: directions.base, chunks };
}

interface Cluster {
  readonly text: string;
  readonly font: EmbeddedFont;
  readonly isMissing: boolean;
}

/** Each character with its marks, and its font. One that no font has is divided, and shown as the sign for it if need be. */
function* inFonts(text: string, fonts: DocumentFonts, weight: Weight): Generator<Cluster> {
  const taste: FontTaste = KANA.test(text) ? 'japanese' : 'usual';
  let current: EmbeddedFont | undefined;
  const find = (cluster: string): EmbeddedFont | undefined =>
    fonts.find(cluster, {
      weight,
      taste: EMOJI.test(cluster) ? 'emoji' : taste,
      ...(current && { current }),
    });
  for (const cluster of clustersOf(text)) {
    const whole = find(cluster);
    for (const part of whole === undefined ? cluster : [cluster]) {
      const font = whole ?? find(part);
      const shown = font ?? fonts.find(REPLACEMENT, { weight, taste: 'usual' });
      if (shown === undefined) throw new Error('no font has the sign for a missing character');
      if (font !== undefined) current = font;
      const isDirection = withoutDirections(part) === '';
      yield {
        text: part,
        font: isDirection && current !== undefined ? current : shown,
        isMissing: font === undefined && !isDirection,
      };
    }
  }
}

/** Puts the characters of one word together as long as font and direction stay the same. */
class WordChunks {
  readonly #directions: Directions;
  readonly #chunks: { text: string; font: EmbeddedFont; level: number; isMissing: boolean }[] = [];

  constructor(directions: Directions) {
    this.#directions = directions;
  }

  add({ text, font, isMissing }: Cluster, at: number): void {
    const level = this.#directions.level(at);
    const last = this.#chunks.at(-1);
    const isSame =
      last?.font === font &&
      last.level === level &&
      last.isMissing === isMissing &&
      BLANK.test(last.text) === BLANK.test(text);
    if (isSame) last.text += text;
    else this.#chunks.push({ text, font, level, isMissing });
  }

  end(): Chunk[] {
    return this.#chunks.map((chunk, at) => ({
      ...chunk,
      isSimple: chunk.isMissing || (chunk.level % 2 === 0 && SIMPLE.test(chunk.text)),
      isBlank: BLANK.test(chunk.text),
      endsWord: at === this.#chunks.length - 1,
    }));
  }
}
