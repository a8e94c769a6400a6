import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import { scopeOf } from '../request-scope.js';
import { answerTooLarge, isLarger } from './answer-size.js';

/**
 * Replaces the data of a response that is too large by an error, before it becomes text, and tells a caller who has a
 * rate what the operation took of it. Must come before the plugins that count errors and set the status.
 * @param limit bytes
 */
export function answerPlugin(limit: number): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ response, operation, contextValue }) {
          if (response.body.kind !== 'single') return Promise.resolve();
          const { singleResult } = response.body;
          if (isLarger(singleResult.data, limit)) {
            const isMutation = operation?.operation === OperationTypeNode.MUTATION;
            singleResult.data = null;
            singleResult.errors = [answerTooLarge(limit, isMutation).toJSON()];
          }
          const cost = scopeOf(contextValue)?.cost;
          if (cost) singleResult.extensions = { ...singleResult.extensions, cost };
          return Promise.resolve();
        },
      }),
  };
}
