import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { endedWhileIdle, isRefusedByServer, isUnavailable, sqlState } from './errors.js';
import { CommitStatement } from './pipeline/commit-statement.js';
import {
  asPipelined,
  failureBeforeSending,
  firstFailure,
  type PipelinedClient,
  sendTogether,
} from './pipeline/pipelined-client.js';
import type { SessionClient } from './session/session-client.js';
import { release, transactionEnded } from './typeorm-workarounds.js';

/** The connection was lost, could not be opened, or the database could not do it (a full disk), before the commit. Nothing was committed. */
export class NotCommittedError extends Error {
  override readonly name = 'NotCommittedError';
}

/** COMMIT was sent and its answer was lost. The commit may have happened or not. */
export class CommitUnknownError extends Error {
  override readonly name = 'CommitUnknownError';
}

/** Sends one statement at most, and reads its answer. */
export type Statement<T = unknown> = (manager: EntityManager) => Promise<T>;

type Statements = Readonly<Record<string, Statement>>;
type Answers<S extends Statements> = { [Name in keyof S]: Awaited<ReturnType<S[Name]>> };

/** A transaction whose statements go to PostgreSQL together. */
export interface PipelinedTransaction {
  /**
   * Sends the statements in one round trip. PostgreSQL runs them in the order of the properties, and each sees what others
   * committed while an earlier one waited for locks.
   * @throws the error of the first that failed; the transaction is over then
   */
  send<S extends Statements>(statements: S): Promise<Answers<S>>;
}

/** The end of the work of a transaction. */
export interface Ending<T> {
  readonly value: T;
  /** The statements that go out together with COMMIT. Without any, the transaction has written nothing. */
  readonly writes: readonly Statement[];
}

/**
 * Runs `work` in a READ COMMITTED transaction of few round trips: BEGIN goes out with the first statements, COMMIT with
 * the last. So COMMIT is sent before the answers of the last statements are known. If PostgreSQL refuses one of them, it
 * answers COMMIT with ROLLBACK.
 * @throws NotCommittedError, CommitUnknownError, or the error of `work` or PostgreSQL (then nothing was committed)
 */
export async function inPipelinedTransaction<T>(
  dataSource: DataSource,
  work: (transaction: PipelinedTransaction) => Promise<Ending<T>>,
): Promise<T> {
  return withRunner(dataSource, async (runner) => {
    const { transaction, ending } = await beforeCommit(async () => {
      const transaction = new RunnerTransaction(runner, asPipelined(await clientOf(runner)));
      return { transaction, ending: await work(transaction) };
    });
    if (ending.writes.length === 0) await transaction.end();
    else await transaction.commit(ending.writes);
    return ending.value;
  });
}

/**
 * Runs `work` in a READ COMMITTED transaction, one statement after another, on a connection of any pool.
 * @throws NotCommittedError, CommitUnknownError, or the error of `work` or PostgreSQL (then nothing was committed)
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return withRunner(dataSource, async (runner) => {
    const value = await beforeCommit(async () => {
      await runner.connect();
      await runner.startTransaction();
      return work(runner.manager);
    });
    await commit(runner, await clientOf(runner), []);
    return value;
  });
}

/**
 * Runs `work` in a READ COMMITTED transaction that is rolled back at its end: for temporary tables, which end with it.
 * @throws the error of `work` or PostgreSQL
 */
export async function inRolledBackTransaction<T>(
  dataSource: DataSource,
  work: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  return withRunner(dataSource, async (runner) => {
    await runner.connect();
    await runner.startTransaction();
    const value = await work(runner);
    await runner.rollbackTransaction();
    return value;
  });
}

class RunnerTransaction implements PipelinedTransaction {
  #begun = false;

  constructor(
    private readonly runner: QueryRunner,
    private readonly client: PipelinedClient,
  ) {}

