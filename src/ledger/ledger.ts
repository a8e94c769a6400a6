import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Refusal, Viewer } from '../domain/index.js';
import { CommitUnknownError, NotCommittedError } from '../database/index.js';
import type { Settled } from './batch.js';
import { BatchRunner } from './batch-runner.js';
import { Aside } from './held/aside.js';
import { type NeededRow, neededRows } from './held/needed-rows.js';
import { hashInput } from './idempotency.js';
import type { LedgerObserver } from './ledger-observer.js';
import type { Movement, RuleContext } from './movement.js';
import { Lane } from './queue/lane.js';
import { PauseWatch } from './queue/pause-watch.js';
import { type Gone, lapseOf, type QueuedCommand } from './queue/queued-command.js';
import { Stopwatch } from './queue/stopwatch.js';
import {
  LockedError,
  type NamedByCommand,
  type Outcome,
  OutcomeUnknownError,
  OverloadedError,
  type Result,
  UnavailableError,
} from './result.js';
import { WriteHealth } from './write-health.js';

export interface LedgerOptions extends RuleContext {
  /** Maximum number of commands in one commit. A command with several lines counts as that many. */
  readonly batchMax: number;
  /**
   * Maximum number of commits in flight, besides one of lists and one of commands that waited for a locked row. With 1, a
   * second one may be beside it that wants none of its rows.
   */
  readonly writers: number;
  /** Maximum number of waiting commands, counted like `batchMax`. Lists have as much room of their own. */
  readonly queueMax: number;
  /** Milliseconds after its arrival from which on a command is not begun any more. */
  readonly commandTimeoutMs: number;
  readonly observer: LedgerObserver;
}

/** Connections of a ledger. */
export interface LedgerSources {
  /** At least `writers` + 2. They wait for a lock for a short time only. */
  readonly writes: DataSource;
  /** For commands that wait for a row which another session holds. They wait for a lock for a short time, too. */
  readonly aside: DataSource;
}

/** How a command may end before it begins. */
export interface SubmitOptions {
  /** Tells whether the client no longer waits: a command that has not begun is then not begun. */
  readonly gone?: Gone | undefined;
  /** Milliseconds from now on within which it must begin; absent: `commandTimeoutMs`. */
  readonly withinMs?: number;
  /** The request that brought it, for the log. Absent: it is the gateway's own. */
  readonly requestId?: string;
}

/** A command with more lines than this goes with the lists. */
const MAX_LINES_OF_A_SINGLE = 16;
/**
 * Least number of commands in a second commit beside the only writer's. Measured with 256 in flight: 48 bring a tenth to a
 * fifth more, 16 nothing. docs/decisions/37-a-commit-beside-another.md
 */
const BESIDE_MIN = 48;
/** How long lists rest while single commands come: this many times as long as the last commit of lists took. */
const REST = 3;
const REST_LOOK_MS = 5;
/** How often what waits is looked through for commands whose time is over. */
const SWEEP_EVERY_MS = 100;

/**
 * The only way to write to the book: group commit. Commands that arrive during a commit wait and share the next one. A
 * command that finds a free writer starts at once. No command waits for what is another's: callers take turns, lists have a
 * lane beside single commands, and commands on a row that another session holds wait aside.
 */
export class Ledger {
  #closed = false;
  readonly #health = new WriteHealth();
  readonly #pauses: PauseWatch;
  readonly #runner: BatchRunner;
  readonly #singles: Lane;
  readonly #lists: Lane;
  readonly #aside: Aside;
  /** The wallets that the lists' commit locks. */
  #listed: ReadonlySet<string> = new Set();
  /** Number of commands that are accepted and not settled. */
  #unsettled = 0;
  /** Commands that wait aside for a known row, and say nothing about the write path. */
  readonly #behindRows = new Set<QueuedCommand>();
  #lastList = { ended: new Stopwatch(), tookMs: 0 };
  #sweeping: NodeJS.Timeout | undefined;

