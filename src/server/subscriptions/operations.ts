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
import type { LiveEvent, LiveObserver } from '../../live/index.js';
import type { ContextFor, EndableContext } from '../graphql/graphql-route.js';
import { type Limits, MAX_VALIDATION_ERRORS } from '../limits/limits.js';
import { createErrorFormatter } from '../error-masking.js';
import { OVERLOADED_MESSAGE, type ConcurrencyLimit } from '../limits/concurrency-limit.js';
import type { CompiledOperations } from '../graphql/compiled/compiled.js';
import { type RequestedOperation, createOperationChecks } from '../graphql/operation-checks.js';
import { requestError } from '../request-error.js';
import { wrapContext, noteOperation, type RequestScope } from '../request-scope.js';
import { withErrorCode, DocumentCache } from './document-cache.js';
import { formatErrors } from './format-errors.js';
import { once } from '../once.js';
import { createSubscriptionStream, type SubscriptionStream } from './subscription-stream.js';
import type { Session } from './sessions.js';
import { Semaphore } from './semaphore.js';

/** A client's request of an operation, as sent. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  /** True if the request came by GET, which must not change anything. */
  readonly readOnly?: boolean;
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
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly production: boolean;
  readonly apollo: ApolloServer;
  readonly log: FastifyBaseLogger;
  readonly observer: LiveObserver;
  /** The limit of queries and mutations; subscriptions have their own. */
  readonly concurrency: ConcurrencyLimit;
  /** undefined: graphql-js executes all operations. */
  readonly compiled: CompiledOperations | undefined;
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
  readonly #documents: DocumentCache;
  readonly #check: (requested: RequestedOperation) => void;
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
   * Starts an operation. Never throws: the result holds the errors.
   * @param id the request's id, for its log lines
   */
  async start(
    request: OperationRequest,
    session: Session,
    id: string,
    hooks: OperationHooks = {},
  ): Promise<Started> {
    const { viewer } = session;
    const log = this.options.log.child({ requestId: id });
    const scope: RequestScope = {
      id,
      log,
      viewer,
      kind: 'none',
      operationName: undefined,
      codes: new Set(),
    };
    const began = performance.now();
    const ended = once(() => {
      this.options.onAnswered(scope, (performance.now() - began) / 1_000);
      hooks.onEnded?.();
    });
    try {
      refuseIfEnded(session);
      const started = await this.#start(request, session, scope, { ...hooks, onEnded: ended });
      if (!('stream' in started)) ended();
      return started;
    } catch (error) {
      const errors = this.#formatErrors([error], scope);
      ended();
      return { errors };
    }
  }

  async #start(
    request: OperationRequest,
    session: Session,
    scope: RequestScope,
    hooks: OperationHooks,
  ): Promise<Started> {
    const read = this.#documents.read(request.query);
    if ('errors' in read) return { errors: this.#formatErrors(read.errors, scope) };
    const operationName = request.operationName ?? undefined;
    const operation = getOperationAST(read.document, operationName);
    if (!operation) throw requestError('OPERATION_RESOLUTION_FAILURE', NO_OPERATION);
    noteOperation(operation, scope);
    if (request.readOnly && operation.operation === OperationTypeNode.MUTATION)
      throw requestError(
        'METHOD_NOT_ALLOWED',
        'GET is for queries and subscriptions. Send mutations by POST.',
      );
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
      return { result: await this.#answer(request, scope) };
    hooks.onSubscription?.();
    const subscription = this.#checkSubscription(request, read.document, operation);
    return this.#subscribe(subscription, session, scope, hooks);
  }

  /** Checks a subscription and drops the variables that it does not declare. @throws GraphQLError if it is refused */
  #checkSubscription(
    request: OperationRequest,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): RequestedOperation {
    const operationName = request.operationName ?? undefined;
    const sent = request.variables ?? {};
    this.#check({ document, operation, operationName, variables: sent });
    const definitions = operation.variableDefinitions ?? [];
    const names = definitions.map(({ variable }) => variable.name.value);
    const variables = Object.fromEntries(
      names.filter((name) => Object.hasOwn(sent, name)).map((name) => [name, sent[name]]),
    );
    const { errors } = getVariableValues(this.options.schema, definitions, variables, {
      maxErrors: MAX_VALIDATION_ERRORS,
    });
    const [first] = errors ?? [];
    if (first) throw withErrorCode(first, 'BAD_USER_INPUT');
    return { document, operation, operationName, variables };
  }

  /** Executes a query or mutation within the concurrency limit, by Apollo as over HTTP. */
  async #answer(request: OperationRequest, scope: RequestScope): Promise<FormattedExecutionResult> {
    const release = this.options.concurrency.acquire();
    if (!release) throw requestError('OVERLOADED', OVERLOADED_MESSAGE);
    try {
      return await this.#execute(request, scope);
    } finally {
      release();
    }
  }

  async #execute(
    request: OperationRequest,
    scope: RequestScope,
  ): Promise<FormattedExecutionResult> {
    const context = this.options.contextFor(scope.viewer, scope.id);
    try {
      const { query, operationName, variables } = request;
      const { body } = await this.options.apollo.executeOperation(
        { query, ...(operationName && { operationName }), variables: { ...variables } },
        { contextValue: wrapContext(context, scope) },
      );
      if (body.kind !== 'single') throw new Error('Apollo answered in several parts');
      return body.singleResult;
    } finally {
      await context.end();
    }
  }

  async #subscribe(
    requested: RequestedOperation,
    session: Session,
    scope: RequestScope,
    hooks: OperationHooks,
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
      schema,
      document: requested.document,
      variableValues: requested.variables,
      operationName: requested.operationName ?? null,
    };
    const context = contextFor(viewer, scope.id, signal);
    let stream: SubscriptionStream | undefined;
    try {
      const source = await createSourceEventStream({ ...args, contextValue: context });
      if (!(Symbol.asyncIterator in source))
        return { errors: this.#startErrors(source.errors ?? [], signal, scope) };
      stream = createSubscriptionStream(source as AsyncIterable<LiveEvent<unknown>>, {
        args,
        operation: requested.operation,
        compiled,
        signal,
        end,
        semaphore: this.#semaphore,
        observer: this.options.observer,
        createContext: () => contextFor(viewer, scope.id, signal),
        formatErrors: (errors) => this.#formatErrors(errors, scope),
      });
      return { stream };
    } catch (error) {
      return { errors: this.#startErrors([error], signal, scope) };
    } finally {
      if (!stream) end();
      await context.end();
    }
  }

  /** The errors of a subscription that could not start. If it was aborted meanwhile, they only reflect the abort. */
  #startErrors(
    errors: readonly unknown[],
    signal: AbortSignal,
    scope: RequestScope,
  ): FormattedError[] {
    if (!signal.aborted) return this.#formatErrors(errors, scope);
    return this.#formatErrors(
      [requestError('UNAUTHENTICATED', 'The session has ended. Connect again with a valid token.')],
      scope,
    );
  }

  #formatErrors(errors: readonly unknown[], scope: RequestScope): FormattedError[] {
    return formatErrors(errors, scope, this.#format);
  }
}

/** Created once, because an error with its own stack would be the most expensive part of ending a subscription. */
const ENDED = new Error('the subscription is over');

/** Refuses an operation if the session has ended, without waiting for the next periodic check. */
function refuseIfEnded(session: Session): void {
  session.check();
  if (!session.ended.aborted) return;
  throw requestError('UNAUTHENTICATED', (session.ended.reason as Error).message);
}

const NO_OPERATION =
  'The document has several operations, or none of this name. Set operationName to one of its operations.';
