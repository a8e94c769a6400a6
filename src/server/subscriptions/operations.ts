import type { ApolloServer } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import {
  createSourceEventStream,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import type { LiveEvent, LiveObserver } from '../../live/index.js';
import { FairPlaces } from '../../reader/index.js';
import type { ContextFor, EndableContext } from '../graphql/graphql-route.js';
import { PREPARED_REQUEST } from '../graphql/apollo-prepared.js';
import type { OperationRequest } from '../graphql/operation-request.js';
import type { Carries, Pipeline } from '../graphql/pipeline.js';
import {
  callerOf,
  type ConcurrencyLimit,
  OVERLOADED_MESSAGES,
  tooDearNow,
} from '../limits/concurrency-limit.js';
import { clientGone } from '../http/clients.js';
import type { Executor } from '../graphql/executor.js';
import type { Limits } from '../limits/limits.js';
import { requestError } from '../request-error.js';
import {
  newScope,
  type PreparedOperation,
  type RequestScope,
  wrapContext,
} from '../request-scope.js';
import { once } from '../once.js';
import { createSubscriptionStream, type SubscriptionStream } from './subscription-stream.js';
import { type Session, ShutdownError } from './sessions.js';
import { pushKey, SharedPushes } from './shared-pushes.js';

/** Who asks for an operation, and how. */
export interface Asked {
  readonly session: Session;
  /** The request's id, for its log lines. */
  readonly id: string;
  readonly carries: Carries;
  /** Size of the request. Bytes, or characters. */
  readonly size: number;
  /** Whether the client has hung up: the operation is then not executed. */
  readonly hasHungUp: boolean;
  /** Aborted when the client hangs up. */
  readonly gone: AbortSignal;
  /** Resolves when the operating system has taken the single response, or the connection has closed. */
  readonly taken: Promise<void>;
}

/** Each is called at most once. */
export interface OperationHooks {
  /** The operation is a subscription: it has no single response. */
  onSubscription?(): void;
  /** The operation has ended. */
  onEnded?(): void;
}

export type Started =
  | { readonly stream: SubscriptionStream }
  | { readonly result: FormattedExecutionResult }
  /** The errors of an operation that could not start. */
  | { readonly errors: readonly FormattedError[] };

type FormattedError = NonNullable<FormattedExecutionResult['errors']>[number];

export interface OperationsOptions {
  readonly executor: Executor;
  readonly pipeline: Pipeline;
  readonly apollo: ApolloServer;
  readonly log: FastifyBaseLogger;
  readonly observer: LiveObserver;
  /** The limit of queries and mutations; subscriptions have their own. */
  readonly concurrency: ConcurrencyLimit;
  readonly limits: Pick<Limits, 'answerBytes'>;
  contextFor: ContextFor<EndableContext>;
  /** Called for each operation that has ended. */
  onAnswered(scope: RequestScope, seconds: number): void;
}

/** Pushes of this gateway that may read the book for a single subscriber at the same time. The others wait, to leave connections for queries. */
const MAX_CONCURRENT_READS = 4;

/**
 * Executes the operations of WebSockets and event streams: subscriptions itself, queries and mutations by Apollo as
 * over HTTP.
 */
export class Operations {
  readonly #places = new FairPlaces(MAX_CONCURRENT_READS);
  readonly #shared = new SharedPushes();

  constructor(private readonly options: OperationsOptions) {}

  get schema(): GraphQLSchema {
    return this.options.executor.schema;
  }

  /** Starts an operation. Never throws: the result holds the errors. */
  async start(
    request: OperationRequest,
    asked: Asked,
    hooks: OperationHooks = {},
  ): Promise<Started> {
    const { session, id, carries } = asked;
    const log = this.options.log.child({ requestId: id });
    const scope = newScope({ id, log }, session.viewer);
    const began = performance.now();
    const ended = once(() => {
      this.options.onAnswered(scope, (performance.now() - began) / 1_000);
      hooks.onEnded?.();
    });
    try {
      if (asked.hasHungUp) throw clientGone();
      refuseIfEnded(session);
      const prepared = this.options.pipeline.prepare(request, scope, carries);
      const started =
        'errors' in prepared
          ? prepared
          : await this.#start(prepared, asked, scope, { ...hooks, onEnded: ended });
      if (!('stream' in started)) ended();
      return started;
    } catch (error) {
      const errors = this.#formatErrors([error], scope);
      ended();
      return { errors };
    }
  }

  /** Refuses an operation that could not even begin: formats, logs and counts its error as those of any other. */
  refuse(error: unknown, id: string, session: Session): Extract<Started, { errors: unknown }> {
    const scope = newScope({ id, log: this.options.log.child({ requestId: id }) }, session.viewer);
    const errors = this.#formatErrors([error], scope);
    this.options.onAnswered(scope, 0);
    return { errors };
  }

  async #start(
    prepared: PreparedOperation,
    asked: Asked,
    scope: RequestScope,
    hooks: OperationHooks,
  ): Promise<Started> {
    if (prepared.operation.operation !== OperationTypeNode.SUBSCRIPTION)
      return { result: await this.#answer(prepared.cost, asked, scope) };
    hooks.onSubscription?.();
    return this.#subscribe(prepared, asked.session, scope, hooks);
  }

  /** Executes a query or mutation within the concurrency limit, by Apollo as over HTTP. */
  async #answer(
    cost: number,
    { gone, taken, size }: Asked,
    scope: RequestScope,
  ): Promise<FormattedExecutionResult> {
    const slot = this.options.concurrency.acquire(callerOf(scope.viewer, undefined), size);
    if (typeof slot === 'string') throw requestError('OVERLOADED', OVERLOADED_MESSAGES[slot]);
    try {
      if (slot.weigh(cost)) throw requestError('OVERLOADED', tooDearNow(cost));
      const result = await this.#execute(gone, scope);
      void taken.then(slot.release);
      return result;
    } catch (error) {
      slot.release();
      throw error;
    }
  }

  async #execute(gone: AbortSignal, scope: RequestScope): Promise<FormattedExecutionResult> {
    const signal = scope.kind === 'mutation' ? gone : undefined;
    const context = this.options.contextFor(scope.viewer, scope.id, signal);
    try {
      const { body } = await this.options.apollo.executeOperation(PREPARED_REQUEST, {
        contextValue: wrapContext(context, scope),
      });
      if (body.kind !== 'single') throw new Error('Apollo answered in several parts');
      return body.singleResult;
    } finally {
      await context.end();
    }
  }

  async #subscribe(
    requested: PreparedOperation,
    session: Session,
    scope: RequestScope,
    hooks: OperationHooks,
  ): Promise<Started> {
    const { executor, contextFor } = this.options;
    const viewer = session.viewer;
    const controller = new AbortController();
    const signal = controller.signal;
    const end = (): void => controller.abort(ENDED);
    session.ended.addEventListener('abort', end, { once: true });
    signal.addEventListener('abort', () => {
      session.ended.removeEventListener('abort', end);
      hooks.onEnded?.();
    });
    if (session.ended.aborted) end();
    const args = {
      document: requested.document,
      variableValues: requested.variables,
      operationName: requested.operationName ?? null,
    };
    const context = contextFor(viewer, scope.id, signal);
    let stream: SubscriptionStream | undefined;
    try {
      const source = await createSourceEventStream({
        ...args,
        schema: executor.schema,
        contextValue: context,
      });
      if (!(Symbol.asyncIterator in source))
        return { errors: this.#startErrors(source.errors ?? [], session, signal, scope) };
      stream = createSubscriptionStream(source as AsyncIterable<LiveEvent<unknown>>, {
        args,
        executor,
        signal,
        end,
        caller: viewer.id,
        places: this.#places,
        shared: this.#shared,
        key: pushKey(requested.operation, requested.variables, viewer),
        observer: this.options.observer,
        createContext: () => contextFor(viewer, scope.id, signal),
        formatErrors: (errors) => this.#formatErrors(errors, scope),
        maxBytes: this.options.limits.answerBytes,
      });
      return { stream };
    } catch (error) {
      return { errors: this.#startErrors([error], session, signal, scope) };
    } finally {
      if (!stream) end();
      await context.end();
    }
  }

  /** The errors of a subscription that could not start. If it was aborted meanwhile, they only reflect the abort. */
  #startErrors(
    errors: readonly unknown[],
    session: Session,
    signal: AbortSignal,
    scope: RequestScope,
  ): FormattedError[] {
    return this.#formatErrors(signal.aborted ? [endOf(session)] : errors, scope);
  }

  #formatErrors(errors: readonly unknown[], scope: RequestScope): FormattedError[] {
    return this.options.pipeline.formatErrors(errors, scope);
  }
}

/** Created once, because an error with its own stack would be the most expensive part of ending a subscription. */
const ENDED = new Error('the subscription is over');

/** Refuses an operation if the session has ended, without waiting for the next periodic check. */
function refuseIfEnded(session: Session): void {
  session.check();
  if (session.ended.aborted) throw endOf(session);
}

/** Why an operation cannot start in a session that has ended. */
function endOf({ ended }: Session): GraphQLError {
  const { message } = ended.reason as Error;
  return ended.reason instanceof ShutdownError
    ? requestError('UNAVAILABLE', 'The gateway is shutting down. Connect again.')
    : requestError('UNAUTHENTICATED', message);
}
