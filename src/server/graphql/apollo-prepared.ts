import type { ApolloServerOptions, BaseContext, GraphQLRequestContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import type { RequestScope } from '../request-scope.js';

/**
 * The request that Apollo gets in place of the client's. It names a persisted query and has no text, because Apollo
 * computes the SHA-256 of every text that it gets, and uses it for nothing here. Apollo looks the name up in
 * {@link PREPARED_QUERIES}, and {@link usePrepared} puts the prepared operation in its place.
 */
export const PREPARED_REQUEST = {
  extensions: { persistedQuery: { version: 1, sha256Hash: 'prepared' } },
};

/** Apollo's store of persisted queries: it has a text for {@link PREPARED_REQUEST}, which is never parsed. */
export const PREPARED_QUERIES: NonNullable<
  Exclude<ApolloServerOptions<BaseContext>['persistedQueries'], false>
> = {
  cache: {
    get: () => Promise.resolve('an operation that the pipeline has prepared'),
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(),
  },
};

/**
 * Hands Apollo the operation that the pipeline has prepared, with its document, so that Apollo neither parses nor
 * validates, and executes nothing else.
 * @throws Error if there is none
 */
export function usePrepared(
  context: GraphQLRequestContext<BaseContext>,
  scope: RequestScope | undefined,
): void {
  const prepared = scope?.prepared;
  if (!prepared) throw new Error('an operation has not come through the pipeline');
  const { document, operationName, variables } = prepared;
  const writable: { document?: DocumentNode } = context;
  writable.document = document;
  Object.assign(context.request, { operationName, variables });
}
