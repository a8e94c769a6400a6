import type { FastifyBaseLogger } from 'fastify';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Viewer } from '../domain/index.js';
import type { CostReport } from './limits/rate-limit.js';

export type OperationKind = 'query' | 'mutation' | 'subscription' | 'none';

/** An operation of a document. */
export interface RequestedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | undefined;
}

/** An operation that may run: parsed, valid, within the limits, and of a kind that its transport carries. */
export interface PreparedOperation extends RequestedOperation {
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

/** Characters of an operation’s name that are logged. */
export const MAX_NAME_LENGTH = 64;

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

/** A request's context, with its scope. */
interface Carried {
  readonly context: object;
  readonly scope: RequestScope;
}

const CARRIED = Symbol('onebook.carried');

/**
 * Wraps a context for Apollo. Apollo passes a shallow copy of its context to resolvers, which lacks the private
 * fields and the identity of a class instance. So it copies this wrapper, and `unwrapContext` takes the context out.
 */
export function wrapContext(context: object, scope: RequestScope): object {
  const carried: Carried = { context, scope };
  return { [CARRIED]: carried };
}

/** Puts the wrapped context itself in its place. @returns the scope of its request; undefined if it was not wrapped */
export function unwrapContext(holder: { contextValue: object }): RequestScope | undefined {
  const carried = (holder.contextValue as { [CARRIED]?: Carried })[CARRIED];
  if (carried) holder.contextValue = carried.context;
  return carried?.scope;
}

/** The scope of a wrapped context. */
export function scopeIn(wrapped: object): RequestScope {
  const carried = (wrapped as { [CARRIED]?: Carried })[CARRIED];
  if (!carried) throw new Error('a context was not wrapped');
  return carried.scope;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for GraphQL requests only. */
    scope: RequestScope | undefined;
  }
}
