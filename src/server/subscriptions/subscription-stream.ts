import { setTimeout as delay } from 'node:timers/promises';
import {
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type OperationDefinitionNode,
} from 'graphql';
import type { LiveEvent } from '../../live/index.js';
import type { LiveObserver } from '../../live/index.js';
import type { CompiledOperations } from '../graphql/compiled/compiled.js';
import type { EndableContext } from '../graphql/graphql-route.js';
import type { Semaphore } from './semaphore.js';
import { ReadUnavailableError } from '../../reader/index.js';

/** What a subscription pushes. To be let go of with `return`, on every path. */
export interface SubscriptionStream extends AsyncIterableIterator<
  FormattedExecutionResult,
  undefined
> {
  return(): Promise<Pushed>;
  throw(error: unknown): Promise<Pushed>;
}

type Pushed = IteratorResult<FormattedExecutionResult, undefined>;

type Errors = NonNullable<FormattedExecutionResult['errors']>;

/** Why a stream ended, as the client may be told. */
export class StreamError extends Error {
  override readonly name = 'StreamError';
  constructor(readonly errors: Errors) {
    super('the subscription ended with an error');
  }
}

export interface PushOptions {
  readonly args: Pick<ExecutionArgs, 'schema' | 'document' | 'variableValues' | 'operationName'>;
  readonly operation: OperationDefinitionNode;
  /** Absent: graphql-js executes everything. */
  readonly compiled: CompiledOperations | undefined;
  /** Aborted when the subscription ends. */
  readonly signal: AbortSignal;
  /** Aborts it. */
  end(): void;
  readonly turns: Semaphore;
  readonly observer: LiveObserver;
  /** A new context: each push is read and authorized like a query of its own. */
  contextFor(): EndableContext;
  told(errors: readonly unknown[]): Errors;
}

const RETRY_MS = 250;
const MOST_TRIES = 3;

/**
 * A push for each event, made when the client takes it. What the client is slow to take is not made: the
 * source then gives the newest. @throws StreamError where it ends by itself
 */
export function createSubscriptionStream(
  source: AsyncIterable<LiveEvent<unknown>>,
  options: PushOptions,
): SubscriptionStream {
  const pushes = generate(source, options);
  return {
    next: () => pushes.next(),
    // First: a generator that waits for something lets go of it only when that has come.
    return: () => {
      options.end();
      return pushes.return(undefined);
    },
    throw: (error: unknown) => {
      options.end();
      return pushes.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* generate(
  source: AsyncIterable<LiveEvent<unknown>>,
  options: PushOptions,
): AsyncGenerator<FormattedExecutionResult, undefined> {
  const isRepeated = repetitions();
  try {
    for await (const event of source) {
      const push = await pushFor(event, options);
      if (push === undefined) return undefined;
      if (event.mayRepeat && isRepeated(push)) continue;
      yield push;
      // Taken: the one before it was handed on.
      options.observer.pushed(latencyOf(event));
    }
    return undefined;
  } catch (error) {
    // What it waited for was given up.
    if (options.signal.aborted) return undefined;
    if (error instanceof StreamError) throw error;
    throw new StreamError(options.told([error]));
  } finally {
    options.end();
  }
}

/** Tells whether a push says what the one before it said. */
function repetitions(): (push: FormattedExecutionResult) => boolean {
  let last: string | undefined;
  return (push) => {
    const before = last;
    last = JSON.stringify(push);
    return last === before;
  };
}

function latencyOf({ committedAt }: LiveEvent<unknown>): number | undefined {
  if (committedAt === undefined) return undefined;
  return Math.max(0, performance.timeOrigin + performance.now() - committedAt);
}

/**
 * The push, or undefined where it is over. While the book cannot be read there is nothing to say, not in
 * part either, so it is tried again.
 */
async function pushFor(
  event: LiveEvent<unknown>,
  options: PushOptions,
): Promise<FormattedExecutionResult | undefined> {
  const { signal, turns } = options;
  for (let tries = 1; !signal.aborted; tries++) {
    const { errors, ...result } = event.mayRepeat
      ? await turns.run(() => executed(event, options))
      : await executed(event, options);
    if (!errors) return result;
    if (!isWorthAnotherTry(errors, tries)) {
      const told = options.told(errors);
      if (result.data) return { ...result, errors: told };
      throw new StreamError(told);
    }
    await delay(RETRY_MS, undefined, { signal }).catch(() => undefined); // over: the loop ends
  }
  return undefined;
}

/** However often while the database is away; a few times where it is there and took too long. */
function isWorthAnotherTry(errors: readonly GraphQLError[], tries: number): boolean {
  const reads = errors
    .map(({ originalError }) => causeIn(originalError))
    .filter((error) => error instanceof ReadUnavailableError);
  return (
    reads.some(({ isUnreachable }) => isUnreachable) || (reads.length > 0 && tries < MOST_TRIES)
  );
}

/** GraphQL wraps what a resolver throws once for the client and once for the place. */
function causeIn(error: unknown): unknown {
  return error instanceof GraphQLError ? causeIn(error.originalError) : error;
}

async function executed(event: LiveEvent<unknown>, options: PushOptions): Promise<ExecutionResult> {
  const { args, operation, compiled } = options;
  const context = options.contextFor();
  const given = { rootValue: event, contextValue: context };
  try {
    const { document, variableValues: variables } = args;
    const data = await compiled?.run({ ...given, document, operation, variables });
    return data ? { data } : await execute({ ...args, ...given });
  } finally {
    await context.end();
  }
}
