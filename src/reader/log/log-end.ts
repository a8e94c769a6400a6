import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { readError } from '../read-book.js';

/** A position, and the transactions that may still add a command at or below it. */
interface Unsettled {
  readonly position: bigint;
  readonly holders: ReadonlySet<string>;
}

/** How far the log is settled. */
interface Settled {
  readonly end: bigint;
  /** Whether `end` includes everything that was visible when it was asked for. */
  readonly isReached: boolean;
}

/** Milliseconds between the first two looks; it doubles up to the last. */
const FIRST_PAUSE_MS = 1;
const LAST_PAUSE_MS = 20;
/** Most positions of which the holders are kept. While one transaction stays open, each look adds one. */
const MAX_UNSETTLED = 16;

/**
 * The end of the log up to which it is settled: nothing will ever be added at or below it, by any gateway. So a reader who
 * stops there can read on later and misses nothing.
 *
 * A commit draws its number in the order of the log, and it becomes visible a little later, perhaps after a commit with a
 * higher number. Whoever draws from a sequence holds a lock on it until its transaction ends, and only then gives it up
 * when its rows can be seen (PostgreSQL: `ProcArrayEndTransaction` comes before the release of locks). So: read the highest
 * visible position, then who holds the lock. When none of these holds it any more, every number up to that position belongs
 * to a transaction that has ended. Transactions that only read, and those of other programs, hold up nothing.
 */
export class LogEnd {
  #known = 0n;
  #unsettled: readonly Unsettled[] = [];
  #looking: Promise<bigint> = Promise.resolve(0n);
  #next: Promise<bigint> | undefined;

  constructor(private readonly source: DataSource) {}

  /** The settled end, as far as this gateway knows. A snapshot that begins now sees everything up to it. */
  get known(): bigint {
    return this.#known;
  }

  /**
   * Resolves with an end that includes every command which was visible before the call; after `withinMs` with the one that
   * is known by then, because a transaction that has drawn a number can stay open for any time.
   * @throws ReadUnavailableError if the database is unavailable
   */
  async settle(withinMs: number): Promise<Settled> {
    const deadline = performance.now() + withinMs;
    let wanted: bigint | undefined;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LAST_PAUSE_MS)) {
      const visible = await this.#look();
      wanted ??= visible;
      const isReached = this.#known >= wanted;
      if (isReached || performance.now() >= deadline) return { end: this.#known, isReached };
      await delay(pause);
    }
  }

  /** Resolves with the highest visible position, after a look that began after this call. */
  #look(): Promise<bigint> {
    this.#next ??= this.#looking.then(() => {
      this.#next = undefined;
      const look = this.#lookOnce();
      this.#looking = look.catch(() => 0n); // those who asked for this look get the error
      return look;
    });
    return this.#next;
  }

  async #lookOnce(): Promise<bigint> {
    try {
      // In this order, and not in one statement.
      const position = await this.#readLastPosition();
      const holders = await this.#readHolders();
      this.#settleWith(position, holders);
      return position;
    } catch (error) {
      throw readError(error);
    }
  }

  #settleWith(position: bigint, holders: ReadonlySet<string>): void {
    const all = [...this.#unsettled, { position, holders }].map((one) => ({
      position: one.position,
      holders: new Set([...one.holders].filter((holder) => holders.has(holder))),
    }));
    for (const one of all)
      if (one.holders.size === 0 && one.position > this.#known) this.#known = one.position;
    const left = all.filter((one) => one.position > this.#known);
    // The oldest are the next to settle. The newest is what settles when a transaction that was open for long ends.
    this.#unsettled = left.filter(
      (_, index) => index < MAX_UNSETTLED - 1 || index === left.length - 1,
    );
  }

  async #readLastPosition(): Promise<bigint> {
    const [row] = await this.source.query<{ position: string }[]>(
      `/* lastPosition */ SELECT position FROM command ORDER BY position DESC LIMIT 1`,
    );
    return BigInt(row?.position ?? 0);
  }

  async #readHolders(): Promise<ReadonlySet<string>> {
    const rows = await this.source.query<{ holder: string }[]>(
      `/* holdersOfCommitNumber */
       SELECT DISTINCT virtualtransaction AS holder FROM pg_locks
        WHERE locktype = 'relation' AND relation = 'commit_number'::regclass AND mode = 'RowExclusiveLock' AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    return new Set(rows.map(({ holder }) => holder));
  }
}
