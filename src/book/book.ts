import type { DataSource } from 'typeorm';
import type { Currency, SystemAccount } from '../entities/index.js';
import { faultOf, isUnavailable, Snapshot } from '../database/index.js';
import { hasRole, type Viewer } from '../domain/index.js';
import {
  type AnchorUse,
  type Guards,
  type IntegrityReport,
  type ReportProgress,
  verifyAll,
} from '../integrity/index.js';
import {
  CheckpointWriter,
  Ledger,
  type LedgerOptions,
  type LedgerSources,
} from '../ledger/index.js';
import {
  BookClock,
  BookReader,
  ExplainedWallets,
  FairPlaces,
  firstLaterReader,
  GeneralLedger,
  type LedgerScope,
  LogEnd,
  type PermanentRows,
  readBook,
  readSettledTime,
  type RowReader,
  Rounds,
} from '../reader/index.js';
import { openPermanent } from './permanent.js';
import { settingsFor, type SettingsOptions } from './settings.js';

/**
 * The part of these connections that one person may use at once. A program may read for many people; a person who asks for
 * more gets it in turn, and the processor goes on to serve the others.
 */
const PART_OF_PERSON = 1 / 4;
/** How long a reader waits for a connection of its own. Milliseconds. */
const MAX_WAIT_MS = 5_000;

/** Access to a book: its only write path, its only read path, its check. */
export interface Book {
  readonly ledger: Ledger;
  /** By code. Another gateway can have created one that this gateway does not know yet. */
  readonly currencies: PermanentRows<Currency>;
  /** By name, like the currencies. */
  readonly systemAccounts: PermanentRows<SystemAccount>;
  /** The time of the book, as this gateway has seen it. */
  readonly clock: BookClock;
  /** How far the log is settled. */
  readonly log: Pick<LogEnd, 'known' | 'settle'>;
  /** A reader of rows, in a round with all who read at this moment. Call its `end`. */
  join(): RowReader;
  /**
   * A reader on a connection of its own, for lists and whatever else is more than a look-up. Call its `end`.
   * @param caller shares the connections fairly with the other callers, and a person may have a quarter of them; absent: the
   * gateway itself
   */
  read(caller?: Viewer, options?: ReadOptions): BookReader;
  /** The entries of a period and what is around them, on a connection without a limit of time. One is read at a time. Call its `end`. */
  generalLedger(scope: LedgerScope): GeneralLedger;
  /** Checks the guards, that everything can be read, and every row. The duration grows with the size of the book. */
  verify(progress?: ReportProgress, anchor?: AnchorUse): Promise<IntegrityReport>;
  /** Writes nothing more, and resolves when every accepted command is settled. */
  close(): Promise<void>;
}

export interface ReadOptions {
  /** Whether the reader waits for the commits under way and knows the moment up to which it shows everything. */
  readonly isSettled?: boolean;
}

export interface BookOptions
  extends
    Omit<LedgerOptions, 'currencies' | 'systemAccounts' | 'settings' | 'clock'>,
    SettingsOptions {}

/**
 * Opens a migrated book.
 * @param sources those of `LedgerSources`. `rounds`: connections that pipeline, for the look-ups that requests share.
 * `reads`: connections for slower reads, each with a snapshot of its own. They are separate, so that slow reads never
 * delay a commit or a look-up. `checks`: a connection for verifications, without a time limit.
 * `guards`: those that the migrations made
 */
export async function openBook(
  sources: LedgerSources & {
    rounds: DataSource;
    reads: DataSource;
    checks: DataSource;
    guards: Guards;
  },
  options: BookOptions,
): Promise<Book> {
  const clock = new BookClock();
  const onReadFailure = (error: unknown): void => {
    // An input that a read refuses is no fault of the database.
    if (isUnavailable(error)) options.observer.failed?.('read', faultOf(error), error);
  };
  const permanent = await openPermanent(sources, clock, onReadFailure);
  const rounds = new Rounds({ source: sources.rounds, clock, onFailure: onReadFailure });
  const connections = sources.reads.options.poolSize ?? 1;
  const places = new FairPlaces(connections, MAX_WAIT_MS);
  const ofPerson = { most: Math.max(1, Math.floor(connections * PART_OF_PERSON)) };
  const ledger = new Ledger(sources, {
    ...options,
    ...permanent,
    clock,
    settings: settingsFor(options, permanent.currencies),
  });
  const log = new LogEnd(sources.reads);
  const readFirstLater = firstLaterReader(sources.writes);
  const checkpoints = new CheckpointWriter(sources.checks, options.observer);
  const explained = new ExplainedWallets(checkpoints);
  return {
    ledger,
    ...permanent,
    clock,
    log,
    join: () => rounds.reader(),
    read: (caller, { isSettled = false } = {}) => {
      let settledAt = new Date(0);
      // The gateway's own reads, of revoked tokens for example, wait for no caller's place.
      const takePlace = async (): Promise<() => void> => {
        if (isSettled) settledAt = await readSettledTime(sources.reads, clock);
        if (caller === undefined) return () => undefined;
        return places.take(caller.id, hasRole(caller, 'SERVICE') ? {} : ofPerson);
      };
      return new BookReader(
        new Snapshot(sources.reads, { onFailure: onReadFailure, takePlace }),
        clock,
        { wallets: explained, caller: caller?.id ?? '' },
        log.known,
        readFirstLater,
        isSettled ? () => settledAt : undefined,
      );
    },
    generalLedger: ledgerReader(sources.checks, onReadFailure),
    verify: verifierOf(sources.checks, sources.guards),
    close: async () => {
      checkpoints.close();
      await ledger.close();
    },
  };
}

/** General ledgers of a book. They are read one at a time, because each can take long. */
function ledgerReader(
  checks: DataSource,
  onFailure: (error: unknown) => void,
): Book['generalLedger'] {
  const places = new FairPlaces(1, MAX_WAIT_MS);
  const takePlace = (): Promise<() => void> => places.take('');
  return (scope) => new GeneralLedger(new Snapshot(checks, { onFailure, takePlace }), scope);
}

/** Verifications of a book. They run one at a time, because each reads the whole book. */
function verifierOf(checks: DataSource, guards: Guards): Book['verify'] {
  const verify: Book['verify'] = async (progress, anchor) => {
    const snapshot = new Snapshot(checks);
    try {
      return await readBook(snapshot, (manager) =>
        verifyAll(manager, { guards, progress, anchor }),
      );
    } finally {
      await snapshot.end();
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  return (progress, anchor) => {
    const check = last.then(() => verify(progress, anchor));
    last = check.catch(() => undefined); // the caller of that check gets the error
    return check;
  };
}
