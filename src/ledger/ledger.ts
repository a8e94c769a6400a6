import type { DataSource } from 'typeorm';
import type { Refusal, Viewer } from '../domain/index.js';
import {
  CommitUnknownError,
  isTransient,
  type Fault,
  faultOf,
  isUniqueViolation,
  NotCommittedError,
} from '../database/index.js';
import { commitBatch, type Command, type Settled } from './batch.js';
import { inputHash } from './idempotency.js';
import type { Movement, RuleContext } from './movement.js';
import { WriteHealth } from './write-health.js';
import {
  type Outcome,
  OutcomeUnknownError,
  OverloadedError,
  type Result,
  UnavailableError,
} from './result.js';

/** Receives ledger events, for metrics and logs. */
export interface LedgerObserver {
  committed(commands: number, seconds: number): void;
  settled(
    movement: string,
    outcome: 'done' | 'replayed' | 'refused' | 'failed' | 'unknown',
    code?: string,
  ): void;
  retried(reason: 'transient' | 'unique' | 'singly', error: unknown): void;
  /** A commit, a read of the book or the writing of a checkpoint failed because of the database. */
  failed?(what: 'commit' | 'read' | 'checkpoint', fault: Fault, error: unknown): void;
}

export interface LedgerOptions extends RuleContext {
  /** Maximum number of commands in one commit. A command with several lines counts as that many. */
  readonly batchMax: number;
  /** Maximum number of commits in flight. */
  readonly writers: number;
  /** Maximum number of waiting commands, counted like `batchMax`. */
  readonly queueMax: number;
  readonly observer: LedgerObserver;
}

interface QueuedCommand extends Command {
  readonly weight: number;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** Maximum number of attempts at a commit that conflicts with another commit. */
const MAX_ATTEMPTS = 5;

/**
 * The only way to write to the book: group commit. Commands that arrive during a commit wait and share the next one. A
 * command that finds a free writer starts at once.
 */
export class Ledger {
  readonly #queue: QueuedCommand[] = [];
  /** Weight of all commands in the queue. */
  #weight = 0;
  #committing = 0;
  #closed = false;
  #idle: (() => void)[] = [];
  readonly #health = new WriteHealth();

  constructor(
    private readonly dataSource: DataSource,
    private readonly options: LedgerOptions,
  ) {}

  /** Number of commands that wait for a commit to begin. */
  get waiting(): number {
    return this.#queue.length;
  }

  /**
   * Why commits do not happen now, for the readiness of the gateway; undefined if they do, or if none is wanted. After a
   * fault such as a full disk it tries to write, so that the gateway becomes ready again without commands.
   */
  async problem(): Promise<string | undefined> {
    // A commit under way will tell by itself.
    if (this.#committing === 0) await this.#health.probe(this.dataSource);
    return this.#health.problem;
  }

  /**
   * Executes one movement under the caller's key, and resolves after its commit. A refusal is a result, not an error.
   * @throws OverloadedError at once, if too many commands are waiting; nothing was executed
   * @throws UnavailableError if the database is unreachable, a lock is not granted in time, or this is closed; nothing
   * was executed
   * @throws OutcomeUnknownError if the connection was lost during the commit; a retry with the same key finds out
   */
  submit<I>(movement: Movement<I>, input: I, by: Viewer, key: string): Promise<Result> {
    if (this.#closed) return Promise.reject(new UnavailableError({ closed: true }));
    if (this.#weight >= this.options.queueMax) return Promise.reject(new OverloadedError());
    const weight = movement.weight?.(input) ?? 1;
    return new Promise<Result>((resolve, reject) => {
      this.#weight += weight;
      this.#health.accepted();
      this.#queue.push({
        weight,
        movement,
        input,
        by,
        key,
        inputHash: inputHash(movement.name, input, this.options.currencies),
        resolve,
        reject,
      });
      this.#startWriters();
    });
  }

  /** Accepts no further command, and resolves when every accepted one is settled. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#committing === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #startWriters(): void {
    while (this.#committing < this.options.writers && this.#queue.length > 0) {
      this.#committing++;
      void this.#writeUntilIdle();
    }
  }

  async #writeUntilIdle(): Promise<void> {
    while (this.#queue.length > 0) {
      await this.#executeBatch(this.#nextBatch());
    }
    this.#committing--;
    if (this.#committing === 0) this.#idle.splice(0).forEach((resolve) => resolve());
  }

  /** Takes the first commands that fit one commit, at least one. */
  #nextBatch(): QueuedCommand[] {
    let count = 0;
    let weight = 0;
    for (const next of this.#queue) {
      if (count > 0 && weight + next.weight > this.options.batchMax) break;
      count += 1;
      weight += next.weight;
    }
    this.#weight -= weight;
    return this.#queue.splice(0, count);
  }

