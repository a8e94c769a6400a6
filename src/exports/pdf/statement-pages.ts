import type { Statement } from '../statement/statement.js';
import { PageContent } from './document/page-content.js';
import { FOOTER, PAGE, type PdfFile } from './document/pdf-file.js';
import { Moments } from './moments.js';
import type { TextLayout, TextLine, TextStyle } from './text/text-layout.js';

export const LEFT = 42;
export const RIGHT = PAGE.width - 42;
export const WIDTH = RIGHT - LEFT;

const TOP = 46;
const FOOT = PAGE.height - 34;
/** Where the content of a page ends: above the foot and a note. */
const BOTTOM = FOOT - 24;

const MISSING_NOTE =
  '\u{fffd} stands for a character that this document has no font for. The CSV file of this statement has the exact text.';

/** The pages of one statement, one after the other. Lengths are points. */
export class StatementPages {
  readonly #file: PdfFile;
  readonly #statement: Statement;
  readonly moments: Moments;
  page = new PageContent();
  /** Where the next content begins. */
  y = TOP;
  /** Draws what each further page begins with. */
  onNewPage: () => void = () => undefined;

  constructor(file: PdfFile, statement: Statement) {
    this.#file = file;
    this.#statement = statement;
    this.moments = new Moments(statement.timeZone);
  }

  get text(): TextLayout {
    return this.#file.text;
  }

  /** Begins a new page unless so much height is left on this one. */
  need(height: number): void {
    if (this.y + height <= BOTTOM) return;
    this.end();
    this.page = new PageContent();
    this.y = TOP;
    this.#heading();
    this.onNewPage();
  }

  /** Writes the page. */
  end(): void {
    this.#foot();
    this.#file.add(this.page);
  }

  /** A line of text in a width: smaller than asked if it is too long. For figures, of which no digit may be left out. */
  fitted(text: string, width: number, style: TextStyle): TextLine {
    const line = this.text.line(text, style);
    if (line.width <= width) return line;
    return this.text.line(text, { ...style, size: (style.size * width) / line.width });
  }

  #heading(): void {
    const { wallet } = this.#statement;
    const texts = ['Account statement', wallet.displayName ?? wallet.name, wallet.currency];
    const [line] = this.text.lines(texts, { size: 7.5, width: WIDTH, maxLines: 1 });
    if (line !== undefined) this.page.text(line, { x: LEFT, y: this.y, grey: 0.35 });
    this.y += 12;
  }

  #foot(): void {
    const { wallet, asOf } = this.#statement;
    if (this.page.hasMissing) this.#missingNote();
    const { size, grey } = FOOTER;
    this.page.rule({ x: LEFT, y: FOOT - 10, width: WIDTH, grey: 0.8 });
    const number = this.text.line(`Page ${this.#file.pageCount + 1} of\u00a0`, { size });
    this.page.text(number, { x: LEFT, y: FOOT, grey });
    this.page.total({ x: LEFT + number.width, y: FOOT });
    const source = this.text.line(`${wallet.id}, as of ${this.moments.second(asOf)}`, { size });
    this.page.textBefore(source, { x: RIGHT, y: FOOT, grey });
  }

  #missingNote(): void {
    const note = this.text.line(MISSING_NOTE, { size: 6.5 });
    this.page.text(note, { x: LEFT, y: FOOT - 15, grey: 0.35 });
  }
}
