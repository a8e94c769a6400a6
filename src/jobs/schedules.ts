import { runKey, SCHEDULER, skipKey, type Viewer } from '../domain/index.js';
import type { Book } from '../book/index.js';
import {
  type DeclaredMovement,
  isMissed,
  NotDueError,
  runOf,
  skipMissedRuns,
} from '../movements/index.js';
import type { DueSchedule } from '../reader/index.js';
import { Repeated } from './repeated.js';
import { shuffled } from './shuffled.js';

/** The caller of a skip. */
const SCHEDULER_VIEWER: Viewer = { id: SCHEDULER, roles: [] };

const DEFAULT_TIMES = {
  /** Average pause between two rounds. Milliseconds. */
  everyMs: 1_000,
  /** Pause before a schedule is tried again that could not be run. */
  againMs: 10_000,
};

/** Most schedules that are read at once. */
const PAGE = 500;
/** Parts of what is due on which a gateway works at once. Each reads on a connection of its own. */
const PARTS_AT_ONCE = 2;
/** Most commands of a part that a gateway has in its queue. The others wait, so that clients find room. */
const MAX_IN_FLIGHT = 256;

/** A mutation and its input in the form that its movement takes. */
interface Readable {
  readonly movement: DeclaredMovement<unknown>;
  readonly input: unknown;
}

export interface SchedulesOptions {
  /** Reads what a schedule keeps, for its creator. @throws Error if it cannot be read any more */
  readonly read: (schedule: DueSchedule, creator: Viewer) => Readable;
  /** Receives the error of a round or of one schedule. The next round retries both. */
  readonly onError: (error: unknown, scheduleId?: string) => void;
  readonly times?: Partial<typeof DEFAULT_TIMES>;
}

/**
 * Runs what is due. The book itself lists it, so there is no queue that could disagree with it, and nothing is lost if a
 * gateway stops. Any number of gateways run this at once, each beginning with another part: the key of a run names its
 * schedule and moment, so the first commit decides it, and the others get its outcome.
 */
export class Schedules {
  readonly #rounds: Repeated;
  readonly #times: typeof DEFAULT_TIMES;
  /** When to try a schedule again, by its id. Monotonic milliseconds. */
  readonly #setAside = new Map<string, number>();

  constructor(
    private readonly book: Pick<Book, 'ledger' | 'read'>,
    private readonly options: SchedulesOptions,
  ) {
    this.#times = { ...DEFAULT_TIMES, ...options.times };
    this.#rounds = new Repeated({
      round: () => this.runDue(),
      onError: (error) => this.options.onError(error),
      pauseMs: () => this.#times.everyMs,
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

  /**
   * Runs every moment that is due now, apart from those of schedules that failed a moment ago.
   * @throws ReadUnavailableError if the book cannot be read
   */
  async runDue(): Promise<void> {
    this.#takeBack();
    const { now, parts } = await this.#reading((reader) => reader.dueParts());
    const waiting = shuffled(parts).values();
    const runNext = async (): Promise<void> => {
      for (const part of waiting) await this.#runPart(part, now);
    };
    await Promise.all(Array.from({ length: PARTS_AT_ONCE }, runNext));
  }

  async #runPart(part: string, now: Date): Promise<void> {
    let after: DueSchedule | undefined;
    do {
      const wanted = { part, now, after, limit: PAGE };
      const due = await this.#reading((reader) => reader.dueSchedules(wanted));
      await this.#decideAll(
        due.filter(({ id }) => !this.#setAside.has(id)),
        now,
      );
      // A schedule that missed several moments comes again, further on, with its next one.
      after = due.at(-1);
    } while (after && !this.#rounds.stopping.aborted);
  }

  async #reading<T>(read: (reader: ReturnType<Book['read']>) => Promise<T>): Promise<T> {
    const reader = this.book.read();
    try {
      return await read(reader);
    } finally {
      await reader.end();
    }
  }

  /** Keeps `MAX_IN_FLIGHT` commands in the ledger's queue until all are decided. */
  async #decideAll(due: readonly DueSchedule[], now: Date): Promise<void> {
    const waiting = due.values();
    const decideNext = async (): Promise<void> => {
      for (const schedule of waiting) {
        if (this.#rounds.stopping.aborted) return; // the next start decides it
        await this.#decide(schedule, now);
      }
    };
    await Promise.all(Array.from({ length: MAX_IN_FLIGHT }, decideNext));
  }

  async #decide(schedule: DueSchedule, now: Date): Promise<void> {
    try {
      if (schedule.late === 'SKIP' && isMissed(schedule, now)) await this.#skip(schedule);
      else await this.#run(schedule);
    } catch (error) {
      // Another gateway or a caller was first.
      if (error instanceof NotDueError || this.#rounds.stopping.aborted) return;
      this.#setAside.set(schedule.id, performance.now() + this.#times.againMs);
      this.options.onError(error, schedule.id);
    }
  }

  async #run(schedule: DueSchedule): Promise<void> {
    const { id: scheduleId, nextAt, createdBy, roles } = schedule;
    const creator: Viewer = { id: createdBy, roles };
    const { movement, input } = this.options.read(schedule, creator);
    const gone = this.#rounds.stopping;
    const run = runOf(movement, { scheduleId, nextAt });
    const key = runKey({ scheduleId, due: nextAt });
    await this.book.ledger.submit(run, input, creator, key, { gone });
  }

  async #skip({ id: scheduleId, nextAt: from }: DueSchedule): Promise<void> {
    const gone = this.#rounds.stopping;
    const key = skipKey({ scheduleId, due: from });
    await this.book.ledger.submit(skipMissedRuns, { scheduleId, from }, SCHEDULER_VIEWER, key, {
      gone,
    });
  }

  #takeBack(): void {
    const now = performance.now();
    for (const [id, until] of this.#setAside) if (until <= now) this.#setAside.delete(id);
  }
}
