import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { errorFields } from './logging.js';
import { causeOf, codeOf } from './masking.js';
import { scopeOf } from './request-scope.js';

// One broken field in a list of a thousand is one cause; its first few places are enough to find it.
const MAX_LOGGED = 3;

/** Logs what is masked, and gives the client the request id to ask about it by. */
export function errorsPlugin(): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors({ errors, contextValue }) {
          const scope = scopeOf(contextValue);
          const unforeseen = errors.filter((error) => codeOf(error) === undefined);
          for (const error of unforeseen.slice(0, MAX_LOGGED)) {
            const fields = { error: errorFields(causeOf(error)), path: error.path };
            scope?.log.error({ ...fields, of: unforeseen.length }, 'unexpected error');
          }
          return Promise.resolve();
        },
        willSendResponse({ response, contextValue }) {
          const scope = scopeOf(contextValue);
          if (response.body.kind !== 'single' || !scope) return Promise.resolve();
          const { singleResult } = response.body;
          if (!singleResult.errors) return Promise.resolve();
          for (const error of singleResult.errors) scope.codes.add(codeIn(error));
          singleResult.errors = singleResult.errors.map((error) => withId(error, scope.id));
          return Promise.resolve();
        },
      }),
    unexpectedErrorProcessingRequest({ requestContext, error }) {
      const scope = scopeOf(requestContext.contextValue);
      scope?.codes.add('INTERNAL_SERVER_ERROR');
      scope?.log.error({ error: errorFields(error) }, 'unexpected error');
      return Promise.resolve();
    },
  };
}

/** The code of an error as it is answered. */
export function codeIn(error: GraphQLFormattedError): string {
  return String(error.extensions?.['code']);
}

function withId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  if (codeIn(error) !== 'INTERNAL_SERVER_ERROR') return error;
  return { ...error, extensions: { ...error.extensions, requestId } };
}
