import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { scopeOf } from '../request-scope.js';

/**
 * Hands Apollo the operation that the pipeline has prepared, with its document, so that Apollo neither parses nor
 * validates, and executes nothing else.
 */
export function preparedPlugin(): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        // Async, so that a thrown error becomes the rejection that Apollo expects.
        didResolveSource: async (context) => {
          const prepared = scopeOf(context.contextValue)?.prepared;
          if (!prepared) throw new Error('an operation has not come through the pipeline');
          const { document, operationName, variables } = prepared;
          const writable: { document?: DocumentNode } = context;
          writable.document = document;
          Object.assign(context.request, { operationName, variables });
          return Promise.resolve();
        },
      }),
  };
}
