import type { DataSource } from 'typeorm';
import type { Book } from '../book/index.js';
import { REPORT_PERIODS } from '../domain/index.js';
import { type Job, Repeated } from '../jobs/index.js';
import { readBookTime } from '../reader/index.js';
import { makeNextReport } from './gathering/make-report.js';

const DEFAULT_TIMES = {
  /** Average pause between two looks. Milliseconds. */
  everyMs: 60_000,
  /** Longest pause after rounds that failed. Each doubles it. Milliseconds. */
  mostMs: 900_000,
  /** How long after its end a report is made. By then each gateway has written what it counted. Milliseconds. */
  afterMs: 150_000,
  /** How long a round waits until the log is settled. A later round tries again. Milliseconds. */
  settleMs: 5_000,
};

export interface ReportJobOptions {
  /** The name of the time zone of days, in the IANA database. */
  readonly timeZone: string;
  /** Receives the error of a round. The next round tries again. */
  readonly onError: (error: unknown) => void;
  readonly times?: Partial<typeof DEFAULT_TIMES>;
}

/**
 * Makes the daily, weekly and monthly reports, each once over any number of gateways. Those of a time in which no gateway ran
 * are made when one runs again.
 */
export class ReportJob implements Job {
  readonly #rounds: Repeated;
  readonly #times: typeof DEFAULT_TIMES;

  constructor(
    private readonly book: Pick<Book, 'log' | 'clock'>,
    /** Connections without a limit of time. */
    private readonly source: DataSource,
    private readonly options: ReportJobOptions,
  ) {
    const times = (this.#times = { ...DEFAULT_TIMES, ...options.times });
    this.#rounds = new Repeated({
      round: () => this.makeAll(),
      onError: (error) => {
        // The connections of a gateway that stops end under a round.
        if (!this.#rounds.stopping.aborted) options.onError(error);
      },
      pauseMs: (failures) => Math.min(times.everyMs * 2 ** failures, times.mostMs),
    });
  }

  /** Runs rounds until `stop`. */
  start(): void {
    this.#rounds.start();
  }

  /** Resolves when the report that is being made is done. */
  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  /** Makes the reports that are due. */
  async makeAll(): Promise<void> {
    const { timeZone } = this.options;
    const { afterMs } = this.#times;
    const now = await readBookTime(this.source.manager, this.book.clock);
    for (const period of REPORT_PERIODS) {
      const making = { period, timeZone, now, afterMs, settle: () => this.#settle() };
      while (!this.#rounds.stopping.aborted && (await makeNextReport(this.source, making)));
    }
  }

  /** @throws Error if a transaction that has drawn its place in the log stays open: a report would lack what it writes */
  async #settle(): Promise<bigint> {
    const { end, isReached } = await this.book.log.settle(this.#times.settleMs);
    if (isReached) return end;
    throw new Error('the log is not settled: a transaction that has drawn its place is still open');
  }
}
