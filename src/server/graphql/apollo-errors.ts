import type { GraphQLResponse } from '@apollo/server';
import {
  type GraphQLError,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { errorFields } from '../logging.js';
import { codeIn, completeError } from '../error-codes.js';
import { causeOf, codeOf } from '../error-masking.js';
import type { RequestScope } from '../request-scope.js';

// One broken field in a list of a thousand has one cause; its first few paths are enough to find it.
const MAX_LOGGED = 3;

const INCOMPLETE =
  'The mutation was executed, but its payload could not be read in full. Retry with the same idempotencyKey, or query it.';
/** Codes about the viewer, which say nothing about the mutation. */
const VIEWER_CODES = new Set(['FORBIDDEN', 'UNAUTHENTICATED']);

/**
 * Completes the errors of a response: notes their codes, and adds what {@link completeError} adds. An error below a
 * mutation's root field becomes ANSWER_INCOMPLETE, because such a field is read after the commit: the client must
 * not believe that nothing was executed.
 */
export function completeErrors(
  { body }: GraphQLResponse,
  operation: OperationDefinitionNode | undefined,
  scope: RequestScope,
): void {
  if (body.kind !== 'single') return;
  const { singleResult } = body;
  if (!singleResult.errors) return;
  const formatted =
    operation?.operation === OperationTypeNode.MUTATION
      ? singleResult.errors.map(asIncomplete)
      : singleResult.errors;
  for (const error of formatted) scope.codes.add(codeIn(error));
  singleResult.errors = formatted.map((error) => completeError(error, scope.id));
}

/** Logs an error of Apollo itself, which answers such a request with an internal error. */
export function logUnexpected(scope: RequestScope | undefined, error: Error): void {
  scope?.codes.add('INTERNAL_SERVER_ERROR');
  scope?.log.error({ error: errorFields(error) }, 'unexpected error');
}

/** The error of a mutation as the client sees it: ANSWER_INCOMPLETE if it is below the root field. */
function asIncomplete(error: GraphQLFormattedError): GraphQLFormattedError {
  const isBelowRoot = (error.path?.length ?? 0) > 1;
  if (!isBelowRoot || VIEWER_CODES.has(codeIn(error))) return error;
  return { ...error, message: INCOMPLETE, extensions: { code: 'ANSWER_INCOMPLETE' } };
}

/** Logs masked errors, and reads that failed because the database was unavailable. */
export function logErrors(scope: RequestScope | undefined, errors: readonly GraphQLError[]): void {
  logFirst(scope, errors, undefined, 'unexpected error');
  logFirst(scope, errors, 'UNAVAILABLE', 'the database could not do this now');
}

function logFirst(
  scope: RequestScope | undefined,
  errors: readonly GraphQLError[],
  code: string | undefined,
  message: string,
): void {
  const matching = errors.filter((error) => codeOf(error) === code);
  for (const error of matching.slice(0, MAX_LOGGED)) {
    const fields = { error: errorFields(causeOf(error)), path: error.path };
    scope?.log.error({ ...fields, of: matching.length }, message);
  }
}
