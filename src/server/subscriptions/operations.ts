import type { ApolloServer } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import {
  createSourceEventStream,
  type DocumentNode,
  type FormattedExecutionResult,
  getOperationAST,
  getVariableValues,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { LiveEvent } from '../../live/index.js';
import type { LiveObserver } from '../../live/index.js';
import type { ContextFor, EndableContext } from '../graphql/graphql-route.js';
import { type Limits, MAX_VALIDATION_ERRORS } from '../limits/limits.js';
import { createErrorFormatter } from '../error-masking.js';
import { OVERLOADED_MESSAGE, type ConcurrencyLimit } from '../limits/concurrency-limit.js';
import type { CompiledOperations } from '../graphql/compiled/compiled.js';
import { type RequestedOperation, createOperationChecks } from '../graphql/operation-checks.js';
import { requestError } from '../request-error.js';
import { carrierOf, noteOperation, type RequestScope } from '../request-scope.js';
import { withCode, DocumentCache } from './document-cache.js';
import { formatErrors } from './format-errors.js';
import { createSubscriptionStream, type SubscriptionStream } from './subscription-stream.js';
import type { Session } from './sessions.js';
import { Semaphore } from './semaphore.js';

/** What a client asks for, as it came. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  /** It came in a way by which nothing may be changed. */
  readonly readOnly?: boolean;
}

/** Each is called at most once. */
export interface Hooks {
  /** It is a subscription: it will not be answered once, but for as long as it lasts. */
  onSubscription?(): void;
  /** Nothing more will come of it. */
  onEnded?(): void;
}

export type Started =
  | { readonly stream: SubscriptionStream }
  | { readonly result: FormattedExecutionResult }
  /** It could not begin. */
  | { readonly errors: readonly FormattedError[] };

type FormattedError = NonNullable<FormattedExecutionResult['errors']>[number];

export interface OperationsOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly production: boolean;
  readonly apollo: ApolloServer;
  readonly log: FastifyBaseLogger;
  readonly observer: LiveObserver;
  /** Of queries and mutations; subscriptions have a limit of their own. */
  readonly concurrency: ConcurrencyLimit;
  /** Absent: graphql-js executes everything. */
  readonly compiled: CompiledOperations | undefined;
  contextFor: ContextFor<EndableContext>;
  /** Told of each operation that has ended. */
  onAnswered(scope: RequestScope, seconds: number): void;
}

/** Pushes that are read anew for their subscriber, at once; the others wait, so that queries find connections. */
const MAX_CONCURRENT_READS = 4;

/** Operations of those who stay connected: subscriptions here, queries and mutations by Apollo as over HTTP. */
export class Operations {
  readonly #documents: DocumentCache;
  readonly #check: (asked: RequestedOperation) => void;
  readonly #format;
  readonly #semaphore = new Semaphore(MAX_CONCURRENT_READS);

  constructor(private readonly options: OperationsOptions) {
    const { schema, limits, production } = options;
    this.#documents = new DocumentCache(schema, limits, production);
    this.#check = createOperationChecks(schema, limits);
    this.#format = createErrorFormatter({ production });
  }

  get schema(): GraphQLSchema {
    return this.options.schema;
  }

  /**
   * Begins an operation. Never throws: what went wrong is in what it gives.
   * @param id the request's, for its log lines
   */
  async start(
    asked: OperationRequest,
    session: Session,
    id: string,
    hooks: Hooks = {},
  ): Promise<Started> {
    const { viewer } = session;
    const log = this.options.log.child({ requestId: id });
    const scope: RequestScope = {
      ...{ id, log, viewer, kind: 'none', operationName: undefined, codes: new Set<string>() },
    };
    const began = performance.now();
    const ended = once(() => {
      this.options.onAnswered(scope, (performance.now() - began) / 1_000);
      hooks.onEnded?.();
    });
    try {
      refuseIfEnded(session);
      const started = await this.#start(asked, session, scope, { ...hooks, onEnded: ended });
      if (!('stream' in started)) ended();
      return started;
    } catch (error) {
      const errors = this.#formatErrors([error], scope);
      ended();
      return { errors };
    }
  }

