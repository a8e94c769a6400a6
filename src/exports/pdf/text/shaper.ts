import { LRUCache } from 'lru-cache';
import { REPLACEMENT } from '../fonts/document-fonts.js';
import type { GlyphRun, SimpleGlyph } from '../fonts/embedded-font.js';
import { type Chunk, isLatin } from './chunks.js';
import { withoutDirections } from './clean.js';

/** Words repeat: a statement has the same names again and again. */
const CACHED_WORDS = 4_000;

/** Turns chunks into glyphs. Widths are thousandths of the font size. */
export class Shaper {
  readonly #cache = new LRUCache<string, GlyphRun>({ max: CACHED_WORDS });

  width(chunk: Chunk): number {
    return this.run(chunk).width;
  }

  run(chunk: Chunk): GlyphRun {
    if (chunk.isSimple)
      return isLatin(chunk.text) ? chunk.font.plain(chunk.text) : simpleRun(chunk);
    return this.#shape(chunk);
  }

  #shape(chunk: Chunk): GlyphRun {
    const { text, font, level } = chunk;
    const direction = level % 2 === 1 ? 'rtl' : 'ltr';
    const key = `${font.id} ${direction} ${text}`;
    const cached = this.#cache.get(key);
    if (cached !== undefined) return cached;
    const run = font.shape(withoutDirections(text), direction);
    this.#cache.set(key, run);
    return run;
  }
}

/** A character that no font has is shown by the sign for it, and is itself for those who copy or search the text. */
const glyphOf = ({ font, isMissing }: Chunk, char: string): SimpleGlyph =>
  isMissing ? font.simple(REPLACEMENT, char) : font.simple(char);

function simpleRun(chunk: Chunk): GlyphRun {
  let codes = '';
  let width = 0;
  for (const char of chunk.text) {
    const glyph = glyphOf(chunk, char);
    codes += glyph.code;
    width += glyph.width;
  }
  return { font: chunk.font, width, groups: [{ rise: 0, tj: `<${codes}>` }], marks: [] };
}
