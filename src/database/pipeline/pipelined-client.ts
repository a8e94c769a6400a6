import type { Client, ClientConfig } from 'pg';
import type { SessionClient } from '../session/session-client.js';

type ClientClass = new (config?: ClientConfig) => SessionClient;

/** A client that tells when it was given a statement. With `pipeline`, it has then sent it. */
export interface PipelinedClient extends SessionClient {
  /** Resolves when the next statement has been handed to this client. */
  nextHandedOver(): Promise<void>;
}

/**
 * A subclass of `Base` whose instances tell when they were given a statement. TypeORM takes more turns of the event loop
 * from a query builder to the connection than from `query`, so statements that are only started in an order would be sent
 * in another one.
 */
export function pipelinedClientOf(Base: ClientClass): ClientClass {
  return class extends Base implements PipelinedClient {
    #tell: (() => void) | undefined;

    constructor(config?: ClientConfig) {
      super(config);
      const query = this.query.bind(this) as (...args: unknown[]) => unknown;
      this.query = ((...args: unknown[]) => {
        const answer = query(...args);
        this.#tell?.();
        return answer;
      }) as Client['query'];
    }

    nextHandedOver(): Promise<void> {
      return new Promise((resolve) => (this.#tell = resolve));
    }
  };
}

/** @throws Error if the connection is not of a pool with `pipelined`: its statements would wait for each other */
export function asPipelined(client: SessionClient): PipelinedClient {
  if (!('nextHandedOver' in client))
    throw new Error('statements can be sent together only on a connection of a pipelined pool');
  return client as PipelinedClient;
}

/**
 * Starts the statements in order, each as soon as the one before it was handed to the connection, without waiting for
 * answers. PostgreSQL runs them in this order.
 * @param statements each sends at most one statement. One that fails before it sends anything does not hold up the next
 * @returns the answers to come, in order. Rejections that are not looked at are not unhandled
 */
export async function sendTogether(
  client: PipelinedClient,
  statements: readonly (() => Promise<unknown>)[],
): Promise<readonly Promise<unknown>[]> {
  const answers: Promise<unknown>[] = [];
  const { stream } = client.connection;
  stream.cork();
  try {
    for (const statement of statements) {
      const handedOver = client.nextHandedOver();
      const answer = started(statement);
      answers.push(answer);
      await Promise.race([handedOver, answer.catch(() => undefined)]);
      if (stream.writableLength > WRITE_BYTES) {
        stream.uncork();
        stream.cork();
      }
    }
  } finally {
    stream.uncork();
  }
  return answers;
}

/**
 * Short statements are written to the socket together: each write costs as much processor time as the statement. Longer
 * ones are written at once, so PostgreSQL works on one while this process builds the next.
 */
const WRITE_BYTES = 16 * 1024;

/** A statement whose parameters cannot be built fails like one that is refused. */
async function started(statement: () => Promise<unknown>): Promise<unknown> {
  return statement();
}

/**
 * The error of the first statement that failed. PostgreSQL refuses those after it with 25P02, which names no cause.
 * @param answers in the order in which the statements were sent
 */
export function firstFailure(
  answers: readonly PromiseSettledResult<unknown>[],
): { readonly error: unknown } | undefined {
  const failed = answers.find((answer) => answer.status === 'rejected');
  return failed && { error: failed.reason as unknown };
}

/**
 * The first failure that shows already, because a statement failed in this process and was never sent. Ends after two
 * ticks: the driver reports such a failure in the next tick, and the promises above it take the rest of that tick's
 * microtasks.
 */
export async function failureBeforeSending(
  answers: readonly Promise<unknown>[],
): Promise<{ readonly error: unknown } | undefined> {
  let failure: { readonly error: unknown } | undefined;
  for (const answer of answers)
    answer.catch((error: unknown) => {
      failure ??= { error };
    });
  for (let tick = 0; tick < 2; tick++) await new Promise<void>((next) => process.nextTick(next));
  return failure;
}
