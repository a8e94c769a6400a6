import type { Fault } from '../database/index.js';

/** Receives ledger events, for metrics, logs and traces. */
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
  /** What a command comes from, of which `around` is given that of each command. Called as a command is accepted. */
  origin?(): CommandOrigin | undefined;
  /** Runs one attempt at a commit. */
  around?<T>(origins: readonly (CommandOrigin | undefined)[], commit: () => Promise<T>): Promise<T>;
}

/** Something that the observer knows again. */
export type CommandOrigin = object;
