import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { GatewayFigures } from '../domain/index.js';
import { type Job, Repeated } from '../jobs/index.js';

/** Average pause between two writes. Milliseconds. */
const EVERY_MS = 45_000;
const QUARTER_MS = 900_000;
/** How long rows are kept: a monthly report that is late needs them. Days. */
const KEPT_DAYS = 400;

export interface FiguresJobOptions {
  /** What this process has counted since its start. */
  readonly counted: () => Promise<GatewayFigures>;
  /** Receives the error of a write. The next one writes what it would have written. */
  readonly onError: (error: unknown) => void;
  readonly everyMs?: number;
  /** The length of a part of time. Milliseconds; a quarter of an hour if absent. */
  readonly quarterMs?: number;
}

/** What a process writes of a quarter of an hour. */
interface Written {
  readonly quarter: Date;
  /** What had been counted when it began, and now. */
  readonly atStart: GatewayFigures;
  readonly counted: GatewayFigures;
  isWritten: boolean;
}

/**
 * Writes down what this process answered and pushed, by quarter of an hour, so that reports can add it up after the process
 * has ended. Each write has the whole count of its quarter, so one that is repeated counts nothing twice. A `kill -9` loses
 * what the last write did not have: about a minute.
 */
export class FiguresJob implements Job {
  readonly #process = randomUUID();
  readonly #rounds: Repeated;
  #last: Written | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly options: FiguresJobOptions,
  ) {
    const { everyMs = EVERY_MS, onError } = options;
    this.#rounds = new Repeated({
      round: () => this.write(),
      onError,
      pauseMs: () => everyMs,
    });
  }

  /** Writes in rounds until `stop`. */
  start(): void {
    this.#rounds.start();
  }

  /** Resolves when the last of what was counted is written, or could not be. */
  async stop(): Promise<void> {
    await this.#rounds.stop();
    await this.write().catch((error: unknown) => this.options.onError(error));
  }

  /** Writes what was counted in this quarter. */
  async write(): Promise<void> {
    const counted = await this.options.counted();
    const quarter = await this.#readQuarter();
    const isNew = quarter.getTime() !== this.#last?.quarter.getTime();
    if (isNew) {
      // A write whose answer was lost may have happened or not. Written again it has, and counts as before.
      if (this.#last && !this.#last.isWritten) await this.#store(this.#last);
      await this.#removeOld();
    }
    // What was counted since the last write belongs to either quarter: it counts in the new one.
    const atStart = (isNew ? this.#last?.counted : this.#last?.atStart) ?? NOTHING;
    this.#last = { quarter, atStart, counted, isWritten: false };
    await this.#store(this.#last);
  }

  async #readQuarter(): Promise<Date> {
    const [row] = await this.source.query<{ quarter: Date }[]>(
      `/* quarter */
       SELECT date_bin($1 * interval '1 millisecond', clock_timestamp(), '2000-01-01T00:00Z') AS quarter`,
      [this.options.quarterMs ?? QUARTER_MS],
    );
    if (!row) throw new Error('the database returned no row for its clock');
    return row.quarter;
  }

  async #store(written: Written): Promise<void> {
    const { quarter, atStart, counted } = written;
    const figures = {
      operations: since(atStart.operations, counted.operations),
      pushes: since(atStart.pushes, counted.pushes),
    };
    if (Object.keys({ ...figures.operations, ...figures.pushes }).length > 0)
      await this.source.query(
        `/* writeFigures */
         INSERT INTO gateway_figures (quarter, process, figures) VALUES ($1, $2, $3)
         ON CONFLICT (quarter, process) DO UPDATE SET figures = excluded.figures`,
        [quarter, this.#process, JSON.stringify(figures)],
      );
    written.isWritten = true;
  }

  async #removeOld(): Promise<void> {
    await this.source.query(
      `/* removeOldFigures */ DELETE FROM gateway_figures WHERE quarter < now() - $1 * interval '1 day'`,
      [KEPT_DAYS],
    );
  }
}

const NOTHING: GatewayFigures = { operations: {}, pushes: {} };

/** What was counted since, without what was not. */
function since(
  before: Readonly<Record<string, number>>,
  now: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(now)
      .map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );
}