  /** Commits a batch and settles its commands. Never throws: a failure becomes the error of each command. */
  async #executeBatch(batch: readonly QueuedCommand[]): Promise<void> {
    try {
      const settled = await this.#commit(batch);
      batch.forEach((command, index) => this.#settle(command, settled[index]));
    } catch (error) {
      if (batch.length === 1 || isConnectionLoss(error)) this.#fail(batch, error);
      else await this.#executeOneByOne(batch, error);
    }
  }

  /**
   * Commits each command alone, because one command of the batch is at fault and it is not known which: now it fails
   * alone. Each command settles after its own commit. If the connection is lost, the rest is not sent.
   */
  async #executeOneByOne(batch: readonly QueuedCommand[], reason: unknown): Promise<void> {
    this.options.observer.retried('singly', reason);
    for (const [index, command] of batch.entries()) {
      try {
        const [settled] = await this.#commit([command]);
        this.#settle(command, settled);
      } catch (error) {
        this.#fail([command], error);
        if (!isConnectionLoss(error)) continue;
        const cause = new NotCommittedError('not sent: the connection was lost', { cause: error });
        this.#fail(batch.slice(index + 1), cause);
        return;
      }
    }
  }

  #fail(commands: readonly QueuedCommand[], error: unknown): void {
    for (const command of commands) this.#settle(command, { error });
  }

  async #commit(batch: readonly QueuedCommand[]): Promise<readonly Settled[]> {
    const began = performance.now();
    for (let attempt = 1; ; attempt++) {
      try {
        const { settled, wrote } = await commitBatch(this.dataSource, this.options, batch);
        if (wrote) this.#health.committed();
        this.options.observer.committed(batch.length, (performance.now() - began) / 1000);
        return settled;
      } catch (error) {
        const reason = retryReason(error);
        if (!reason || attempt === MAX_ATTEMPTS) {
          this.#failed(error);
          throw error;
        }
        this.options.observer.retried(reason, error);
        await backOff(attempt);
      }
    }
  }

  #failed(error: unknown): void {
    const fault = faultOf(error);
    // The database did its part: the command is at fault, and its answer tells.
    if (fault.cause === 'other') return;
    this.#health.failed(fault);
    this.options.observer.failed?.('commit', fault, error);
  }

  #settle(command: QueuedCommand, settled: Settled | undefined): void {
    this.#health.settled();
    if (!settled) throw new Error('a command was left without an outcome');
    if ('result' in settled) {
      const { outcome, replayed } = settled.result;
      const code = refusalOf(outcome)?.code;
      this.options.observer.settled(
        command.movement.name,
        replayed ? 'replayed' : code ? 'refused' : 'done',
        code,
      );
      command.resolve(settled.result);
      return;
    }
    const error = asClientError(settled.error);
    this.options.observer.settled(
      command.movement.name,
      error instanceof OutcomeUnknownError ? 'unknown' : 'failed',
    );
    command.reject(error);
  }
}

/** The refusal of a command of which nothing was done: its own, or the first of its lines. */
function refusalOf(outcome: Outcome): Refusal | undefined {
  if ('refused' in outcome) return outcome.refused;
  if ('many' in outcome && outcome.many.done.length === 0) return outcome.many.refused[0]?.refused;
  return undefined;
}

/**
 * The reason to retry a commit, if there is one. A unique violation means that another commit wrote the same key, or
 * opened the same wallet or account, between this commit's read and its write. That gateway has committed by now, so
 * the next read sees its row.
 */
function retryReason(error: unknown): 'transient' | 'unique' | undefined {
  if (isTransient(error)) return 'transient';
  return isUniqueViolation(error) ? 'unique' : undefined;
}

function isConnectionLoss(error: unknown): boolean {
  return error instanceof CommitUnknownError || error instanceof NotCommittedError;
}

/** Waits a few random milliseconds, so that two commits that conflicted do not conflict again. */
function backOff(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * 2 ** attempt));
}

function asClientError(error: unknown): unknown {
  if (error instanceof CommitUnknownError) return new OutcomeUnknownError({ cause: error });
  if (error instanceof NotCommittedError) return new UnavailableError({ cause: error });
  return error;
}