  async #start(
    asked: OperationRequest,
    session: Session,
    scope: RequestScope,
    hooks: Hooks,
  ): Promise<Started> {
    const read = this.#documents.read(asked.query);
    if ('errors' in read) return { errors: this.#formatErrors(read.errors, scope) };
    const operationName = asked.operationName ?? undefined;
    const operation = getOperationAST(read.document, operationName);
    if (!operation) throw requestError('OPERATION_RESOLUTION_FAILURE', NO_OPERATION);
    noteOperation(operation, scope);
    if (asked.readOnly && operation.operation === OperationTypeNode.MUTATION)
      throw requestError('METHOD_NOT_ALLOWED', 'Mutations are sent by POST.');
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
      return { result: await this.#answer(asked, scope) };
    hooks.onSubscription?.();
    const subscription = this.#checked(asked, read.document, operation);
    return this.#subscribe(subscription, session, scope, hooks);
  }

  /** The subscription, with no more of what came than it needs. @throws GraphQLError where it is refused */
  #checked(
    asked: OperationRequest,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): RequestedOperation {
    const operationName = asked.operationName ?? undefined;
    const given = asked.variables ?? {};
    this.#check({ document, operation, operationName, variables: given });
    const definitions = operation.variableDefinitions ?? [];
    const names = definitions.map(({ variable }) => variable.name.value);
    const variables = Object.fromEntries(
      names.filter((name) => Object.hasOwn(given, name)).map((name) => [name, given[name]]),
    );
    const { errors } = getVariableValues(this.options.schema, definitions, variables, {
      maxErrors: MAX_VALIDATION_ERRORS,
    });
    const [first] = errors ?? [];
    if (first) throw withCode(first, 'BAD_USER_INPUT');
    return { document, operation, operationName, variables };
  }

  /** By Apollo, with all that it does for a query over HTTP. */
  async #answer(asked: OperationRequest, scope: RequestScope): Promise<FormattedExecutionResult> {
    const release = this.options.concurrency.acquire();
    if (!release) throw requestError('OVERLOADED', OVERLOADED_MESSAGE);
    try {
      return await this.#answerInPlace(asked, scope);
    } finally {
      release();
    }
  }

  async #answerInPlace(
    asked: OperationRequest,
    scope: RequestScope,
  ): Promise<FormattedExecutionResult> {
    const context = this.options.contextFor(scope.viewer, scope.id);
    try {
      const { query, operationName, variables } = asked;
      const { body } = await this.options.apollo.executeOperation(
        { query, ...(operationName && { operationName }), variables: { ...variables } },
        { contextValue: carrierOf(context, scope) },
      );
      if (body.kind !== 'single') throw new Error('Apollo answered in several parts');
      return body.singleResult;
    } finally {
      await context.end();
    }
  }

  async #subscribe(
    asked: RequestedOperation,
    session: Session,
    scope: RequestScope,
    hooks: Hooks,
  ): Promise<Started> {
    const { schema, contextFor, compiled } = this.options;
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
      ...{ schema, document: asked.document, variableValues: asked.variables },
      operationName: asked.operationName ?? null,
    };
    const context = contextFor(viewer, scope.id, signal);
    let stream: SubscriptionStream | undefined;
    try {
      const source = await createSourceEventStream({ ...args, contextValue: context });
      if (!(Symbol.asyncIterator in source))
        return { errors: this.#startErrors(source.errors ?? [], signal, scope) };
      stream = createSubscriptionStream(source as AsyncIterable<LiveEvent<unknown>>, {
        ...{ args, operation: asked.operation, compiled },
        ...{ signal, end, turns: this.#semaphore, observer: this.options.observer },
        contextFor: () => contextFor(viewer, scope.id, signal),
        told: (errors) => this.#formatErrors(errors, scope),
      });
      return { stream };
    } catch (error) {
      return { errors: this.#startErrors([error], signal, scope) };
    } finally {
      if (!stream) end();
      await context.end();
    }
  }

  /** Why a subscription could not begin; where it was given up meanwhile, that is nobody's fault. */
  #startErrors(
    errors: readonly unknown[],
    signal: AbortSignal,
    scope: RequestScope,
  ): FormattedError[] {
    if (!signal.aborted) return this.#formatErrors(errors, scope);
    return this.#formatErrors(
      [requestError('UNAUTHENTICATED', 'The subscription was given up.')],
      scope,
    );
  }

  #formatErrors(errors: readonly unknown[], scope: RequestScope): FormattedError[] {
    return formatErrors(errors, scope, this.#format);
  }
}

/** Made once: a reason of its own, with its stack, would be the dearest part of an end. */
const ENDED = new Error('the subscription is over');

/** Between two looks of the sessions nothing more is done for whom it is over. */
function refuseIfEnded(session: Session): void {
  session.check();
  if (!session.ended.aborted) return;
  throw requestError('UNAUTHENTICATED', (session.ended.reason as Error).message);
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}

const NO_OPERATION =
  'The document has several operations, or none of that name: operationName must name one of them.';
