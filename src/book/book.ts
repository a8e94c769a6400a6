import type { DataSource } from 'typeorm';
import { Currency as CurrencyRow } from '../entities/index.js';
import { Snapshot } from '../database/index.js';
import type { Currency } from '../money/index.js';
import { verifyBook, type IntegrityReport, type Progress } from '../integrity/index.js';
import { Ledger, type LedgerOptions } from '../ledger/index.js';
import { BookReader } from '../reader/index.js';
import { readBook } from '../reader/index.js';
import { settingsFor } from './settings.js';

/** Everything that may be done with a book: one write path, one read path, one check. */
export interface Book {
  readonly ledger: Ledger;
  /** As they were when the gateway started; a currency is never changed. */
  readonly currencies: ReadonlyMap<string, Currency>;
  /** A reader of one moment, which must be ended. */
  read(): BookReader;
  /** Checks every row. Takes time by the size of the book. */
  verify(progress?: Progress): Promise<IntegrityReport>;
}

export interface BookOptions extends Omit<LedgerOptions, 'currencies' | 'settings'> {
  /** A day's bonus as a decimal text, for currencies where it is not one unit. */
  readonly dailyBonus?: ReadonlyMap<string, string>;
}

/**
 * Opens a migrated book.
 * @param writes connections for commits, at least as many as writers
 * @param checks a connection for verifying, without a limit of time
 * @param reads connections for snapshots, apart, so that slow reads hold up no commit
 */
export async function openBook(
  sources: { writes: DataSource; reads: DataSource; checks: DataSource },
  { dailyBonus = new Map(), ...options }: BookOptions,
): Promise<Book> {
  const rows = await sources.reads.getRepository(CurrencyRow).find();
  const currencies = new Map(rows.map((row) => [row.code, row]));
  let lastCheck: Promise<unknown> = Promise.resolve();
  const verify = async (progress?: Progress): Promise<IntegrityReport> => {
    const moment = new Snapshot(sources.checks);
    try {
      return await readBook(moment, (manager) => verifyBook(manager, progress));
    } finally {
      await moment.end();
    }
  };
  return {
    ledger: new Ledger(sources.writes, {
      ...options,
      currencies,
      settings: settingsFor(dailyBonus, currencies),
    }),
    currencies,
    read: () => new BookReader(new Snapshot(sources.reads)),
    // One at a time: each reads the whole book.
    verify: (progress) => {
      const check = lastCheck.then(() => verify(progress));
      lastCheck = check.catch(() => undefined); // its caller is told
      return check;
    },
  };
}
