import { formatAmount } from '../../money/index.js';
import type { CurrencyReport, ImportReport, SetAsideRow } from '../import/report.js';
import type { Write } from './json.js';

/** How many rows of a list the terminal shows. */
const SHOWN = 10;

/** Writes a report for a terminal: the first rows of each list, and how many more there are. */
export async function writeText(report: ImportReport, write: Write): Promise<void> {
  for (const currency of report.currencies) await writeCurrency(currency, report, write);
  if (report.currencies.length === 0) await write('The sources name no wallet.\n');
  if (report.setAside.count > 0n) {
    await write(`\nRows that name no wallet of this book: ${report.setAside.count}\n`);
    await writeFirst(report.setAside.rows(), report.setAside.count, write, asideLine);
  }
}

async function writeCurrency(
  one: CurrencyReport,
  { dryRun }: ImportReport,
  write: Write,
): Promise<void> {
  const amount = (minor: bigint): string => formatAmount(minor, one.digits);
  const { currency, disagreements, setAside, book } = one;
  await write(`\n${currency}: ${counted(one.owners, 'wallet')} in the sources\n\n`);
  await write(
    table(
      ['source', 'rows', 'missing', 'sum'],
      one.sources.map(({ name, rows, missing, sum }) => [
        ...[name, String(rows), String(missing), amount(sum)],
      ]),
    ),
  );
  if (one.sources.length > 1) {
    await write(
      disagreements.count === 0n
        ? '\nThe sources agree about every wallet.\n'
        : `\nThe sources disagree about ${counted(disagreements.count, 'wallet')}: ${amount(one.drift)} in all, ${amount(disagreements.largest)} at most.\n\n`,
    );
    const names = one.sources.map(({ name }) => name);
    const shown: string[][] = [];
    for await (const row of disagreements.rows()) {
      const values = row.values.map((value) => (value === null ? 'none' : amount(value)));
      shown.push([walletLabel(row.owner, row.wallet), ...values, amount(row.difference)]);
      if (shown.length === SHOWN) break;
    }
    if (shown.length > 0) await write(table(['owner', ...names, 'difference'], shown));
    await write(more(disagreements.count));
  }
  if (setAside.count > 0n) {
    await write(`\nSet aside: ${counted(setAside.count, 'row')}\n`);
    await writeFirst(setAside.rows(), setAside.count, write, asideLine);
  }
  await writeStayedOut(one, write);
  const came = dryRun
    ? `${counted(one.planned, 'wallet')} would come in`
    : `${counted(one.imported, 'wallet')} came in`;
  await write(`\n${came}; ${one.skipped} were in the book already.\n`);
  await write(
    `The book has ${counted(book.wallets, 'wallet')} of these with ${amount(book.sum)}; OPENING, of all imports, is ${amount(book.opening)}. ` +
      `${driftText(one)}\n`,
  );
  await writeDifferences(one, write);
}

/** A drift that leaves wallets out says so: that of none would read like a proof. */
function driftText({ sources, book, stayedOut, owners, digits }: CurrencyReport): string {
  const { unread } = stayedOut;
  const name = sources[0]?.name ?? '';
  if (unread === owners) return `No wallet of ${name} can be compared with the book.`;
  const without =
    unread === 0n
      ? ''
      : `, without the ${counted(unread, 'wallet')} for which ${name} has no number`;
  return `Drift between ${name} and the book${without}: ${formatAmount(book.drift, digits)}.`;
}

async function writeStayedOut(
  { stayedOut, sources, digits }: CurrencyReport,
  write: Write,
): Promise<void> {
  const { wallets, sums, reasons } = stayedOut;
  if (wallets === 0n) return;
  const has = sources.flatMap(({ name }, place) => {
    const sum = sums[place] ?? 0n;
    return sum === 0n ? [] : [`${formatAmount(sum, digits)} in ${name}`];
  });
  const money = has.length === 0 ? '' : `, with ${has.join(' and ')}`;
  await write(`\n${counted(wallets, 'wallet')} stayed out${money}. The reasons:\n`);
  for (const { reason, rows } of reasons)
    await write(`  ${printable(reason, MAX_REASON)} (${counted(rows, 'row')})\n`);
}

/** The wallets that the book has with another balance than the first source. */
async function writeDifferences(
  { book, sources, digits }: CurrencyReport,
  write: Write,
): Promise<void> {
  const { count } = book.differences;
  if (count === 0n) return;
  const amount = (minor: bigint): string => formatAmount(minor, digits);
  await write(`\nThe book has ${counted(count, 'wallet')} with another balance:\n\n`);
  const shown: string[][] = [];
  for await (const row of book.differences.rows()) {
    const cells = [row.source, row.book, row.source - row.book].map(amount);
    shown.push([walletLabel(row.owner, row.wallet), ...cells]);
    if (shown.length === SHOWN) break;
  }
  await write(table(['owner', sources[0]?.name ?? '', 'book', 'difference'], shown));
  await write(more(count));
}

function walletLabel(owner: string, wallet: string): string {
  const shown = printable(owner);
  return wallet === 'main' ? shown : `${shown} (${wallet})`;
}

function asideLine({ source, place, owner, reason }: SetAsideRow): string {
  return `  ${source}, ${place.word} ${place.number}${owner === null ? '' : `, ${printable(owner)}`}: ${printable(reason, MAX_REASON)}\n`;
}

const MAX_SHOWN = 40;
const MAX_REASON = 400;

/** A text of the sources for a terminal: without what could control it, and not without end. */
function printable(text: string, max = MAX_SHOWN): string {
  const plain = text.replace(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/gu, '·');
  return plain.length > max ? `${plain.slice(0, max)}…` : plain;
}

async function writeFirst<Row>(
  rows: AsyncIterable<Row>,
  count: bigint,
  write: Write,
  asLine: (row: Row) => string,
): Promise<void> {
  let shown = 0;
  for await (const row of rows) {
    await write(asLine(row));
    shown += 1;
    if (shown === SHOWN) break;
  }
  await write(more(count));
}

function more(count: bigint): string {
  const left = count - BigInt(SHOWN);
  return left > 0n ? `  … and ${left} more. --json lists all of them.\n` : '';
}

function counted(count: bigint, one: string): string {
  return `${count} ${one}${count === 1n ? '' : 's'}`;
}

/** Columns: the first to the left, numbers to the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .map((line) => `  ${line.trimEnd()}\n`)
    .join('');
}