  constructor(
    private readonly sources: LedgerSources,
    private readonly options: LedgerOptions,
  ) {
    const { batchMax, queueMax, writers, observer } = options;
    this.#pauses = new PauseWatch(options.commandTimeoutMs);
    this.#runner = new BatchRunner({
      context: options,
      observer,
      health: this.#health,
      settle: (command, settled) => this.#settle(command, settled),
      lapse: (command) => this.#lapse(command),
      setAside: (command, held) => this.#setAside(command, held),
    });
    this.#singles = new Lane({
      ...{ queueMax, batchMax, writers },
      // Several writers overlap by themselves.
      ...(writers === 1 && batchMax >= BESIDE_MIN && { besideMin: BESIDE_MIN }),
      execute: (batch) => this.#executeSingles(batch),
    });
    this.#lists = new Lane({
      ...{ queueMax, batchMax, writers: 1 },
      execute: (batch) => this.#executeLists(batch),
    });
    this.#aside = new Aside({
      source: sources.aside,
      batchMax,
      execute: (batch, source) => {
        for (const command of batch) this.#takeBack(command);
        return this.#runner.execute(batch, source);
      },
      refuse: (command, named) => this.#refuseLocked(command, named),
    });
  }

  /** Number of commands that wait for a commit to begin. */
  get waiting(): number {
    return this.#singles.waiting + this.#lists.waiting + this.#aside.size;
  }

  /**
   * Why commits do not happen now, for the readiness of the gateway; undefined if they do, or if none is wanted. After a
   * fault such as a full disk it tries to write, so that the gateway becomes ready again without commands.
   */
  async problem(): Promise<string | undefined> {
    // A commit under way will tell by itself.
    if (this.#singles.isIdle && this.#lists.isIdle) await this.#health.probe(this.sources.writes);
    return this.#health.problem;
  }

  /**
   * Executes one movement under the caller's key, and resolves after its commit. A refusal is a result, not an error.
   * @throws OverloadedError if too many commands wait and this caller has the most of them; nothing was executed
   * @throws LockedError if another session of the database holds a row that it needs; nothing was executed
   * @throws UnavailableError if the database is unreachable, its turn did not come in time, its client went away, or
   * this is closed; nothing was executed
   * @throws OutcomeUnknownError if the connection was lost during the commit; a retry with the same key finds out
   */
  submit<I>(
    movement: Movement<I>,
    input: I,
    by: Viewer,
    key: string,
    { gone, withinMs = this.options.commandTimeoutMs, requestId }: SubmitOptions = {},
  ): Promise<Result> {
    if (this.#closed) return Promise.reject(new UnavailableError('closed'));
    if (this.#pauses.isCatchingUp) return Promise.reject(new UnavailableError('paused'));
    return new Promise<Result>((resolve, reject) => {
      const command: QueuedCommand = {
        ...{ movement, input, by, key, gone, withinMs, resolve, reject },
        requestId: requestId ?? null,
        weight: movement.weight?.(input) ?? 1,
        ...hashInput(movement.name, input, this.options.currencies),
        locks: movement.locks(input),
        arrived: new Stopwatch(),
        origin: this.options.observer.origin?.(),
      };
      this.#unsettled += 1;
      this.#health.accepted();
      const lane = command.weight > MAX_LINES_OF_A_SINGLE ? this.#lists : this.#singles;
      for (const refused of lane.offer(command))
        this.#settle(refused, { error: new OverloadedError() });
      this.#sweepUntilSettled();
    });
  }

  /** Accepts no further command, and resolves when every accepted one is settled. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#pauses.close();
    // What runs in one may go on in another.
    while (!this.#singles.isIdle || !this.#lists.isIdle || this.#aside.size > 0) {
      await this.#singles.untilIdle();
      await this.#lists.untilIdle();
      await this.#aside.untilIdle();
    }
    await this.#aside.untilIdle();
    clearInterval(this.#sweeping);
  }

  async #executeSingles(batch: readonly QueuedCommand[]): Promise<void> {
    const beside = this.#leaveListed(batch);
    const free = await this.#leaveHeld(beside);
    if (free.length > 0) await this.#runner.execute(free, this.sources.writes);
  }

  async #executeLists(batch: readonly QueuedCommand[]): Promise<void> {
    const isOfLists = batch.some(({ weight }) => weight > MAX_LINES_OF_A_SINGLE);
    while (isOfLists && this.#mustListsRest) await delay(REST_LOOK_MS);
    // Before anything is awaited: a single command that comes now must find it. Single commands in this lane attract no
    // others, or they would follow each other for ever and no list would have its turn.
    if (isOfLists) this.#listed = new Set(batch.flatMap(walletsOf));
    const began = new Stopwatch();
    const free = await this.#leaveHeld(batch);
    if (free.length > 0) await this.#runner.execute(free, this.sources.writes);
    this.#listed = new Set();
    if (isOfLists) this.#lastList = { ended: new Stopwatch(), tookMs: began.elapsedMs };
  }

  /** Whether the gateway and PostgreSQL are left to single commands for a while after a commit of lists. */
  get #mustListsRest(): boolean {
    const { ended, tookMs } = this.#lastList;
    return !this.#singles.isIdle && ended.elapsedMs < REST * tookMs && !this.#closed;
  }

  /**
   * Leaves the commands on wallets that a commit of lists locks to the lane of lists, where they go next. A list holds its
   * wallets for longer than a batch of single commands may wait.
   */
  #leaveListed(batch: readonly QueuedCommand[]): readonly QueuedCommand[] {
    if (this.#listed.size === 0) return batch;
    const isListed = (command: QueuedCommand): boolean =>
      walletsOf(command).some((id) => this.#listed.has(id));
    this.#lists.putAhead(batch.filter(isListed));
    return batch.filter((command) => !isListed(command));
  }

  /** Puts the commands aside that need a row for which others wait already. */
  async #leaveHeld(batch: readonly QueuedCommand[]): Promise<readonly QueuedCommand[]> {
    if (this.#aside.size === 0) return batch;
    // If it cannot be read, the commit will say why.
    const needed = await neededRows(this.sources.writes, batch).catch(() => undefined);
    return batch.filter((command) => {
      const held = this.#aside.heldOf(needed?.get(command) ?? []);
      if (!held) return true;
      this.#setAside(command, held);
      return false;
    });
  }

  /** Ends what waits and must not be begun any more, for as long as anything is not settled. */
  #sweepUntilSettled(): void {
    if (this.#sweeping || this.#unsettled === 0) return;
    this.#sweeping = setInterval(() => {
      const isOver = (command: QueuedCommand): boolean => lapseOf(command) !== undefined;
      for (const lane of [this.#singles, this.#lists])
        for (const command of lane.sweep(isOver)) this.#lapse(command);
      for (const [command, named] of this.#aside.sweep(isOver)) this.#refuseLocked(command, named);
      if (this.#unsettled > 0) return;
      clearInterval(this.#sweeping);
      this.#sweeping = undefined;
    }, SWEEP_EVERY_MS);
  }

  #lapse(command: QueuedCommand): void {
    this.#settle(command, { error: new UnavailableError(lapseOf(command)) });
  }

  /** @param held undefined: it is not known which row. Then perhaps nothing can be committed, and readiness must tell */
  #setAside(command: QueuedCommand, held: NeededRow | undefined): void {
    if (held) {
      this.#health.setAside();
      this.#behindRows.add(command);
    }
    this.#aside.add(command, held);
  }

  #takeBack(command: QueuedCommand): void {
    if (this.#behindRows.delete(command)) this.#health.accepted();
  }

  /** Ends a command that waited aside. */
  #refuseLocked(command: QueuedCommand, named: NamedByCommand): void {
    this.#takeBack(command);
    this.#settle(command, { error: new LockedError(named) });
  }

  #settle(command: QueuedCommand, settled: Settled | undefined): void {
    this.#unsettled -= 1;
    this.#health.settled();
    if (!settled) throw new Error('a command was left without an outcome');
    const { observer } = this.options;
    const { name } = command.movement;
    if ('result' in settled) {
      const { outcome, replayed } = settled.result;
      const code = refusalOf(outcome)?.code;
      observer.settled(name, replayed ? 'replayed' : code ? 'refused' : 'done', code);
      command.resolve(settled.result);
      return;
    }
    const error = asClientError(settled.error);
    observer.settled(name, error instanceof OutcomeUnknownError ? 'unknown' : 'failed');
    command.reject(error);
  }
}

/** The wallets that a command names. */
function walletsOf({ locks }: QueuedCommand): readonly string[] {
  return locks.wallets ?? [];
}

/** The refusal of a command of which nothing was done: its own, or the first of its lines. */
function refusalOf(outcome: Outcome): Refusal | undefined {
  if ('refused' in outcome) return outcome.refused;
  if ('many' in outcome && outcome.many.done.length === 0) return outcome.many.refused[0]?.refused;
  return undefined;
}

function asClientError(error: unknown): unknown {
  if (error instanceof CommitUnknownError) return new OutcomeUnknownError({ cause: error });
  if (error instanceof NotCommittedError) return new UnavailableError('database', { cause: error });
  return error;
}
