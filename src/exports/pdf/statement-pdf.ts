import type { StatementFormat } from '../statement/statement.js';

/**
 * A statement as PDF, a page at a time.
 *
 * @throws {Error} while it is read, if the lines do not add up to the balances
 */
export const statementPdf: StatementFormat = async function* (statement, lines) {
  // A gateway starts faster without PDFKit, and most of its processes never write a PDF.
  const { writeStatement } = await import('./write-statement.js');
  yield* writeStatement(statement, lines);
};
