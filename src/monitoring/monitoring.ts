import type { LedgerObserver } from '../ledger/index.js';
import type { LiveObserver } from '../live/index.js';
import { consistencyOf } from './consistency.js';
import type { Consistency, Figures, TransactionOutcomes } from './figures.js';
import { LastMinute } from './last-minute.js';
import { Latencies } from './latency.js';
import type { IntegrityReport } from '../integrity/index.js';

/** The present state of live pushes, read when figures are requested. */
interface LiveStatus {
  readonly live: { readonly size: number };
  readonly isListening: boolean;
}

/** What one gateway did in one slice of the last minute. */
class Tally {
  readonly outcomes = { done: 0, replayed: 0, refused: 0, failed: 0, unknown: 0 };
  readonly latencies = new Latencies();
  pushes = 0;
  correct = 0;
  rechecks = 0;
}

/** What the whole book announced in one slice of the last minute. */
class AnnouncementTally {
  wallets = 0;
}

/**
 * Receives the events of a gateway and computes its figures: the one source for the API and for /metrics.
 * It holds one minute of counts in memory, and nothing that outlives the process.
 */
export class Monitoring implements LiveObserver, Pick<LedgerObserver, 'settled'> {
  readonly #tallies: LastMinute<Tally>;
  /** Replaced whenever the listener connects, so that it covers no time in which announcements were missed. */
  #announcements: LastMinute<AnnouncementTally>;
  #consistency: Consistency | null = null;
  #live: LiveStatus | undefined;

  /** @param now a monotonic clock, in milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.#tallies = new LastMinute(now, () => new Tally());
    this.#announcements = new LastMinute(now, () => new AnnouncementTally());
  }

  /** Attaches the live pushes whose present state the figures include, once they exist. */
  attachLive(live: LiveStatus): void {
    this.#live = live;
  }

  listening(): void {
    this.#announcements = new LastMinute(this.now, () => new AnnouncementTally());
  }

  announced(wallets: number): void {
    this.#announcements.current.wallets += wallets;
  }

  pushed(latencyMs: number | undefined): void {
    const { current } = this.#tallies;
    current.pushes += 1;
    if (latencyMs !== undefined) current.latencies.record(latencyMs);
  }

  rechecked(isCorrect: boolean): void {
    const { current } = this.#tallies;
    current.rechecks += 1;
    if (isCorrect) current.correct += 1;
  }

  settled(_movement: string, outcome: keyof TransactionOutcomes): void {
    this.#tallies.current.outcomes[outcome] += 1;
  }

  /** Keeps the result of a check of the whole book. @param checkedAt when the check began, or earlier */
  verified(report: IntegrityReport, checkedAt: Date): void {
    this.#consistency = consistencyOf(report, checkedAt);
  }

  figures(): Figures {
    const tallies = this.#tallies.all;
    const measuredSeconds = roundToThousandths(this.#tallies.seconds);
    const sum = (count: (tally: Tally) => number): number => sumOf(tallies, count);
    const rechecks = sum((tally) => tally.rechecks);
    return {
      measuredSeconds,
      subscriptions: this.#live?.live.size ?? 0,
      hearsCommits: this.#isListening,
      balanceUpdatesPerSecond: this.#isListening ? this.#updatesPerSecond() : null,
      pushesPerSecond: rate(
        sum(({ pushes }) => pushes),
        measuredSeconds,
      ),
      pushLatency: Latencies.summarize(tallies.map(({ latencies }) => latencies)),
      transactions: {
        done: sum(({ outcomes }) => outcomes.done),
        replayed: sum(({ outcomes }) => outcomes.replayed),
        refused: sum(({ outcomes }) => outcomes.refused),
        failed: sum(({ outcomes }) => outcomes.failed),
        unknown: sum(({ outcomes }) => outcomes.unknown),
      },
      consistency: this.#consistency,
      balanceAccuracy: rechecks === 0 ? null : sum(({ correct }) => correct) / rechecks,
    };
  }

  get #isListening(): boolean {
    return this.#live?.isListening ?? false;
  }

  #updatesPerSecond(): number {
    const { all, seconds } = this.#announcements;
    return rate(
      sumOf(all, ({ wallets }) => wallets),
      seconds,
    );
  }
}

function sumOf<T>(tallies: readonly T[], count: (tally: T) => number): number {
  return tallies.reduce((sum, tally) => sum + count(tally), 0);
}

/** Events per second. A clock may report no elapsed time; then it counts as one millisecond. */
function rate(count: number, seconds: number): number {
  return roundToThousandths(count / Math.max(seconds, 0.001));
}

/** More digits would suggest a precision that was not measured. */
function roundToThousandths(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
