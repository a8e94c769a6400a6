import { keyText } from '../idempotency.js';
import type { Choice } from './fair-queue.js';
import type { QueuedCommand } from './queued-command.js';

/**
 * The rows that a command locks or writes and that another command could want too, as far as they are known before something
 * is read, as texts: its wallets, its key, and the owner for whom it opens a wallet, because the next one is counted after
 * the last. Each commit has a shard of the system accounts of its own.
 */
function rowsOf({
  locks: { wallets = [], openWallet },
  by,
  key,
}: QueuedCommand): readonly string[] {
  const opening = openWallet ? [`owner ${openWallet.ownerId}`] : [];
  return [...wallets, ...opening, keyText({ caller: by.id, key })];
}

/** Whether it locks more: wallets behind transactions, quotes, names and owners. */
function locksMore({ locks }: QueuedCommand): boolean {
  const { transactions = [], quotes = [], openWallet, bonuses = false } = locks;
  return transactions.length + quotes.length > 0 || openWallet !== undefined || bonuses;
}

/** The rows that batches in flight lock or write. */
export class ClaimedRows {
  readonly #rows = new Map<string, number>();
  /** Batches with a command whose rows are not known. */
  #unknown = 0;

  /** Claims the rows of a batch. @returns a function that gives them back */
  claim(batch: readonly QueuedCommand[]): () => void {
    const isUnknown = batch.some(locksMore);
    if (isUnknown) this.#unknown += 1;
    const known = batch.flatMap(rowsOf);
    for (const row of known) this.#rows.set(row, (this.#rows.get(row) ?? 0) + 1);
    return () => {
      if (isUnknown) this.#unknown -= 1;
      for (const row of known) {
        const left = (this.#rows.get(row) ?? 0) - 1;
        if (left > 0) this.#rows.set(row, left);
        else this.#rows.delete(row);
      }
    };
  }

  /**
   * A choice of commands, asked in their order, that want none of the rows that are known to be claimed: 'take' or 'leave'. It
   * does not know the rows of some, which may still meet a batch in flight in PostgreSQL.
   */
  free(): (command: QueuedCommand) => Choice {
    const waitedFor = new Set<string>();
    return (command) => {
      const rows = rowsOf(command);
      if (!this.#isWanted(rows, waitedFor)) return 'take';
      for (const row of rows) waitedFor.add(row);
      return 'leave';
    };
  }

  #isWanted(rows: readonly string[], waitedFor: ReadonlySet<string>): boolean {
    return rows.some((row) => this.#rows.has(row) || waitedFor.has(row));
  }

  /**
   * A choice of commands, asked in their order, that can be committed beside those in flight: 'take' for one whose rows
   * are free, 'leave' for one that waits for a row, 'stop' if nothing may pass a command. What waits for a row keeps its
   * others free of commands behind it, or a transfer between two busy wallets would never find both free.
   */
  beside(): (command: QueuedCommand) => Choice {
    const waitedFor = new Set<string>();
    return (command) => {
      if (locksMore(command) || this.#unknown > 0) return 'stop';
      const rows = rowsOf(command);
      if (!this.#isWanted(rows, waitedFor)) return 'take';
      for (const row of rows) waitedFor.add(row);
      return 'leave';
    };
  }
}
