import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Viewer } from '../domain/index.js';
import type { CostReport } from './limits/rate-limit.js';

export type OperationKind = 'query' | 'mutation' | 'subscription' | 'none';

/** An operation that may run: parsed, valid, within the limits, and of a kind that its transport carries. */
export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | undefined;
  /** As sent, not coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** About how many values it asks for. */
  readonly cost: number;
}

/** Facts about one GraphQL request, collected while it runs, for its log line, its metrics and its errors. */
export interface RequestScope {
  readonly id: string;
  readonly log: FastifyBaseLogger;
  readonly viewer: Viewer | undefined;
  kind: OperationKind;
  operationName: string | undefined;
  /** What the pipeline has prepared; undefined until then. */
  prepared?: PreparedOperation;
  /** What the operation took of its caller's rate; undefined if the caller has no rate. */
  cost?: CostReport | undefined;
  /** Codes of the errors in the response. */
  readonly codes: Set<string>;
}

/** The scope of a request about which nothing is known yet. */
export function newScope(
  { id, log }: Pick<RequestScope, 'id' | 'log'>,
  viewer: Viewer | undefined,
): RequestScope {
  return { id, log, viewer, kind: 'none', operationName: undefined, codes: new Set() };
}

const MAX_NAME_LENGTH = 64;

/** Records the operation's kind and name in the scope. */
export function noteOperation(
  operation: OperationDefinitionNode,
  scope: RequestScope | undefined,
): void {
  if (!scope) return;
  scope.kind = operation.operation;
  // The grammar limits a name to letters, digits and _, but not its length.
  scope.operationName = operation.name?.value.slice(0, MAX_NAME_LENGTH);
}

const scopes = new WeakMap<object, RequestScope>();
const CONTEXT = Symbol('onebook.context');

/**
 * Wraps a context for Apollo. Apollo passes a shallow copy of its context to resolvers, which lacks the private
 * fields and the identity of a class instance. So it copies this wrapper, and `contextPlugin` unwraps it.
 */
export function wrapContext(context: object, scope: RequestScope): object {
  scopes.set(context, scope);
  return { [CONTEXT]: context };
}

/** Unwraps the context for resolvers and later plugins. Must be the first plugin. */
export function contextPlugin(): ApolloServerPlugin {
  return {
    requestDidStart(request) {
      const writable: { contextValue: { [CONTEXT]?: object } } = request;
      const context = writable.contextValue[CONTEXT];
      if (context) writable.contextValue = context;
      return Promise.resolve();
    },
  };
}

/** The scope of the request for which this context was made. */
export function scopeOf(context: object): RequestScope | undefined {
  return scopes.get(context);
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for GraphQL requests only. */
    scope: RequestScope | undefined;
  }
}
