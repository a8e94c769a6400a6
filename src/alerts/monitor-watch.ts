import type { DataSource, EntityManager } from 'typeorm';
import type { Book } from '../book/index.js';
import type { MonitorKind } from '../domain/index.js';
import { inTransaction } from '../database/index.js';
import { type Job, Repeated } from '../jobs/index.js';
import { type RoundOf, watchChains } from './watching/chain-watch.js';
import { Raising } from './watching/raising.js';
import { OF_LOG, watchLog } from './watching/log-watch.js';
import { newestResult, watchFindings, watchHolds } from './watching/standing-watch.js';
import { kindsWatched, OF_CHAINS } from './watching/watched.js';

/** How long a look waits until the newest commits are settled. Milliseconds. */
const SETTLE_MS = 500;

const DEFAULT_TIMES = {
  /** Average pause between two rounds. Milliseconds. */
  everyMs: 500,
  /** Longest pause after rounds that failed. Milliseconds. */
  afterFailuresMs: 30_000,
};

export interface MonitorWatchOptions {
  /** Receives the error of a round or of one monitor. The next round retries both. */
  readonly onError: (error: unknown, monitorId?: string) => void;
  /** Receives the kind of monitor of each alert that this gateway raised. */
  readonly onRaised?: (kind: MonitorKind) => void;
  readonly times?: Partial<typeof DEFAULT_TIMES>;
}

/**
 * Looks at what the monitors watch, and raises alerts. One gateway at a time does, which holds the row of `monitoring_place`; if
 * it is killed, its lock ends with its session. What two gateways see nevertheless is raised once, by the key of its command.
 */
export class MonitorWatch implements Job {
  readonly #rounds: Repeated;
  readonly #raising: Raising;
  /** The newest result of a reconciliation whose findings were looked at. */
  #newestSeen: string | undefined;

  constructor(
    private readonly book: Pick<Book, 'ledger' | 'log'>,
    /** A pool of connections to the book, of which a round takes one. */
    private readonly source: DataSource,
    private readonly options: MonitorWatchOptions,
  ) {
    const times = { ...DEFAULT_TIMES, ...options.times };
    this.#rounds = new Repeated({
      round: () => this.look(),
      onError: (error) => this.#report(error),
      pauseMs: (failures) => Math.min(times.everyMs * 2 ** failures, times.afterFailuresMs),
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

  /** One round: looks at all that has happened, unless another gateway is about it. */
  async look(): Promise<void> {
    // Without the lock first: mostly nothing is watched.
    const kinds = await kindsWatched(this.source.manager);
    if (kinds.size === 0) return;
    while (!this.#rounds.stopping.aborted && (await this.#lookOnce(kinds)) === 'more');
  }

  /** A part of what has happened, so that a long part is not looked at again if the gateway ends. */
  async #lookOnce(kinds: ReadonlySet<MonitorKind>): Promise<'all' | 'more'> {
    // Before the transaction takes its connection, and before the monitors are read.
    const end = isAnyOf(OF_LOG, kinds) ? await this.#settledEnd() : undefined;
    return inTransaction(this.source, async (manager) => {
      if (!(await isFirst(manager))) return 'all';
      const round = this.#roundOf(manager);
      const chains = !isAnyOf(OF_CHAINS, kinds) || (await watchChains(round));
      const log = end === undefined || (await watchLog(round, end));
      if (kinds.has('HOLD_STUCK')) await watchHolds(round);
      if (kinds.has('FINDING')) await this.#lookAtFindings(round);
      return chains && log ? 'all' : 'more';
    });
  }

  async #settledEnd(): Promise<bigint> {
    return (await this.book.log.settle(SETTLE_MS)).end;
  }

  /** A monitor sees the findings of later results alone, so without another result there is nothing to see. */
  async #lookAtFindings(round: RoundOf): Promise<void> {
    const newest = await newestResult(round.manager);
    if (newest === this.#newestSeen) return;
    if (await watchFindings(round)) this.#newestSeen = newest;
  }

  #roundOf(manager: EntityManager): RoundOf {
    return {
      manager,
      raising: this.#raising,
      onError: (error, monitorId) => this.#report(error, monitorId),
      stopping: this.#rounds.stopping,
    };
  }

  #report(error: unknown, monitorId?: string): void {
    if (!this.#rounds.stopping.aborted) this.options.onError(error, monitorId);
  }
}

function isAnyOf(kinds: readonly MonitorKind[], watched: ReadonlySet<MonitorKind>): boolean {
  return kinds.some((kind) => watched.has(kind));
}

/** Takes the lock of the rounds until the transaction ends. @returns whether no other gateway has it */
async function isFirst(manager: EntityManager): Promise<boolean> {
  const held = await manager.query<unknown[]>(
    '/* monitoringLock */ SELECT number FROM monitoring_place FOR UPDATE SKIP LOCKED',
  );
  return held.length > 0;
}
