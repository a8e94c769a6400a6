import { type Font, create } from 'fontkit';
import { readFontFile } from './font-files.js';
import type { ShapedGlyph, Shaping } from './shaping.js';

/** A glyph as a document names it. Widths are thousandths of the font size. */
export interface SimpleGlyph {
  /** Four hexadecimal digits. */
  readonly code: string;
  readonly width: number;
}

/** Glyphs in one line, from left to right. Widths and heights are thousandths of the font size. */
export interface GlyphRun {
  readonly font: EmbeddedFont;
  readonly width: number;
  /** What `TJ` of PDF shows, in groups of one height above the line. */
  readonly groups: readonly GlyphGroup[];
  readonly marks: readonly Mark[];
}

/** A glyph that no character is read from, such as the dots of a letter. */
export interface Mark {
  readonly code: string;
  /** From the beginning of its run. */
  readonly x: number;
  readonly rise: number;
}

export interface GlyphGroup {
  readonly rise: number;
  /** Codes in angle brackets, and numbers between them that move the next glyph to the left. */
  readonly tj: string;
}

/** What marks are for those who read from glyph to glyph: a blank of no width, which most of them leave out. */
const UNREAD = '\u200b';

/** The parts of PDFKit's embedded font that its text() uses and its types leave out. The version of PDFKit is pinned. */
interface PdfKitFont {
  readonly id: string;
  readonly font: Font;
  readonly subset: { includeGlyph(glyph: number): number; readonly glyphs: number[] };
  readonly widths: number[];
  readonly unicode: number[][];
  readonly scale: number;
  ref(): PDFKit.PDFKitReference;
}

/** One font of one document. The document holds the glyphs that it shows, with a table from glyphs to characters. */
export class EmbeddedFont {
  readonly #file: string;
  readonly #kit: PdfKitFont;
  readonly #font: Font;
  readonly #shaping: Shaping;
  readonly #simple = new Map<string, SimpleGlyph>();
  readonly #plain: SimpleGlyph[] = [];
  readonly #codes = new Map<string, string>();

  /** @param file of dist/fonts/ */
  constructor(pdf: PDFKit.PDFDocument, shaping: Shaping, file: string) {
    // The fonts of two documents share only the bytes: a font of Fontkit remembers which characters its glyphs stood for.
    const font = create(readFontFile(file) as Buffer) as Font;
    this.#file = file;
    this.#font = font;
    this.#shaping = shaping;
    this.#kit = pdfKitFont(pdf, font, file);
  }

  /** The name in the resources of a page. */
  get id(): string {
    return this.#kit.id;
  }

  /** Whether its digits and punctuation are fit for a text. Those of emoji are as wide as emoji. */
  get isForText(): boolean {
    return !this.#file.includes('emoji');
  }

  get reference(): PDFKit.PDFKitReference {
    return this.#kit.ref();
  }

  has(codePoint: number): boolean {
    return this.#font.hasGlyphForCodePoint(codePoint);
  }

  /**
   * The glyph of a character that looks the same beside any other.
   *
   * @param readAs what a reader of the document finds in it
   */
  simple(char: string, readAs: string = char): SimpleGlyph {
    const key = char === readAs ? char : `${char} ${readAs}`;
    const known = this.#simple.get(key);
    if (known !== undefined) return known;
    const { id, advanceWidth } = this.#font.glyphForCodePoint(char.codePointAt(0) ?? 0);
    const simple = {
      code: this.#code(id, advanceWidth, readAs),
      width: advanceWidth * this.#kit.scale,
    };
    this.#simple.set(key, simple);
    return simple;
  }

