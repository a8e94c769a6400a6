import { formatAmount } from '../../money/index.js';
import type { CurrencyReport, ImportReport, SetAsideRows } from '../import/report.js';

/** Receives text, and waits until the receiver takes more. */
export type Write = (text: string) => Promise<void>;

/**
 * Writes a report as one JSON object, row by row, so that it takes little memory however many rows it has. Amounts are
 * decimal strings with the currency's digits, counts are numbers. A row that was set aside has its `line` if it is in a
 * file, and otherwise its `row`.
 */
export async function writeJson(report: ImportReport, write: Write): Promise<void> {
  const { dryRun, startedAt, finishedAt, mapping, inputs } = report;
  const head = { dryRun, startedAt, finishedAt, mapping, inputs };
  await write(`${JSON.stringify(head, null, 2).slice(0, -2)},\n  "currencies": [`);
  for (const [index, currency] of report.currencies.entries()) {
    await write(index === 0 ? '\n    ' : ',\n    ');
    await writeCurrency(currency, write);
  }
  await write('\n  ],\n  "setAside": ');
  await writeSetAside(report.setAside, write);
  await write('\n}\n');
}

async function writeCurrency(one: CurrencyReport, write: Write): Promise<void> {
  const amount = (minor: bigint): string => formatAmount(minor, one.digits);
  const names = one.sources.map(({ name }) => name);
  const { disagreements, book } = one;
  const head = {
    currency: one.currency,
    owners: Number(one.owners),
    sources: one.sources.map(({ name, rows, missing, sum }) => ({
      ...{ name, rows: Number(rows), missing: Number(missing), sum: amount(sum) },
    })),
    drift: amount(one.drift),
  };
  await write(`${JSON.stringify(head).slice(0, -1)},\n      "disagreements": `);
  const found = { count: Number(disagreements.count), largest: amount(disagreements.largest) };
  await write(`${JSON.stringify(found).slice(0, -1)},"rows":[`);
  await writeRows(disagreements.rows(), write, ({ owner, wallet, values, difference }) => ({
    ...{ owner, wallet },
    values: Object.fromEntries(
      names.map((name, place) => {
        const value = values[place];
        return [name, value === null || value === undefined ? null : amount(value)];
      }),
    ),
    difference: amount(difference),
  }));
  await write(']},\n      "setAside": ');
  await writeSetAside(one.setAside, write);
  const { stayedOut } = one;
  const tail = {
    stayedOut: {
      wallets: Number(stayedOut.wallets),
      sums: Object.fromEntries(
        names.map((name, place) => [name, amount(stayedOut.sums[place] ?? 0n)]),
      ),
      reasons: stayedOut.reasons.map(({ reason, rows }) => ({ reason, rows: Number(rows) })),
      withoutNumber: Number(stayedOut.unread),
    },
    ...{ imported: Number(one.imported), skipped: Number(one.skipped) },
    planned: Number(one.planned),
    book: {
      ...{ wallets: Number(book.wallets), sum: amount(book.sum) },
      ...{ opening: amount(book.opening), drift: amount(book.drift) },
    },
  };
  await write(`,\n      ${JSON.stringify(tail).slice(1, -2)},\n      "differences": [`);
  await writeRows(book.differences.rows(), write, ({ owner, wallet, source, book: own }) => ({
    ...{ owner, wallet, source: amount(source), book: amount(own) },
  }));
  await write(']}}');
}

async function writeSetAside(rows: SetAsideRows, write: Write): Promise<void> {
  await write('[');
  await writeRows(rows.rows(), write, ({ source, place, owner, reason }) => ({
    ...{ source, [place.word]: place.number, owner, reason },
  }));
  await write(']');
}

async function writeRows<Row>(
  rows: AsyncIterable<Row>,
  write: Write,
  asJson: (row: Row) => unknown,
): Promise<void> {
  let separator = '';
  for await (const row of rows) {
    await write(`${separator}\n        ${JSON.stringify(asJson(row))}`);
    separator = ',';
  }
}
