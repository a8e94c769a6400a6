import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { asClientError } from '../../graphql/index.js';
import { codeIn, logErrors, withId } from '../graphql/apollo-errors.js';
import type { createErrorFormatter } from '../error-masking.js';
import type { RequestScope } from '../request-scope.js';

/** Errors as a client may see them, as Apollo's plugins have it for queries: masked, logged, counted. */
export function formatErrors(
  errors: readonly unknown[],
  scope: RequestScope,
  format: ReturnType<typeof createErrorFormatter>,
): GraphQLFormattedError[] {
  const known = errors.map(asClientError).map(asGraphQLError);
  logErrors(scope, known);
  return known.map((error) => {
    const told = withId(format(error.toJSON(), error), scope.id);
    scope.codes.add(codeIn(told));
    return told;
  });
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
