import type { ApolloServerPlugin } from '@apollo/server';
import { type GraphQLError, type GraphQLFormattedError, OperationTypeNode } from 'graphql';
import { errorFields } from '../logging.js';
import { causeOf, codeOf } from '../error-masking.js';
import { type RequestScope, scopeOf } from '../request-scope.js';

// One broken field in a list of a thousand is one cause; its first few places are enough to find it.
const MAX_LOGGED = 3;

const INCOMPLETE =
  'This was done, but its answer could not be read in full. Send the same idempotency key again, or ask for it.';
// Of the viewer and not of what was done.
const OF_THE_VIEWER = new Set(['FORBIDDEN', 'UNAUTHENTICATED']);

/**
 * Logs what is masked and what the book could not answer, gives the client the request id to ask about
 * it by, and lets no error below a mutation's root field sound as if nothing had been done: such a
 * field is read after the commit.
 */
export function errorsPlugin(): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors({ errors, contextValue }) {
          const scope = scopeOf(contextValue);
          logErrors(scope, errors);
          return Promise.resolve();
        },
        willSendResponse({ response, contextValue, operation }) {
          const scope = scopeOf(contextValue);
          if (response.body.kind !== 'single' || !scope) return Promise.resolve();
          const { singleResult } = response.body;
          if (!singleResult.errors) return Promise.resolve();
          const told =
            operation?.operation === OperationTypeNode.MUTATION
              ? singleResult.errors.map(afterCommit)
              : singleResult.errors;
          for (const error of told) scope.codes.add(codeIn(error));
          singleResult.errors = told.map((error) => withId(error, scope.id));
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

/** Of a mutation, the error as it may be told. */
function afterCommit(error: GraphQLFormattedError): GraphQLFormattedError {
  const isBelowRoot = (error.path?.length ?? 0) > 1;
  if (!isBelowRoot || OF_THE_VIEWER.has(codeIn(error))) return error;
  return { ...error, message: INCOMPLETE, extensions: { code: 'ANSWER_INCOMPLETE' } };
}

/** Logs what is masked, and what the book could not answer. */
export function logErrors(scope: RequestScope | undefined, errors: readonly GraphQLError[]): void {
  logSome(scope, errors, undefined, 'unexpected error');
  logSome(scope, errors, 'UNAVAILABLE', 'the book could not be reached');
}

function logSome(
  scope: RequestScope | undefined,
  errors: readonly GraphQLError[],
  code: string | undefined,
  what: string,
): void {
  const those = errors.filter((error) => codeOf(error) === code);
  for (const error of those.slice(0, MAX_LOGGED)) {
    const fields = { error: errorFields(causeOf(error)), path: error.path };
    scope?.log.error({ ...fields, of: those.length }, what);
  }
}

const WITH_ID = new Set(['INTERNAL_SERVER_ERROR', 'ANSWER_INCOMPLETE']);

/** The request id to ask about it by, where that helps. */
export function withId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  if (!WITH_ID.has(codeIn(error))) return error;
  return { ...error, extensions: { ...error.extensions, requestId } };
}
