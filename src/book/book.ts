import type { DataSource } from 'typeorm';
import { Currency as CurrencyRow } from '../entities/index.js';
import { faultOf, isUnavailable, Snapshot } from '../database/index.js';
import type { Currency } from '../money/index.js';
import {
  type AnchorUse,
  type Guards,
  type IntegrityReport,
  type ReportProgress,
  verifyAll,
} from '../integrity/index.js';
import { Ledger, type LedgerOptions, type LedgerSources } from '../ledger/index.js';
import { BookClock, BookReader, readBook } from '../reader/index.js';
import { settingsFor, type DailyBonusOptions } from './settings.js';

/** Access to a book: its only write path, its only read path, its check. */
export interface Book {
  readonly ledger: Ledger;
  /** By code, as of the gateway's start. A currency never changes. */
  readonly currencies: ReadonlyMap<string, Currency>;
  /** The time of the book, as this gateway has seen it. */
  readonly clock: BookClock;
  /** A reader that sees the book in one consistent state. Call its `end`. */
  read(): BookReader;
  /** Checks the guards, that everything can be read, and every row. The duration grows with the size of the book. */
  verify(progress?: ReportProgress, anchor?: AnchorUse): Promise<IntegrityReport>;
}

export interface BookOptions
  extends Omit<LedgerOptions, 'currencies' | 'settings' | 'clock'>, DailyBonusOptions {}

/**
 * Opens a migrated book.
 * @param sources those of `LedgerSources`. `reads`: connections for snapshots,
 * separate so that slow reads never delay a commit. `checks`: a connection for verifications, without a time limit.
 * `guards`: those that the migrations made
 */
export async function openBook(
  sources: LedgerSources & { reads: DataSource; checks: DataSource; guards: Guards },
  { dailyBonus, defaultBonus, ...options }: BookOptions,
): Promise<Book> {
  const rows = await sources.reads.getRepository(CurrencyRow).find();
  const currencies = new Map(rows.map((row) => [row.code, row]));
  const clock = new BookClock();
  const onReadFailure = (error: unknown): void => {
    // An input that a read refuses is no fault of the database.
    if (isUnavailable(error)) options.observer.failed?.('read', faultOf(error), error);
  };
  let lastCheck: Promise<unknown> = Promise.resolve();
  const verify: Book['verify'] = async (progress, anchor) => {
    const snapshot = new Snapshot(sources.checks);
    try {
      return await readBook(snapshot, (manager) =>
        verifyAll(manager, { guards: sources.guards, progress, anchor }),
      );
    } finally {
      await snapshot.end();
    }
  };
  return {
    ledger: new Ledger(sources, {
      ...options,
      currencies,
      clock,
      settings: settingsFor({ dailyBonus, defaultBonus }, currencies),
    }),
    currencies,
    clock,
    read: () => new BookReader(new Snapshot(sources.reads, onReadFailure), clock),
    // Verifications run one at a time, because each reads the whole book.
    verify: (progress, anchor) => {
      const check = lastCheck.then(() => verify(progress, anchor));
      lastCheck = check.catch(() => undefined); // the caller of that check gets the error
      return check;
    },
  };
}
