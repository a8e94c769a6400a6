/** What an import found and did. All amounts are in minor units. Rows are read while they are asked for. */
export interface ImportReport {
  readonly dryRun: boolean;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly mapping: { readonly file: string; readonly sha256: string };
  readonly inputs: readonly ImportInput[];
  readonly currencies: readonly CurrencyReport[];
  /** Rows that name no wallet which this book could have. */
  readonly setAside: SetAsideRows;
}

/** A source or the history, as it was read. */
export interface ImportInput {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
}

export interface CurrencyReport {
  readonly currency: string;
  readonly digits: number;
  /** Wallets that any source names. */
  readonly owners: bigint;
  readonly sources: readonly SourceReport[];
  /** Sum of the absolute differences between the authoritative source and the next. */
  readonly drift: bigint;
  readonly disagreements: {
    readonly count: bigint;
    readonly largest: bigint;
    /** The largest difference first. */
    rows(): AsyncIterable<Disagreement>;
  };
  readonly setAside: SetAsideRows;
  readonly stayedOut: StayedOutReport;
  /** Wallets that this run brought in. */
  readonly imported: bigint;
  /** Wallets that a run which is not dry would bring in, or brought in. */
  readonly planned: bigint;
  /** Wallets that were in the book already. */
  readonly skipped: bigint;
  readonly book: BookReport;
}

/** Wallets that the sources name and that are not in the book, nor come in. */
export interface StayedOutReport {
  readonly wallets: bigint;
  /** Of each source, for these wallets. */
  readonly sums: readonly bigint[];
  /** Why, the most frequent first; without what follows from another reason. */
  readonly reasons: readonly { readonly reason: string; readonly rows: bigint }[];
  /** Wallets, in the book or not, for which the first source has no number that can be read. They count in no drift. */
  readonly unread: bigint;
}

export interface SourceReport {
  readonly name: string;
  readonly rows: bigint;
  /** Wallets that another source names, and this one does not. */
  readonly missing: bigint;
  readonly sum: bigint;
}

/** The same wallets in the book, at one moment. */
export interface BookReport {
  readonly wallets: bigint;
  /** Cash, held cash included. */
  readonly sum: bigint;
  /** The balance of the system account OPENING, of all imports. */
  readonly opening: bigint;
  /** Sum of the absolute differences between the authoritative source and the book. */
  readonly drift: bigint;
  /** The wallets that the book has with another balance. */
  readonly differences: {
    readonly count: bigint;
    /** The largest difference first. */
    rows(): AsyncIterable<BookDifference>;
  };
}

/** A wallet of which the authoritative source and the book say different balances. */
export interface BookDifference {
  readonly owner: string;
  readonly wallet: string;
  readonly source: bigint;
  readonly book: bigint;
}

/** A wallet about which the sources disagree. */
export interface Disagreement {
  readonly owner: string;
  readonly wallet: string;
  /** In the order of the sources; null: the source does not name the wallet, or says nothing that can be read. */
  readonly values: readonly (bigint | null)[];
  /** The authoritative number less that of the next source; of more sources, that which differs most. */
  readonly difference: bigint;
}

export interface SetAsideRows {
  readonly count: bigint;
  rows(): AsyncIterable<SetAsideRow>;
}

/** A row that does not come in. */
export interface SetAsideRow {
  readonly source: string;
  readonly place: SourcePlace;
  readonly owner: string | null;
  readonly reason: string;
}

/** Where a row is in its source: a line of a file, from 1 on with its header, or a row of a table. */
export interface SourcePlace {
  readonly word: RowWord;
  readonly number: number;
}

export type RowWord = 'line' | 'row';

/** Whether the run ended with everything right: exit code 0. */
export function isAllRight({ dryRun, currencies, setAside }: ImportReport): boolean {
  return (
    setAside.count === 0n &&
    // Sources without a row are more likely a mistake than a system without an owner.
    currencies.length > 0 &&
    currencies.every(
      (one) =>
        one.setAside.count === 0n &&
        one.book.differences.count === 0n &&
        (dryRun ? one.disagreements.count : one.book.drift) === 0n,
    )
  );
}
