import { setTimeout as delay } from 'node:timers/promises';
import {
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
} from 'graphql';
import type { LiveEvent, LiveObserver } from '../../live/index.js';
import { answerTooLarge, isLarger } from '../graphql/answer-size.js';
import type { Executor } from '../graphql/executor.js';
import type { EndableContext } from '../graphql/graphql-route.js';
import type { PushKey, SharedPushes } from './shared-pushes.js';
import { type FairPlaces, ReadUnavailableError } from '../../reader/index.js';

/** The pushes of a subscription. Call `return` on every path to release it. */
export interface SubscriptionStream extends AsyncIterableIterator<
  FormattedExecutionResult,
  undefined
> {
  return(): Promise<PushResult>;
  throw(error: unknown): Promise<PushResult>;
}

type PushResult = IteratorResult<FormattedExecutionResult, undefined>;

type Errors = NonNullable<FormattedExecutionResult['errors']>;

/** The reason why a stream ended, as formatted errors for the client. */
export class StreamError extends Error {
  override readonly name = 'StreamError';
  constructor(readonly errors: Errors) {
    super('the subscription ended with an error');
  }
}

export interface SubscriptionStreamOptions {
  readonly args: Pick<ExecutionArgs, 'document' | 'variableValues' | 'operationName'>;
  readonly executor: Pick<Executor, 'execute'>;
  /** Aborted when the subscription ends. */
  readonly signal: AbortSignal;
  /** Aborts `signal`. */
  end(): void;
  /** The `sub` of the viewer. */
  readonly caller: string;
  /** Pushes that read the book for a single subscriber take one, so that callers share them. */
  readonly places: FairPlaces;
  readonly shared: SharedPushes;
  /** The way in which this subscription shows a value. */
  readonly key: PushKey;
  readonly observer: LiveObserver;
  /** The largest push. Bytes. */
  readonly maxBytes: number;
  /** A new context: each push is read and authorized like a query of its own. */
  createContext(): EndableContext;
  formatErrors(errors: readonly unknown[]): Errors;
}

const RETRY_DELAY_MS = 250;
const MAX_ATTEMPTS = 3;

/**
 * Makes a push for each event, when the client is ready to take it. A slow client skips pushes: the source then
 * yields the newest state. @throws StreamError if the subscription ends with an error
 */
export function createSubscriptionStream(
  source: AsyncIterable<LiveEvent<unknown>>,
  options: SubscriptionStreamOptions,
): SubscriptionStream {
  const pushes = generate(source, options);
  return {
    next: () => pushes.next(),
    // Abort first: a generator that awaits a promise handles `return` only when that has settled.
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
  options: SubscriptionStreamOptions,
): AsyncGenerator<FormattedExecutionResult, undefined> {
  const isRepeated = createRepeatCheck();
  try {
    for await (const event of source) {
      const push = await makePush(event, options);
      if (push === undefined) return undefined;
      if (event.mayRepeat && isRepeated(push)) continue;
      yield push;
      // The client asked for the next push, so this one was handed to the socket.
      options.observer.pushed(msSince(event.committedAt));
      const eventLatencyMs = msSince(event.loggedAt);
      if (eventLatencyMs !== undefined) options.observer.eventPushed?.(eventLatencyMs);
    }
    return undefined;
  } catch (error) {
    // The pending read was aborted.
    if (options.signal.aborted) return undefined;
    if (error instanceof StreamError) throw error;
    throw new StreamError(options.formatErrors([error]));
  } finally {
    options.end();
  }
}

/** Creates a check whether a push equals the one before it. */
function createRepeatCheck(): (push: FormattedExecutionResult) => boolean {
  let last: string | undefined;
  return (push) => {
    const before = last;
    last = JSON.stringify(push);
    return last === before;
  };
}

/** @param at milliseconds since 1970 */
function msSince(at: number | undefined): number | undefined {
  if (at === undefined) return undefined;
  return Math.max(0, performance.timeOrigin + performance.now() - at);
}

/**
 * The push of an event, or undefined if the subscription has ended. While the database is unavailable it retries:
 * a push with partial data would be useless.
 */
async function makePush(
  event: LiveEvent<unknown>,
  options: SubscriptionStreamOptions,
): Promise<FormattedExecutionResult | undefined> {
  const { signal, shared } = options;
  for (let attempt = 1; !signal.aborted; attempt++) {
    const execute = (): Promise<ExecutionResult> => executePush(event, options);
    const { errors, ...result } = event.mayRepeat
      ? await inPlace(options, execute)
      : await (event.shared ? shared.run(event.shared, options.key, execute) : execute());
    if (!errors) {
      if (isLarger(result.data, options.maxBytes)) throw answerTooLarge(options.maxBytes, false);
      return result;
    }
    if (!isRetryable(errors, attempt)) {
      const formatted = options.formatErrors(errors);
      if (result.data) return { ...result, errors: formatted };
      throw new StreamError(formatted);
    }
    await delay(RETRY_DELAY_MS, undefined, { signal }).catch(() => undefined); // aborted: the loop ends
  }
  return undefined;
}

/** @throws the reason of `signal`, if the subscription ends while it waits: then it reads nothing */
async function inPlace<T>(
  { places, caller, signal }: SubscriptionStreamOptions,
  work: () => Promise<T>,
): Promise<T> {
  const giveBack = await places.take(caller, { signal });
  try {
    return await work();
  } finally {
    giveBack();
  }
}

/** True without limit while the database is unreachable; a few times if it was reached but took too long. */
function isRetryable(errors: readonly GraphQLError[], attempt: number): boolean {
  const reads = errors
    .map(({ originalError }) => causeIn(originalError))
    .filter((error) => error instanceof ReadUnavailableError);
  return (
    reads.some(({ isUnreachable }) => isUnreachable) || (reads.length > 0 && attempt < MAX_ATTEMPTS)
  );
}

/** The innermost cause: GraphQL wraps a resolver's error once for the client and once for the path. */
function causeIn(error: unknown): unknown {
  return error instanceof GraphQLError ? causeIn(error.originalError) : error;
}

async function executePush(
  event: LiveEvent<unknown>,
  options: SubscriptionStreamOptions,
): Promise<ExecutionResult> {
  const { args, executor } = options;
  const context = options.createContext();
  try {
    return await executor.execute({ ...args, rootValue: event, contextValue: context });
  } finally {
    await context.end();
  }
}
