import type { TransactionKind } from '../../domain/index.js';
import type { Amount } from '../../money/index.js';
import type { Statement } from '../statement/statement.js';
import { figure } from './figures.js';
import { LEFT, RIGHT, type StatementPages, WIDTH } from './statement-pages.js';

const LABEL = { size: 8, grey: 0.4 };
const VALUE = { size: 9, leading: 12.5 };
const LABEL_WIDTH = 84;
const ROW = 14;
/** The three columns of figures end here. */
const COLUMNS = [LEFT + 0.32 * WIDTH, LEFT + 0.66 * WIDTH, RIGHT];

/** Writes what stands before the lines: whose statement it is, the balances, and what moved by kind. */
export function writeSummary(pages: StatementPages, statement: Statement): void {
  writeTitle(pages);
  for (const [label, value] of facts(pages, statement)) writeFact(pages, label, value);
  writeBalances(pages, statement);
  if (statement.totals.length > 0) writeTotals(pages, statement);
}

/** "SCHEDULED_TRANSFER" is "Scheduled transfer". */
export function kindName(kind: TransactionKind): string {
  const words = kind.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function writeTitle(pages: StatementPages): void {
  pages.y += 8;
  const title = pages.text.line('Account statement', { size: 18, weight: 'semibold' });
  pages.page.text(title, { x: LEFT, y: pages.y });
  pages.y += 24;
}

function facts(
  { moments }: StatementPages,
  { wallet, from, to, timeZone, asOf }: Statement,
): (readonly [string, string])[] {
  const name: [string, string] = ['Name', wallet.name];
  return [
    ['Wallet', wallet.displayName ?? wallet.name],
    ['Owner', wallet.ownerId],
    ...(wallet.displayName === null ? [] : [name]),
    ['Currency', wallet.currency],
    ['Wallet ID', wallet.id],
    ['From', moments.boundary(from)],
    ['Until before', moments.boundary(to)],
    ['Time zone', timeZone],
    ['As of', moments.second(asOf)],
  ];
}

function writeFact(pages: StatementPages, label: string, value: string): void {
  const { page } = pages;
  page.text(pages.text.line(label, LABEL), { x: LEFT, y: pages.y, grey: LABEL.grey });
  const x = LEFT + LABEL_WIDTH;
  const lines = pages.text.lines([value], { size: VALUE.size, width: RIGHT - x, maxLines: 3 });
  for (const line of lines) {
    page.text(line, { x, y: pages.y });
    pages.y += VALUE.leading;
  }
  if (lines.length === 0) pages.y += VALUE.leading;
}

function writeBalances(pages: StatementPages, { wallet, opening, closing }: Statement): void {
  const figures: (readonly [string, Amount, Amount])[] = [
    ['Available', opening.available, closing.available],
    ['Held', opening.held, closing.held],
    ['Credit', opening.credit, closing.credit],
    ['Total', opening.total, closing.total],
  ];
  if (opening.owed !== 0n || closing.owed !== 0n)
    figures.push(['Owed for credit', opening.owed, closing.owed]);
  writeHead(pages, ['Balance', '', 'Opening', 'Closing']);
  const text = (amount: Amount): string =>
    `${figure(amount, wallet.digits)}\u00a0${wallet.currency}`;
  for (const [name, before, after] of figures)
    writeRow(pages, [name, '', text(before), text(after)], name === 'Total');
}

function writeTotals(pages: StatementPages, { wallet, totals }: Statement): void {
  const text = (amount: Amount): string =>
    `${figure(amount, wallet.digits)}\u00a0${wallet.currency}`;
  const count = (lines: number): string => figure(BigInt(lines), 0);
  writeHead(pages, ['By kind', 'Lines', 'Money in', 'Money out']);
  for (const { kind, count: lines, moneyIn, moneyOut } of totals)
    writeRow(pages, [kindName(kind), count(lines), text(moneyIn), text(moneyOut)], false);
  const lines = totals.reduce((sum, total) => sum + total.count, 0);
  const moneyIn = totals.reduce((sum, total) => sum + total.moneyIn, 0n);
  const moneyOut = totals.reduce((sum, total) => sum + total.moneyOut, 0n);
  writeRow(pages, ['All', count(lines), text(moneyIn), text(moneyOut)], true);
}

function writeHead(pages: StatementPages, cells: readonly string[]): void {
  pages.need(3 * ROW);
  pages.y += 12;
  writeCells(pages, cells, { size: 8, isBold: true });
  pages.page.rule({ x: LEFT, y: pages.y + 4, width: WIDTH, grey: 0.3 });
  pages.y += ROW + 1;
}

function writeRow(pages: StatementPages, cells: readonly string[], isBold: boolean): void {
  pages.need(ROW);
  writeCells(pages, cells, { size: 8.5, isBold });
  pages.page.rule({ x: LEFT, y: pages.y + 4, width: WIDTH, grey: 0.88 });
  pages.y += ROW;
}

/** A name on the left, and three figures that end at their columns. */
function writeCells(
  pages: StatementPages,
  [name = '', ...figures]: readonly string[],
  { size, isBold }: { readonly size: number; readonly isBold: boolean },
): void {
  const style = { size, weight: isBold ? ('semibold' as const) : ('regular' as const) };
  pages.page.text(pages.text.line(name, style), { x: LEFT, y: pages.y });
  figures.forEach((cell, at) => {
    const end = COLUMNS[at] ?? RIGHT;
    const start = (COLUMNS[at - 1] ?? LEFT + LABEL_WIDTH) + 8;
    pages.page.textBefore(pages.fitted(cell, end - start, style), { x: end, y: pages.y });
  });
}
