import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { OperationDefinitionNode } from 'graphql';
import type { Viewer } from '../domain/index.js';

export type OperationKind = 'query' | 'mutation' | 'subscription' | 'none';

/** What is known about one GraphQL request while it is answered: for its log line, its metrics and its errors. */
export interface RequestScope {
  readonly id: string;
  readonly log: FastifyBaseLogger;
  readonly viewer: Viewer | undefined;
  kind: OperationKind;
  operationName: string | undefined;
  /** Codes of the errors that were answered. */
  readonly codes: Set<string>;
}

const MAX_NAME = 64;

/** Takes down what is asked for. */
export function noteOperation(
  operation: OperationDefinitionNode,
  scope: RequestScope | undefined,
): void {
  if (!scope) return;
  scope.kind = operation.operation;
  // A name in a document is letters, digits and _ by the grammar, but as long as one likes.
  scope.operationName = operation.name?.value.slice(0, MAX_NAME);
}

const scopes = new WeakMap<object, RequestScope>();
const CARRIED = Symbol('onebook.context');

/**
 * What to hand to Apollo in place of the context. Apollo gives resolvers a shallow copy of what it is
 * handed, which has neither the private fields nor the identity of a context that is an instance of a
 * class; so it copies this wrapper, and `contextPlugin` takes the context out again.
 */
export function carrierOf(context: object, scope: RequestScope): object {
  scopes.set(context, scope);
  return { [CARRIED]: context };
}

/** Gives resolvers and later plugins the context itself. Must be the first of the plugins. */
export function contextPlugin(): ApolloServerPlugin {
  return {
    requestDidStart(request) {
      const writable: { contextValue: { [CARRIED]?: object } } = request;
      const carried = writable.contextValue[CARRIED];
      if (carried) writable.contextValue = carried;
      return Promise.resolve();
    },
  };
}

/** The scope of the request that this context was made for. */
export function scopeOf(context: object): RequestScope | undefined {
  return scopes.get(context);
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set while a GraphQL request is answered. */
    scope: RequestScope | undefined;
  }
}
