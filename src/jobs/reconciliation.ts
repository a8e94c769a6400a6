import {
  addDueRun,
  type FindingsNow,
  type Others,
  readFindingsNow,
  type ReconcilerParts,
  runWanted,
} from '../adoption/index.js';
import { GATEWAY_PREFIX } from '../domain/index.js';
import { Repeated } from './repeated.js';

/** Who asks for the daily run. No token has this `sub`: its prefix is the gateway's own. */
const SCHEDULE = `${GATEWAY_PREFIX}schedule`;

/** Average pause between two looks for a run that is wanted. Milliseconds. */
const EVERY_MS = 2_000;

/** Longest pause after rounds that failed. Each doubles it: a run that cannot be stored takes as long as one that can. */
const MOST_MS = 10 * 60_000;

export interface ReconciliationOptions {
  /** Minute of the UTC day of the daily run; undefined: there is none. */
  readonly atMinute: number | undefined;
  /** Receives what the runs have left, of any gateway, when that has changed. */
  readonly onChange: (now: FindingsNow) => void;
  /** Receives the error of a round. The next round tries again, after a longer pause each time. */
  readonly onError: (error: unknown) => void;
  /** Overrides the pause between two looks. Milliseconds. */
  readonly everyMs?: number;
  /** What others say of the book; absent: it is compared with itself only. */
  readonly others?: Omit<Others, 'signal'>;
}

/**
 * Carries out the reconciliations that callers and the clock ask for. The book itself lists them, so nothing is lost if a
 * gateway stops. Any number of gateways run this at once: the first one that takes the lock carries a run out. Its result
 * ends it for all. A daily run that no gateway was there for is made up for once.
 */
export class ReconciliationJob {
  readonly #rounds: Repeated;
  readonly #parts: ReconcilerParts;
  #known: string | undefined;

  constructor(
    parts: ReconcilerParts,
    private readonly options: ReconciliationOptions,
  ) {
    const { others, everyMs = EVERY_MS } = options;
    this.#rounds = new Repeated({
      round: () => this.#round(),
      onError: (error) => this.#report(error),
      pauseMs: (failures) => Math.min(everyMs * 2 ** failures, MOST_MS),
    });
    this.#parts = others
      ? { ...parts, others: { ...others, signal: this.#rounds.stopping } }
      : parts;
  }

  /** Runs rounds until `stop`. */
  start(): void {
    this.#rounds.start();
  }

  /** Resolves when the last round has ended. A run that is cut off then is carried out by another gateway. */
  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  #report(error: unknown): void {
    // The connections of a gateway that stops end under a run.
    if (!this.#rounds.stopping.aborted) this.options.onError(error);
  }

  async #round(): Promise<void> {
    const { atMinute, onChange } = this.options;
    if (atMinute !== undefined) await addDueRun(this.#parts.source, atMinute, SCHEDULE);
    while (!this.#rounds.stopping.aborted && (await runWanted(this.#parts)) !== undefined);
    const now = await readFindingsNow(this.#parts.source, this.#known);
    if (now === undefined) return;
    this.#known = now.number;
    onChange(now);
  }
}
