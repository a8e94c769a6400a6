import type { Sql } from './catalog.js';

/**
 * What a database has beside a book, in schemas of their own. The record of a shadow is saved and restored with the book,
 * because the API reads it. What adopted tables need belongs to those tables. The caller knows both.
 */
export interface Beside {
  readonly shadow: ShadowRecord;
  /** Whether tables of an old system are behind views of the book. Any login may ask. */
  hasAdopted(sql: Sql): Promise<boolean>;
  /** @returns the names of those views; also of views that went with the book. The owner may ask. */
  adoptedTables(sql: Sql): Promise<readonly string[]>;
}

/** The record of a shadow, in a schema of its own. */
export interface ShadowRecord {
  /** Name of the schema. */
  readonly schema: string;
  /** Whether it is there: not, as another program's, or as Onebook's. */
  state(sql: Sql): Promise<'absent' | 'foreign' | 'ours'>;
  /** Makes it, empty. */
  make(sql: Sql): Promise<void>;
  /** Ends what was going on at the moment of the backup, once its rows are there. */
  end(sql: Sql, at: Date): Promise<void>;
  /** Lets the one that is there follow the restored book. @returns whether it runs */
  followAgain(sql: Sql): Promise<boolean>;
}

/** What became of the record of a shadow in a restore: neither has one; from the file; that of the database stays, and runs or not. */
export type RestoredShadow = 'none' | 'restored' | 'kept' | 'follows';
