import type { IntentOptions } from './intents/intent.js';
import type { OnebookError } from './http/errors.js';

/** Options of one request. */
export interface RequestOptions {
  /** Ends the request: the promise is rejected with the code ABORTED. */
  readonly signal?: AbortSignal;
  /** Milliseconds that one attempt may take. */
  readonly timeoutMs?: number;
}

/**
 * Sends a query and returns the value of its root field. It is sent again as long as the gateway is overloaded or out of
 * reach, for `patienceMs`.
 * @throws OnebookError
 */
export type RequestMethod<Variables, Result> = (
  ...args: undefined extends Variables
    ? [variables?: Variables, options?: RequestOptions]
    : [variables: Variables, options?: RequestOptions]
) => Promise<Result>;

/**
 * Sends a mutation as an intent: stored before it is sent, and sent again with the same key until its outcome is known.
 * @returns the payload, or the refusal; `__typename` tells which
 * @throws OnebookError whose `executed` says whether anything happened
 */
export type IntentMethod<Input, Result> = (
  input: Omit<Input, 'idempotencyKey'>,
  options?: IntentOptions,
) => Promise<NonNullable<Result>>;

/** Receives the events of a subscription. */
export interface Observer<Value> {
  /** A push arrived. */
  next(value: Value): void;
  /** The connection is lost, so the last value may be old. The client connects again by itself, then calls `next`. The reason is not always known. */
  lost?(reason?: OnebookError): void;
  /** The subscription has ended for good, because the gateway refuses it. */
  error?(error: OnebookError): void;
}

/**
 * Follows a subscription through lost connections and restarts of the gateway.
 * @returns a function that ends it; the observer gets no event after that
 */
export type SubscribeMethod<Variables, Result> = (
  variables: Variables,
  observer: Observer<Result>,
) => () => void;
