import type { Book } from '../book/index.js';
import { eraseNext } from '../ledger/index.js';
import { Repeated } from './repeated.js';

/** Average pause between two looks for an erasure. Milliseconds. */
const EVERY_MS = 1_000;
/** Longest pause after rounds that failed. Each doubles it. */
const MOST_MS = 60_000;
/** How long a round waits until the log is settled. A later round tries again. */
const SETTLE_MS = 1_000;

export interface ErasuresOptions {
  /** Connections without a limit of time. */
  readonly source: Parameters<typeof eraseNext>[0];
  /** Receives the error of a round. The next round tries again. */
  readonly onError: (error: unknown) => void;
  readonly everyMs?: number;
}

/**
 * Carries out the erasures that admins ask for, some rows in a commit. The book itself lists them and how far they are, so
 * nothing is lost if a gateway stops. Of any number of gateways, one works on an erasure at a time.
 */
export class Erasures {
  readonly #rounds: Repeated;

  constructor(
    private readonly book: Pick<Book, 'log'>,
    private readonly options: ErasuresOptions,
  ) {
    const { everyMs = EVERY_MS, onError } = options;
    this.#rounds = new Repeated({
      round: () => this.eraseAll(),
      onError: (error) => {
        // The connections of a gateway that stops end under a round.
        if (!this.#rounds.stopping.aborted) onError(error);
      },
      pauseMs: (failures) => Math.min(everyMs * 2 ** failures, MOST_MS),
    });
  }

  /** Runs rounds until `stop`. */
  start(): void {
    this.#rounds.start();
  }

  /** Resolves when the commit that is under way has ended. */
  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  /** Erases, commit by commit, until nothing is left or it is stopped. */
  async eraseAll(): Promise<void> {
    const { end } = await this.book.log.settle(SETTLE_MS);
    while (!this.#rounds.stopping.aborted && (await eraseNext(this.options.source, end)));
  }
}
