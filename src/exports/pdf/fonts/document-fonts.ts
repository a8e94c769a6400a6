import { EmbeddedFont } from './embedded-font.js';
import { FontCatalog, type FontTaste } from './font-catalog.js';
import type { Shaping } from './shaping.js';

export type Weight = 'regular' | 'semibold';

const LATIN: Record<Weight, string> = {
  regular: 'noto-sans-latin-400.ttf.br',
  semibold: 'noto-sans-latin-600.ttf.br',
};

/** The character that stands for one that no font has. */
export const REPLACEMENT = '\u{fffd}';

/** Joiners and selectors of variants. A font that lacks them shows the characters around them. */
const OPTIONAL = /^[\u200c\u200d\ufe00-\ufe0f]$/;

/** A character with its marks can keep the font of the text before it if its script is not a script of its own. */
const SHARED = /^[\p{Script=Common}\p{Script=Inherited}]+$/u;

let catalog: FontCatalog | undefined;

/** The fonts that one document shows. It opens a font with the first text that needs it. */
export class DocumentFonts {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #shaping: Shaping;
  readonly #catalog = (catalog ??= new FontCatalog());
  readonly #opened = new Map<string, EmbeddedFont>();

  constructor(pdf: PDFKit.PDFDocument, shaping: Shaping) {
    this.#pdf = pdf;
    this.#shaping = shaping;
  }

  /**
   * The font for a character with its marks; undefined if no font has all of them.
   *
   * @param current the font of the text before it
   */
  find(
    cluster: string,
    { weight, taste, current }: { weight: Weight; taste: FontTaste; current?: EmbeddedFont },
  ): EmbeddedFont | undefined {
    const points = [...cluster]
      .filter((char) => !OPTIONAL.test(char))
      .map((char) => char.codePointAt(0) ?? 0);
    const hasAll = (font: EmbeddedFont): boolean => points.every((point) => font.has(point));
    const keeps = current?.isForText === true && cluster !== ' ' && SHARED.test(cluster);
    if (keeps && hasAll(current)) return current;
    if (weight === 'semibold' && hasAll(this.latin(weight))) return this.latin(weight);
    const files = new Set(points.map((point) => this.#catalog.find(point, taste)?.file));
    for (const file of files) {
      if (file === undefined) continue;
      const font = this.#open(file);
      if (hasAll(font)) return font;
    }
    return undefined;
  }

  /** The font of English, which has the whole of Latin-1. */
  latin(weight: Weight): EmbeddedFont {
    return this.#open(LATIN[weight]);
  }

  #open(file: string): EmbeddedFont {
    const opened = this.#opened.get(file);
    if (opened !== undefined) return opened;
    const font = new EmbeddedFont(this.#pdf, this.#shaping, file);
    this.#opened.set(file, font);
    return font;
  }
}
