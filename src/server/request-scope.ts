import type { FastifyBaseLogger } from 'fastify';
import type { Viewer } from '../auth/viewer.js';

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

// Carried inside the GraphQL context, the one thing of ours that Apollo's hooks are given.
const SCOPE = Symbol('onebook.request-scope');

/** The same context, with the scope in it where only `scopeOf` looks. */
export function withScope<Context extends object>(context: Context, scope: RequestScope): Context {
  return Object.assign(context, { [SCOPE]: scope });
}

export function scopeOf(context: object): RequestScope | undefined {
  return (context as { [SCOPE]?: RequestScope })[SCOPE];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set while a GraphQL request is answered. */
    scope: RequestScope | undefined;
  }
}
