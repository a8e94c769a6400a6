import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { asClientError } from '../../graphql/index.js';
import { codeIn, completeError } from '../error-codes.js';
import { logErrors } from './apollo-errors.js';
import type { createErrorFormatter } from '../error-masking.js';
import type { RequestScope } from '../request-scope.js';

/** Formats errors for a client as Apollo's plugins do for queries: masks, logs and counts them. */
export function formatErrors(
  errors: readonly unknown[],
  scope: RequestScope,
  format: ReturnType<typeof createErrorFormatter>,
): GraphQLFormattedError[] {
  const known = errors.map(asClientError).map(asGraphQLError);
  logErrors(scope, known);
  return known.map((error) => {
    const formatted = completeError(format(error.toJSON(), error), scope.id);
    scope.codes.add(codeIn(formatted));
    return formatted;
  });
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
