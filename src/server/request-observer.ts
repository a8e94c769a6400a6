import type { ApolloServer, BaseContext } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { type RequestScope, scopeIn } from './request-scope.js';

/** Runs requests and their operations, for traces. */
export interface RequestObserver {
  /** Adds its hooks. The first of all: what the others log belongs to the request. */
  observeRequests(app: FastifyInstance): void;
  /** Runs an operation of any transport. @param scope has its kind and name, and afterwards the codes of its errors */
  aroundOperation<T>(
    scope: Pick<RequestScope, 'kind' | 'operationName' | 'codes'>,
    execute: () => Promise<T>,
  ): Promise<T>;
}

/** Hands every operation that Apollo executes to the observer: those of all transports come through here. */
export function observeOperations(
  apollo: ApolloServer,
  observer: Pick<RequestObserver, 'aroundOperation'>,
): void {
  const execute = apollo.executeOperation.bind(apollo) as Execute;
  const observed: Execute = (request, options) =>
    observer.aroundOperation(scopeIn(options.contextValue), () => execute(request, options));
  apollo.executeOperation = observed as ApolloServer['executeOperation'];
}

type Execute = (request: object, options: { contextValue: BaseContext }) => Promise<unknown>;