  /** The glyphs of a text of characters below U+2100 that look the same beside any other. Most of a statement is such text. */
  plain(text: string): GlyphRun {
    let codes = '';
    let width = 0;
    for (let at = 0; at < text.length; at++) {
      const char = text.charCodeAt(at);
      const glyph = (this.#plain[char] ??= this.simple(String.fromCharCode(char)));
      codes += glyph.code;
      width += glyph.width;
    }
    return { font: this, width, groups: [{ rise: 0, tj: `<${codes}>` }], marks: [] };
  }

  /** The glyphs of a text of one script in one direction, joined and placed by the rules of the script. */
  shape(text: string, direction: 'ltr' | 'rtl'): GlyphRun {
    const { scale } = this.#kit;
    const glyphs = this.#shaping.shape(this.#file, text, direction);
    const readAs = textsOf(glyphs, text, direction === 'rtl');
    const groups = new GlyphGroups();
    const marks: Mark[] = [];
    let width = 0;
    glyphs.forEach(({ id, xAdvance, xOffset, yOffset }, at) => {
      const { advanceWidth } = this.#font.getGlyph(id);
      const text = readAs[at] ?? '';
      const code = this.#code(id, advanceWidth, text === '' ? UNREAD : text);
      const [before, rise] = [xOffset * scale, yOffset * scale];
      if (text === '') {
        marks.push({ code, x: width + before, rise });
        groups.move(xAdvance * scale);
      } else {
        const after = (xAdvance - xOffset - advanceWidth) * scale;
        groups.add(code, { before, after, rise });
      }
      width += xAdvance * scale;
    });
    return { font: this, width, groups: groups.end(), marks };
  }

  /**
   * The code of a glyph that a reader of the document takes for these characters. A glyph that stands for others in another
   * place has another code there: the dots of Arabic letters are glyphs of their own, and their bodies are shared.
   */
  #code(glyph: number, advanceWidth: number, text: string): string {
    const key = `${glyph} ${text}`;
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    const { subset, widths, unicode, scale } = this.#kit;
    let code = subset.includeGlyph(glyph);
    if (unicode[code] !== undefined) code = subset.glyphs.push(glyph) - 1;
    widths[code] = advanceWidth * scale;
    unicode[code] = [...text].map((char) => char.codePointAt(0) ?? 0);
    const hexadecimal = code.toString(16).padStart(4, '0');
    this.#codes.set(key, hexadecimal);
    return hexadecimal;
  }
}

function pdfKitFont(pdf: PDFKit.PDFDocument, font: Font, file: string): PdfKitFont {
  const { _font: kit } = pdf.font(font as unknown as PDFKit.Mixins.PDFFontSource, file) as {
    _font?: PdfKitFont;
  };
  // PDFKit takes two fonts of the same name for one if their checksums are the same.
  if (kit?.font !== font) throw new Error(`PDFKit confuses ${file} with another font`);
  return kit;
}

/**
 * The characters that each glyph stands for, so that those who read from glyph to glyph find the text in its order. Of the
 * glyphs that show some characters together, each that takes room stands for one, the last for the rest, and marks for none.
 */
function textsOf(glyphs: readonly ShapedGlyph[], text: string, isReversed: boolean): string[] {
  const clusters = new Map<number, number[]>();
  glyphs.forEach(({ cluster }, at) => {
    const members = clusters.get(cluster) ?? [];
    clusters.set(cluster, isReversed ? [at, ...members] : [...members, at]);
  });
  const starts = [...clusters.keys()].sort((a, b) => a - b);
  const texts = glyphs.map(() => '');
  starts.forEach((start, index) => {
    const members = clusters.get(start) ?? [];
    const wide = members.filter((at) => (glyphs[at]?.xAdvance ?? 0) > 0);
    const bearers = wide.length > 0 ? wide : members.slice(0, 1);
    const characters = [...text.slice(start, starts[index + 1])];
    bearers.forEach((at, order) => {
      const isLast = order === bearers.length - 1;
      texts[at] = characters.slice(order, isLast ? undefined : order + 1).join('');
    });
  });
  return texts;
}

/** Puts glyphs together as `TJ` writes them. */
class GlyphGroups {
  readonly #groups: GlyphGroup[] = [];
  #rise = 0;
  #tj = '';
  #codes = '';

  add(code: string, by: { before: number; after: number; rise: number }): void {
    if (by.rise !== this.#rise) this.#closeGroup();
    this.#rise = by.rise;
    this.move(by.before);
    this.#codes += code;
    this.move(by.after);
  }

  end(): readonly GlyphGroup[] {
    this.#closeGroup();
    return this.#groups;
  }

  move(thousandths: number): void {
    if (Math.abs(thousandths) < 0.5) return;
    this.#closeCodes();
    this.#tj += ` ${-Math.round(thousandths)} `;
  }

  #closeCodes(): void {
    if (this.#codes !== '') this.#tj += `<${this.#codes}>`;
    this.#codes = '';
  }

  #closeGroup(): void {
    this.#closeCodes();
    if (this.#tj !== '') this.#groups.push({ rise: this.#rise, tj: this.#tj });
    this.#tj = '';
  }
}
