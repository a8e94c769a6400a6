import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StatementFormat } from '../statement/statement.js';
import { Addition } from './addition.js';
import { PdfFile } from './document/pdf-file.js';
import { LineTable } from './line-table.js';
import { StatementPages } from './statement-pages.js';
import { writeSummary } from './summary.js';

/**
 * A statement as PDF, a page at a time. It reads on only when the page before was taken, and keeps of each page only where it
 * begins. The same statement gives the same bytes.
 *
 * @throws {Error} while it is read, if the lines do not add up to the balances
 */
export const writeStatement: StatementFormat = async function* (statement, lines) {
  const { wallet, asOf } = statement;
  const title = `Account statement ${wallet.displayName ?? wallet.name} ${wallet.currency}`;
  const file = await PdfFile.create({ title, createdAt: asOf });
  const pages = new StatementPages(file, statement);
  const addition = new Addition(statement);
  const table = new LineTable(pages, statement);
  writeSummary(pages, statement);
  table.begin();
  let taken = 0;
  for await (const some of lines)
    for (const line of some) {
      addition.add(line);
      table.add(line);
      if (file.pageCount === taken) continue;
      taken = file.pageCount;
      const piece = file.take();
      if (piece !== undefined) yield piece;
      // Other requests have their turn after each page, even if the reader is never slow.
      await nextTurn();
    }
  addition.end();
  table.end();
  pages.end();
  file.end();
  const piece = file.take();
  if (piece !== undefined) yield piece;
};
