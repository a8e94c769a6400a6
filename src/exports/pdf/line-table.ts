import type { Amount } from '../../money/index.js';
import type { Statement, StatementLine } from '../statement/statement.js';
import { figure } from './figures.js';
import { LEFT, RIGHT, type StatementPages, WIDTH } from './statement-pages.js';
import { kindName } from './summary.js';
import type { TextLine } from './text/text-layout.js';

const TEXT = { size: 8, leading: 10.5 };
const SMALL = { size: 6.5, leading: 8.5, grey: 0.4 };
const HEAD = { size: 7.5, weight: 'semibold' as const };
const GAP = 10;
const MOMENT_WIDTH = 68;
/** The descriptions keep this much, however long the figures are. */
const MIN_TEXT_WIDTH = 190;
const MAX_LINES = 5;
const MAX_SMALL_LINES = 3;
const ROW_GAP = 5.5;

/** Where the columns of figures end, and how large the figures are. */
interface Columns {
  readonly amount: number;
  readonly balance: number;
  readonly textWidth: number;
  readonly size: number;
}

/** Writes the lines of a statement as a table whose head each page repeats. */
export class LineTable {
  readonly #pages: StatementPages;
  readonly #statement: Statement;
  readonly #columns: Columns;

  constructor(pages: StatementPages, statement: Statement) {
    this.#pages = pages;
    this.#statement = statement;
    this.#columns = columnsOf(pages, statement);
  }

  begin(): void {
    const { opening, from } = this.#statement;
    this.#pages.need(60);
    this.#pages.y += 16;
    this.#head();
    this.#pages.onNewPage = () => this.#head();
    this.#balanceRow('Opening balance', from, opening.total);
  }

  add(line: StatementLine): void {
    const { textWidth, amount, balance } = this.#columns;
    const { text } = this.#pages;
    const main = text.lines(mainTexts(line), {
      ...{ size: TEXT.size, width: textWidth, maxLines: MAX_LINES },
    });
    const small = text.lines(this.#smallTexts(line), {
      ...{ size: SMALL.size, width: textWidth, maxLines: MAX_SMALL_LINES },
    });
    const height = main.length * TEXT.leading + small.length * SMALL.leading + ROW_GAP;
    this.#pages.need(height);
    const { page, y } = this.#pages;
    const baseline = y + TEXT.size;
    page.text(this.#moment(line.at), { x: LEFT, y: baseline });
    page.textBefore(this.#figure(line.amount), { x: amount, y: baseline });
    page.textBefore(this.#figure(line.balance), { x: balance, y: baseline });
    this.#column(main, small, baseline);
    this.#pages.y += height;
    page.rule({ x: LEFT, y: this.#pages.y - 1.5, width: WIDTH, grey: 0.88 });
  }

  end(): void {
    const { closing, totals, to } = this.#statement;
    if (totals.length === 0) this.#noMovement();
    this.#balanceRow('Closing balance', to, closing.total);
  }

  #head(): void {
    const { text, page } = this.#pages;
    const { currency } = this.#statement.wallet;
    const y = this.#pages.y + HEAD.size;
    page.text(text.line('Date and time', HEAD), { x: LEFT, y });
    page.text(text.line('Transaction', HEAD), { x: LEFT + MOMENT_WIDTH + GAP, y });
    page.textBefore(text.line(`Amount, ${currency}`, HEAD), { x: this.#columns.amount, y });
    page.textBefore(text.line(`Balance, ${currency}`, HEAD), { x: RIGHT, y });
    page.rule({ x: LEFT, y: y + 4, width: WIDTH, grey: 0.3 });
    this.#pages.y = y + 7;
  }

  #column(main: readonly TextLine[], small: readonly TextLine[], baseline: number): void {
    const { page } = this.#pages;
    const x = LEFT + MOMENT_WIDTH + GAP;
    let y = baseline;
    for (const line of main) {
      page.text(line, { x, y });
      y += TEXT.leading;
    }
    y -= TEXT.leading - SMALL.leading;
    for (const line of small) {
      page.text(line, { x, y: y, grey: SMALL.grey });
      y += SMALL.leading;
    }
  }

  #balanceRow(name: string, at: Date, balance: Amount): void {
    this.#pages.need(TEXT.leading + ROW_GAP + 3);
    const { page, text, y } = this.#pages;
    const baseline = y + TEXT.size + 1;
    page.rectangle({ x: LEFT, y: y - 0.5, width: WIDTH, height: TEXT.leading + 3.5, grey: 0.95 });
    page.text(this.#moment(at), { x: LEFT, y: baseline });
    const label = text.line(name, { size: TEXT.size, weight: 'semibold' });
    page.text(label, { x: LEFT + MOMENT_WIDTH + GAP, y: baseline });
    const figures = text.line(figure(balance, this.#statement.wallet.digits), {
      ...{ size: this.#columns.size, weight: 'semibold' as const },
    });
    page.textBefore(figures, { x: RIGHT, y: baseline });
    this.#pages.y += TEXT.leading + ROW_GAP;
  }

  #noMovement(): void {
    this.#pages.need(TEXT.leading + ROW_GAP);
    const y = this.#pages.y + TEXT.size;
    const line = this.#pages.text.line('No movement in this period', { size: TEXT.size });
    this.#pages.page.text(line, { x: LEFT + MOMENT_WIDTH + GAP, y });
    this.#pages.y += TEXT.leading + ROW_GAP;
  }

  #moment(at: Date): TextLine {
    return this.#pages.text.line(this.#pages.moments.minute(at), { size: TEXT.size });
  }

  #figure(amount: Amount): TextLine {
    const text = figure(amount, this.#statement.wallet.digits);
    return this.#pages.text.line(text, { size: this.#columns.size });
  }

  #smallTexts({ reference, effectiveAt, transactionId }: StatementLine): string[] {
    const effective =
      effectiveAt === null ? [] : [`effective ${this.#pages.moments.minute(effectiveAt)}`];
    return [...(reference === null ? [] : [reference]), ...effective, transactionId];
  }
}

function mainTexts({ kind, status, counterparty, description }: StatementLine): string[] {
  const name = status === 'FAILED' ? `${kindName(kind)} taken back` : kindName(kind);
  return [name, counterparty ?? '', description ?? ''].filter((text) => text.trim() !== '');
}

/** Columns that are wide enough for every figure of the lines: the totals say how large one can be. */
function columnsOf(pages: StatementPages, { wallet, opening, totals }: Statement): Columns {
  const moved = totals.reduce((sum, total) => sum + total.moneyIn - total.moneyOut, 0n);
  const largest = totals.map(({ moneyIn, moneyOut }) => max(moneyIn, -moneyOut)).reduce(max, 0n);
  const width = (amount: Amount, title: string): number =>
    Math.max(
      pages.text.line(figure(-amount, wallet.digits), TEXT).width,
      (pages.text.line(`${title}, ${wallet.currency}`, HEAD).width * TEXT.size) / HEAD.size,
    );
  const amount = width(largest, 'Amount');
  const balance = width(max(opening.total, -opening.total) + moved, 'Balance');
  const available = WIDTH - MOMENT_WIDTH - MIN_TEXT_WIDTH - 3 * GAP;
  const scale = Math.min(1, available / (amount + balance));
  const amountEnd = RIGHT - balance * scale - GAP;
  return {
    amount: amountEnd,
    balance: RIGHT,
    textWidth: amountEnd - amount * scale - GAP - (LEFT + MOMENT_WIDTH + GAP),
    size: TEXT.size * scale,
  };
}

const max = (one: Amount, other: Amount): Amount => (one > other ? one : other);
