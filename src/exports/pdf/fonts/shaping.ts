import type * as HarfBuzzModule from 'harfbuzzjs';
import { LRUCache } from 'lru-cache';
import { readFontFile } from './font-files.js';

/** A glyph of a shaped text. Lengths are units of the font. */
export interface ShapedGlyph {
  readonly id: number;
  /** The index of the first character that it shows. */
  readonly cluster: number;
  readonly xAdvance: number;
  readonly xOffset: number;
  readonly yOffset: number;
}

type HarfBuzz = typeof HarfBuzzModule;

/** HarfBuzz copies a font into memory of its own, which is free again some time after the font was dropped. */
const MAX_FONTS = 32;

let loading: Promise<Shaping> | undefined;

/** Joins and places the glyphs of scripts by HarfBuzz, which is WebAssembly. It holds nothing of a document. */
export class Shaping {
  readonly #harfBuzz: HarfBuzz;
  readonly #buffer: HarfBuzzModule.Buffer;
  readonly #fonts = new LRUCache<string, HarfBuzzModule.Font>({ max: MAX_FONTS });

  private constructor(harfBuzz: HarfBuzz) {
    this.#harfBuzz = harfBuzz;
    this.#buffer = new harfBuzz.Buffer();
  }

  /** The one of this process. The first document loads it. */
  static load(): Promise<Shaping> {
    loading ??= import('harfbuzzjs').then((harfBuzz) => new Shaping(harfBuzz));
    return loading;
  }

  /**
   * The glyphs of a text of one script and direction, from left to right.
   *
   * @param file of dist/fonts/
   */
  shape(file: string, text: string, direction: 'ltr' | 'rtl'): readonly ShapedGlyph[] {
    const { Direction } = this.#harfBuzz;
    const buffer = this.#buffer;
    buffer.reset();
    buffer.addText(text);
    buffer.setDirection(direction === 'rtl' ? Direction.RTL : Direction.LTR);
    buffer.guessSegmentProperties();
    this.#harfBuzz.shape(this.#font(file), buffer);
    return buffer.getGlyphInfosAndPositions().map((glyph) => ({
      id: glyph.codepoint,
      cluster: glyph.cluster,
      xAdvance: glyph.xAdvance ?? 0,
      xOffset: glyph.xOffset ?? 0,
      yOffset: glyph.yOffset ?? 0,
    }));
  }

  #font(file: string): HarfBuzzModule.Font {
    const known = this.#fonts.get(file);
    if (known !== undefined) return known;
    const { Blob, Face, Font } = this.#harfBuzz;
    const font = new Font(new Face(new Blob(readFontFile(file))));
    this.#fonts.set(file, font);
    return font;
  }
}
