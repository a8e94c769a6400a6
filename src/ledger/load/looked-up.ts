import type { Currency, SystemAccount } from '../../entities/index.js';
import type { PermanentRows } from '../../reader/index.js';
import type { UndoLog } from '../undo-log.js';

/** Look-ups of rows by their names. */
export interface RowLookUp<Row> {
  get(name: string): Row | undefined;
}

/** Rows that were looked up, and those that the commands of a batch add. */
export class GrowingLookUp<Row> implements RowLookUp<Row> {
  readonly #added = new Map<string, Row>();

  constructor(
    private readonly loaded: RowLookUp<Row>,
    private readonly undoLog: UndoLog,
  ) {}

  get(name: string): Row | undefined {
    return this.#added.get(name) ?? this.loaded.get(name);
  }

  add(name: string, row: Row): void {
    this.undoLog.set(this.#added, name, row);
  }
}

export type CurrencyLookUp = RowLookUp<Currency>;
export type SystemAccountLookUp = RowLookUp<Pick<SystemAccount, 'name'>>;

/**
 * The permanent rows that the commands of a batch may ask for. A name that this gateway does not know was looked up in the
 * book under the locks, so that a missing row is missing there. A name that nothing looked up is an error: to call it
 * unknown would be a guess.
 */
export class LookedUp<Row extends { readonly createdAt: Date }> implements RowLookUp<Row> {
  readonly #missing: ReadonlySet<string>;

  /** @param names those that were looked up; `known` has learnt the rows that were found */
  constructor(
    private readonly known: PermanentRows<Row>,
    names: readonly string[],
  ) {
    this.#missing = new Set(names.filter((name) => known.get(name) === undefined));
  }

  get(name: string): Row | undefined {
    // Even if it is known by now: the batch has its time already, which may be earlier than the row.
    if (this.#missing.has(name)) return undefined;
    const row = this.known.get(name);
    if (row) return row;
    throw new Error(`a movement asks for ${name}, which its command does not name`);
  }
}
