import type { Book } from '../../book/index.js';
import type { Viewer } from '../../domain/index.js';
import type { LedgerRequest } from '../../reader/index.js';
import { ledgerCsv } from './csv.js';
import { ledgerHledger } from './hledger.js';
import type { LedgerFormat, LedgerHead } from './ledger-format.js';

export const LEDGER_FORMATS = {
  csv: ledgerCsv,
  hledger: ledgerHledger,
} as const satisfies Record<string, LedgerFormat>;
export type LedgerFormatName = keyof typeof LEDGER_FORMATS;

/**
 * Opens a general ledger: it reads of which period and currencies it is.
 * @param viewer who asks; undefined: the operator
 * @throws InputError for a wrong period or currency
 */
export async function openGeneralLedger(
  book: Book,
  viewer: Viewer | undefined,
  request: LedgerRequest,
  format: LedgerFormatName,
): Promise<{ readonly head: LedgerHead; readonly chunks: AsyncGenerator<string> }> {
  const reader = book.read(viewer, { isSettled: true });
  try {
    const head = { ...(await reader.ledgerPeriod(request)), timeZone: request.timeZone };
    return { head, chunks: written(book, head, format) };
  } finally {
    await reader.end();
  }
}

/** A snapshot is taken when the first piece is. It shows all of the period, because that is settled. */
async function* written(
  book: Book,
  head: LedgerHead,
  format: LedgerFormatName,
): AsyncGenerator<string> {
  const { from, to, currencies } = head;
  const ledger = book.generalLedger({ from, to, currencies: currencies.map(({ code }) => code) });
  try {
    yield* LEDGER_FORMATS[format](head, ledger);
  } finally {
    await ledger.end();
  }
}
