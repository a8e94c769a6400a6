import type { DataSource } from 'typeorm';
import {
  CommitUnknownError,
  endedWhileIdle,
  faultOf,
  isTransient,
  isUniqueViolation,
  NotCommittedError,
} from '../database/index.js';
import { commitBatch, type Settled } from './batch.js';
import { findHeld } from './held/held-rows.js';
import { type NeededRow, neededRows, rowText } from './held/needed-rows.js';
import type { LedgerObserver } from './ledger-observer.js';
import type { RuleContext } from './movement.js';
import { lapseOf, type QueuedCommand } from './queue/queued-command.js';
import type { WriteHealth } from './write-health.js';

/** Maximum number of attempts at a commit that conflicts with another commit. */
const MAX_ATTEMPTS = 5;
/** Maximum number of lock timeouts on the way of one batch. What is left after them waits aside. */
const MAX_LOCK_TIMEOUTS = 6;

export interface BatchRunnerOptions {
  readonly context: RuleContext;
  readonly observer: LedgerObserver;
  readonly health: WriteHealth;
  settle(command: QueuedCommand, settled: Settled | undefined): void;
  /** Settles a command that must not be begun any more. */
  lapse(command: QueuedCommand): void;
  /** Takes a command on a row that another session holds. @param held undefined: it is not known which row */
  setAside(command: QueuedCommand, held: NeededRow | undefined): void;
}

/** How often this batch may still run into locks. */
interface Patience {
  timeouts: number;
  /** Whether it was tried again after a lock that had gone when the runner looked. */
  again: boolean;
}

/** Commits batches, and finds a way for the other commands if some of a batch cannot be committed. */
export class BatchRunner {
  readonly #around: NonNullable<LedgerObserver['around']>;

  constructor(private readonly options: BatchRunnerOptions) {
    const { observer } = options;
    this.#around = observer.around?.bind(observer) ?? ((_, commit) => commit());
  }

  /** Commits a batch and settles its commands, or puts them aside. Never rejects. */
  async execute(batch: readonly QueuedCommand[], source: DataSource): Promise<void> {
    await this.#execute(batch, source, { timeouts: MAX_LOCK_TIMEOUTS, again: false });
  }

