import type { LedgerObserver } from '../ledger/index.js';
import type { LiveObserver } from '../live/index.js';
import { consistencyOf } from './consistency.js';
import type { Consistency, Figures, TransactionOutcomes } from './figures.js';
import { LastMinute } from './last-minute.js';
import { Latencies } from './latency.js';
import type { IntegrityReport } from '../integrity/index.js';

/** What is asked about live pushes when figures are. */
interface Watched {
  readonly live: { readonly size: number };
  readonly hears: boolean;
}

type Outcome = keyof TransactionOutcomes;

/** What one gateway did in a part of the last minute. */
class Tally {
  readonly outcomes = { done: 0, replayed: 0, refused: 0, failed: 0, unknown: 0 };
  readonly latencies = new Latencies();
  pushes = 0;
  right = 0;
  looks = 0;
}

/** What was announced in the whole book in a part of the last minute. */
class Heard {
  wallets = 0;
}

/**
 * Is told what a gateway does and says how it stands: the one source of the figures that the API and
 * /metrics both show. It holds no more than a minute, and nothing that outlives the process.
 */
export class Monitoring implements LiveObserver, Pick<LedgerObserver, 'settled'> {
  readonly #tallies: LastMinute<Tally>;
  /** Of no time in which commits were not heard of. */
  #heard: LastMinute<Heard>;
  #consistency: Consistency | null = null;
  #watched: Watched | undefined;

  /** @param now milliseconds of a clock that is never set back */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.#tallies = new LastMinute(now, () => new Tally());
    this.#heard = new LastMinute(now, () => new Heard());
  }

  /** Says where to look for what is so now, once there are live pushes. */
  observe(watched: Watched): void {
    this.#watched = watched;
  }

  listening(): void {
    this.#heard = new LastMinute(this.now, () => new Heard());
  }

  announced(wallets: number): void {
    this.#heard.current.wallets += wallets;
  }

  pushed(latencyMs: number | undefined): void {
    const { current } = this.#tallies;
    current.pushes += 1;
    if (latencyMs !== undefined) current.latencies.note(latencyMs);
  }

  looked(right: boolean): void {
    const { current } = this.#tallies;
    current.looks += 1;
    if (right) current.right += 1;
  }

  settled(_movement: string, outcome: Outcome): void {
    this.#tallies.current.outcomes[outcome] += 1;
  }

  /** The whole book was checked. @param checkedAt when the check began, or before */
  verified(report: IntegrityReport, checkedAt: Date): void {
    this.#consistency = consistencyOf(report, checkedAt);
  }

  figures(): Figures {
    const tallies = this.#tallies.all;
    const measuredSeconds = thousandths(this.#tallies.seconds);
    const sum = (count: (tally: Tally) => number): number => sumOf(tallies, count);
    const looks = sum((tally) => tally.looks);
    return {
      measuredSeconds,
      subscriptions: this.#watched?.live.size ?? 0,
      hearsCommits: this.#hears,
      balanceUpdatesPerSecond: this.#hears ? this.#updatesPerSecond() : null,
      pushesPerSecond: rate(
        sum(({ pushes }) => pushes),
        measuredSeconds,
      ),
      pushLatency: Latencies.of(tallies.map(({ latencies }) => latencies)),
      transactions: {
        done: sum(({ outcomes }) => outcomes.done),
        replayed: sum(({ outcomes }) => outcomes.replayed),
        refused: sum(({ outcomes }) => outcomes.refused),
        failed: sum(({ outcomes }) => outcomes.failed),
        unknown: sum(({ outcomes }) => outcomes.unknown),
      },
      consistency: this.#consistency,
      balanceAccuracy: looks === 0 ? null : sum(({ right }) => right) / looks,
    };
  }

  get #hears(): boolean {
    return this.#watched?.hears ?? false;
  }

  #updatesPerSecond(): number {
    const { all, seconds } = this.#heard;
    return rate(
      sumOf(all, ({ wallets }) => wallets),
      seconds,
    );
  }
}

function sumOf<T>(tallies: readonly T[], count: (tally: T) => number): number {
  return tallies.reduce((sum, tally) => sum + count(tally), 0);
}

/** How often in a second. Of no time at all, a clock may say so, it is what it would be of a millisecond. */
function rate(count: number, seconds: number): number {
  return thousandths(count / Math.max(seconds, 0.001));
}

/** Nobody reads more, and more was not measured. */
function thousandths(figure: number): number {
  return Math.round(figure * 1_000) / 1_000;
}
