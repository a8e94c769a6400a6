import type { Fault } from '../database/index.js';

/** Receives ledger events, for metrics and logs. */
export interface LedgerObserver {
  committed(commands: number, seconds: number): void;
  settled(
    movement: string,
    outcome: 'done' | 'replayed' | 'refused' | 'failed' | 'unknown',
    code?: string,
  ): void;
  retried(reason: 'transient' | 'unique' | 'singly' | 'locked', error: unknown): void;
  /** A commit, a read of the book or the writing of a checkpoint failed because of the database. */
  failed?(what: 'commit' | 'read' | 'checkpoint', fault: Fault, error: unknown): void;
}
