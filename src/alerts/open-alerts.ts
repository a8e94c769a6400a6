import type { DataSource } from 'typeorm';
import { MONITOR_KINDS, type MonitorKind } from '../domain/index.js';
import { type Job, Repeated } from '../jobs/index.js';

/** Average pause between two counts. Milliseconds. */
const EVERY_MS = 5_000;

export interface OpenAlertsOptions {
  /** Receives the number of open alerts of the whole book, for every kind. */
  readonly onCount: (counts: ReadonlyMap<MonitorKind, number>) => void;
  readonly onError: (error: unknown) => void;
  readonly everyMs?: number;
}

/** Counts the alerts that are open, in the book, so that every gateway counts the same. */
export class OpenAlerts implements Job {
  readonly #rounds: Repeated;

  constructor(
    private readonly source: DataSource,
    private readonly options: OpenAlertsOptions,
  ) {
    const { everyMs = EVERY_MS, onError } = options;
    this.#rounds = new Repeated({
      round: () => this.count(),
      onError,
      pauseMs: () => everyMs,
    });
  }

  /** Runs rounds until `stop`. */
  start(): void {
    this.#rounds.start();
  }

  /** Resolves when the last round has ended. */
  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  async count(): Promise<void> {
    const rows = await this.source.query<{ kind: MonitorKind; count: number }[]>(
      `/* openAlerts */
       SELECT m.watches AS kind, sum(o.count)::integer AS count
         FROM (SELECT monitor_id, count(*) FROM alert WHERE acknowledged_at IS NULL GROUP BY monitor_id) o
         JOIN monitor m ON m.id = o.monitor_id
        GROUP BY m.watches`,
    );
    const counts = new Map<MonitorKind, number>(MONITOR_KINDS.map((kind) => [kind, 0]));
    for (const { kind, count } of rows) counts.set(kind, count);
    this.options.onCount(counts);
  }
}
