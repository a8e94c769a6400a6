import type { DataSource } from 'typeorm';
import type { Book } from '../book/index.js';
import type { MonitorKind } from '../domain/index.js';
import { type Job, Repeated } from '../jobs/index.js';
import { Raising } from './watching/raising.js';
import { readWatched, type Watched } from './watching/watched.js';

const DEFAULT_TIMES = {
  /** Average pause between two rounds. Milliseconds. */
  everyMs: 5_000,
  /** After how long without a gateway that is beyond the bound it is over. Milliseconds. */
  overMs: 60_000,
};

export interface LatencyWatchOptions {
  /** The 99th percentile of this gateway's pushes in the last minute, in milliseconds; undefined: there was none. */
  readonly p99Ms: () => number | undefined;
  readonly onError: (error: unknown) => void;
  /** Receives the kind of monitor of each alert that this gateway raised. */
  readonly onRaised?: (kind: MonitorKind) => void;
  readonly times?: Partial<typeof DEFAULT_TIMES>;
}

/**
 * Looks at the pushes of this gateway, which no other one knows. Each gateway looks for itself: the first that is beyond the
 * bound raises the alert, and each that is says so in the book. It is over when none has said so for a minute.
 */
export class LatencyWatch implements Job {
  readonly #rounds: Repeated;
  readonly #raising: Raising;
  readonly #times: typeof DEFAULT_TIMES;

  constructor(
    book: Pick<Book, 'ledger'>,
    private readonly source: DataSource,
    private readonly options: LatencyWatchOptions,
  ) {
    this.#times = { ...DEFAULT_TIMES, ...options.times };
    this.#rounds = new Repeated({
      round: () => this.look(),
      onError: (error) => this.options.onError(error),
      pauseMs: () => this.#times.everyMs,
    });
    this.#raising = new Raising(book.ledger, this.#rounds.stopping, options.onRaised);
  }

  /** Runs rounds until `stop`. */
  start(): void {
    this.#rounds.start();
  }

  /** Resolves when the last round has ended. */
  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  async look(): Promise<void> {
    const monitors = await readWatched(this.source.manager, ['PUSH_LATENCY_ABOVE']);
    if (monitors.length === 0) return;
    const p99Ms = this.options.p99Ms();
    for (const monitor of monitors) await this.#lookFor(monitor, p99Ms);
  }

  async #lookFor(monitor: Watched, p99Ms: number | undefined): Promise<void> {
    const { currentAlert, seconds } = monitor;
    const boundMs = (seconds ?? 0) * 1_000;
    if (p99Ms !== undefined && p99Ms > boundMs) {
      await this.#note(monitor);
      if (currentAlert === null) await this.#raise(monitor, { p99Ms, boundMs });
    } else if (currentAlert !== null) {
      const over = await this.#overSince(monitor);
      if (over) await this.#raising.end(monitor, currentAlert, over);
    }
  }

  /** The number of the alert names the crossing. So two gateways that see it at once raise one. */
  async #raise(monitor: Watched, seen: { p99Ms: number; boundMs: number }): Promise<void> {
    const [p99Ms, boundMs] = [seen.p99Ms, seen.boundMs].map(Math.round) as [number, number];
    await this.#raising.raise(monitor, {
      crossing: `latency·${monitor.alerts + 1}`,
      ...{ walletId: null, transactionId: null },
      summary: `Of the pushes of a gateway in the last minute, one in a hundred took longer than ${p99Ms} ms, more than ${boundMs} ms.`,
      data: { p99Ms, boundMs },
      happenedAt: new Date().toISOString(),
    });
  }

  /** Notes that a gateway has seen it beyond now. */
  async #note({ monitorId, afterCommit }: Watched): Promise<void> {
    await this.source.query(
      `/* beyondNow */
       INSERT INTO monitor_place (monitor_id, after_commit, seq, beyond_at) VALUES ($1, $2, 0, now())
       ON CONFLICT (monitor_id) DO UPDATE SET after_commit = excluded.after_commit, beyond_at = excluded.beyond_at`,
      [monitorId, afterCommit],
    );
  }

  /** When it was over; undefined: a gateway has seen it beyond a short while ago. */
  async #overSince({ monitorId }: Watched): Promise<Date | undefined> {
    const [row] = await this.source.query<{ now: Date }[]>(
      `/* overNow */
       SELECT now() AS now
        WHERE NOT EXISTS (SELECT FROM monitor_place
                           WHERE monitor_id = $1 AND beyond_at > now() - $2 * interval '1 millisecond')`,
      [monitorId, this.#times.overMs],
    );
    return row?.now;
  }
}