  async send<S extends Statements>(statements: S): Promise<Answers<S>> {
    const names = Object.keys(statements);
    const answers = await Promise.allSettled(await this.#start(Object.values(statements)));
    const failure = firstFailure(answers);
    if (failure) throw failure.error;
    const own = answers.slice(answers.length - names.length) as { value?: unknown }[];
    return Object.fromEntries(own.map(({ value }, at) => [names[at], value])) as Answers<S>;
  }

  async commit(writes: readonly Statement[]): Promise<void> {
    await commit(this.runner, this.client, await this.#start(writes));
  }

  /** Ends a transaction that wrote nothing. If that fails, only the connection is bad. */
  async end(): Promise<void> {
    if (!this.#begun) return;
    try {
      await this.runner.query('COMMIT');
      transactionEnded(this.runner);
    } catch (error) {
      await release(this.runner, error as Error);
    }
  }

  /** The answers to come, after that of BEGIN the first time. */
  #start(statements: readonly Statement[]): Promise<readonly Promise<unknown>[]> {
    const { runner } = this;
    const own = statements.map((statement) => () => statement(runner.manager));
    const all = this.#begun ? own : [() => runner.startTransaction(), ...own];
    this.#begun = true;
    return sendTogether(this.client, all);
  }
}

async function clientOf(runner: QueryRunner): Promise<SessionClient> {
  return (await runner.connect()) as SessionClient;
}

/** Runs `work` with a connection, rolls back if it fails, and gives the connection back. */
async function withRunner<T>(
  dataSource: DataSource,
  work: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  let failure: Error | undefined;
  try {
    return await work(runner);
  } catch (error) {
    failure = error as Error;
    await rollBack(runner);
    throw error;
  } finally {
    await release(runner, isBroken(failure) ? failure : undefined);
  }
}

async function beforeCommit<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asNotCommitted(error, 'the database became unavailable before the commit');
  }
}

/** The error itself, if it says something against the work. */
function asNotCommitted(error: unknown, message: string): unknown {
  return isUnavailable(error) ? new NotCommittedError(message, { cause: error }) : error;
}

/**
 * Sends COMMIT behind statements that are under way.
 * @param writes their answers, in order
 */
async function commit(
  runner: QueryRunner,
  client: SessionClient,
  writes: readonly Promise<unknown>[],
): Promise<void> {
  // COMMIT must not be sent if a statement was not: it would commit the others without it.
  const unsent = runner.isReleased
    ? { error: new Error('Connection terminated before the commit') }
    : await failureBeforeSending(writes);
  if (unsent) {
    const first = firstFailure(await Promise.allSettled(writes)) ?? unsent;
    throw asNotCommitted(first.error, 'the connection was lost before the commit');
  }
  const statement = new CommitStatement();
  const answer = await settle(statement.send(client));
  if ('value' in answer || isRefusedByServer(answer.error)) transactionEnded(runner);
  if ('value' in answer && answer.value === 'COMMIT') return;
  const failed = firstFailure(await Promise.allSettled(writes));
  if (failed && isRefusal(failed.error, 'value' in answer))
    throw asNotCommitted(failed.error, 'the database became unavailable before the commit');
  if ('value' in answer)
    throw new NotCommittedError(`PostgreSQL answered COMMIT with ${answer.value}`, {
      cause: failed?.error,
    });
  if (isRefusedByServer(answer.error))
    throw asNotCommitted(answer.error, 'the database refused the commit');
  if (!statement.handedOver)
    throw new NotCommittedError('the connection was lost before the commit', {
      cause: answer.error,
    });
  throw new CommitUnknownError('the connection was lost during the commit', {
    cause: answer.error,
  });
}

/**
 * Whether PostgreSQL refused a statement before COMMIT, so that it answered COMMIT with ROLLBACK, or would have. If COMMIT
 * has an answer, the session went on. Otherwise FATAL proves nothing: a pooler that lost its server says it too. The end
 * of an idle session comes before any statement.
 */
function isRefusal(error: unknown, commitAnswered: boolean): boolean {
  return commitAnswered
    ? sqlState(error) !== undefined
    : isRefusedByServer(error) || endedWhileIdle(error);
}

type Settled<T> = { readonly value: T } | { readonly error: unknown };

function settle<T>(promise: Promise<T>): Promise<Settled<T>> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}

async function rollBack(runner: QueryRunner): Promise<void> {
  if (runner.isReleased || !runner.isTransactionActive) return;
  // If the rollback cannot be sent, `release` closes the connection and the server rolls back. The error that led
  // here is the one to report.
  await runner.rollbackTransaction().catch((error: unknown) => release(runner, error as Error));
}

/**
 * Whether the connection is not to be used again. PostgreSQL's refusal of a statement says nothing against it, nor does a
 * lock that was not free in time. After a failure of this process the driver and the server may disagree about what is
 * prepared.
 */
function isBroken(failure: Error | undefined): boolean {
  if (failure === undefined) return false;
  if (failure instanceof NotCommittedError) return sqlState(failure.cause) !== LOCK_NOT_AVAILABLE;
  return sqlState(failure) === undefined;
}

const LOCK_NOT_AVAILABLE = '55P03';