  /** @returns false if the connection was lost: what follows is better not sent */
  async #execute(
    batch: readonly QueuedCommand[],
    source: DataSource,
    patience: Patience,
  ): Promise<boolean> {
    const commands = this.#withoutLapsed(batch);
    if (commands.length === 0) return true;
    try {
      const settled = await this.#commit(commands, source);
      commands.forEach((command, index) => this.options.settle(command, settled[index]));
      return true;
    } catch (error) {
      if (isLockTimeout(error)) return this.#passLocks(commands, source, patience, error);
      if (commands.length > 1 && !isConnectionLoss(error))
        return this.#executeOneByOne(commands, source, patience, error);
      this.#fail(commands, error);
      return !isConnectionLoss(error);
    }
  }

  #withoutLapsed(batch: readonly QueuedCommand[]): readonly QueuedCommand[] {
    const lapsed = new Set(batch.filter(lapseOf));
    if (lapsed.size === 0) return batch;
    for (const command of lapsed) this.options.lapse(command);
    return batch.filter((command) => !lapsed.has(command));
  }

  /**
   * Commits each command alone, because one command of the batch is at fault and it is not known which: now it fails
   * alone. Each command settles after its own commit. If the connection is lost, the rest is not sent.
   */
  async #executeOneByOne(
    batch: readonly QueuedCommand[],
    source: DataSource,
    patience: Patience,
    reason: unknown,
  ): Promise<boolean> {
    this.options.observer.retried('singly', reason);
    for (const [index, command] of batch.entries()) {
      if (await this.#execute([command], source, patience)) continue;
      this.#fail(
        batch.slice(index + 1),
        new NotCommittedError('not sent: the connection was lost', { cause: reason }),
      );
      return false;
    }
    return true;
  }

  /**
   * A lock was not free in time. Puts the commands aside that need a row which another session holds, and executes the
   * others. If none is held any more, tries again; if it happens again, finds the command by halves.
   */
  async #passLocks(
    batch: readonly QueuedCommand[],
    source: DataSource,
    patience: Patience,
    reason: unknown,
  ): Promise<boolean> {
    this.options.observer.retried('locked', reason);
    patience.timeouts -= 1;
    let held: Map<QueuedCommand, NeededRow | undefined>;
    try {
      held = await this.#findHeld(batch, source);
    } catch (error) {
      if (isLockTimeout(error)) return this.#setAllAside(batch); // a whole table is locked
      this.#fail(batch, new NotCommittedError('the locks could not be read', { cause: error }));
      return false;
    }
    for (const [command, row] of held) this.options.setAside(command, row);
    const rest = batch.filter((command) => !held.has(command));
    if (patience.timeouts <= 0) return this.#setAllAside(rest);
    if (held.size === 0 && patience.again) return this.#executeHalves(batch, source, patience);
    patience.again ||= held.size === 0;
    return this.#execute(rest, source, patience);
  }

  async #executeHalves(
    batch: readonly QueuedCommand[],
    source: DataSource,
    patience: Patience,
  ): Promise<boolean> {
    if (batch.length === 1) return this.#setAllAside(batch);
    const middle = Math.ceil(batch.length / 2);
    const rest = batch.slice(middle);
    if (await this.#execute(batch.slice(0, middle), source, patience))
      return patience.timeouts > 0
        ? this.#execute(rest, source, patience)
        : this.#setAllAside(rest);
    this.#fail(rest, new NotCommittedError('not sent: the connection was lost'));
    return false;
  }

  #setAllAside(batch: readonly QueuedCommand[]): true {
    for (const command of batch) this.options.setAside(command, undefined);
    return true;
  }

  async #findHeld(
    batch: readonly QueuedCommand[],
    source: DataSource,
  ): Promise<Map<QueuedCommand, NeededRow>> {
    const needed = await neededRows(source, batch);
    const rows = [...needed.values()].flat().map(({ row }) => row);
    const held = new Set((await findHeld(source, rows)).map(rowText));
    const found = new Map<QueuedCommand, NeededRow>();
    for (const [command, rowsOf] of needed) {
      const first = rowsOf.find(({ row }) => held.has(rowText(row)));
      if (first) found.set(command, first);
    }
    return found;
  }

  #fail(commands: readonly QueuedCommand[], error: unknown): void {
    for (const command of commands) this.options.settle(command, { error });
  }

  async #commit(batch: readonly QueuedCommand[], source: DataSource): Promise<readonly Settled[]> {
    const { context, observer, health } = this.options;
    const began = performance.now();
    const origins = batch.map(({ origin }) => origin);
    for (let attempt = 1; ; attempt++) {
      try {
        const { settled, wrote } = await this.#around(origins, () =>
          commitBatch(source, context, batch),
        );
        if (wrote) health.committed();
        observer.committed(batch.length, (performance.now() - began) / 1000);
        return settled;
      } catch (thrown) {
        const error = knownOutcome(thrown);
        const reason = retryReason(error);
        // The attempt may have waited for long, because the process was stopped for example.
        if (!reason || attempt === MAX_ATTEMPTS || batch.some(lapseOf)) {
          this.#failed(error);
          throw error;
        }
        observer.retried(reason, error);
        await backOff(attempt);
      }
    }
  }

  #failed(error: unknown): void {
    const fault = faultOf(error);
    // The database did its part: the command is at fault, and its answer tells. Or others are: the locks.
    if (fault.cause === 'other' || fault.cause === 'lock_timeout') return;
    this.options.health.failed(fault);
    this.options.observer.failed?.('commit', fault, error);
  }
}

/**
 * A session that the server ended because it was idle in its transaction committed nothing, even if COMMIT was on its way:
 * PostgreSQL looks at that timeout before each statement, not within one (PostgresMain in postgres.c).
 */
function knownOutcome(error: unknown): unknown {
  if (!(error instanceof CommitUnknownError) || !endedWhileIdle(error.cause)) return error;
  return new NotCommittedError('the server ended the idle session', { cause: error.cause });
}

/**
 * The reason to retry a commit, if there is one. A unique violation means that another commit wrote the same key, or
 * opened the same wallet or account, between this commit's read and its write. That gateway has committed by now, so
 * the next read sees its row. A session that the server ended because it was idle has committed nothing.
 */
function retryReason(error: unknown): 'transient' | 'unique' | undefined {
  if (isTransient(error) || (error instanceof NotCommittedError && endedWhileIdle(error.cause)))
    return 'transient';
  return isUniqueViolation(error) ? 'unique' : undefined;
}

function isLockTimeout(error: unknown): boolean {
  return !(error instanceof CommitUnknownError) && faultOf(error).cause === 'lock_timeout';
}

function isConnectionLoss(error: unknown): boolean {
  return error instanceof CommitUnknownError || error instanceof NotCommittedError;
}

/** Waits a few random milliseconds, so that two commits that conflicted do not conflict again. */
function backOff(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * 2 ** attempt));
}
