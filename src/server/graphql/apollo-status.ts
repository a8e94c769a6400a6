import type { GraphQLFormattedError } from 'graphql';
import { codeIn, statusFor } from '../error-codes.js';

/**
 * The HTTP status that the GraphQL-over-HTTP specification wants: 200 for a response with data, even with errors beside
 * it; otherwise the highest status of its error codes.
 * @param accept the client's Accept header
 */
export function statusOfResult(
  {
    data,
    errors,
  }: { readonly data?: unknown; readonly errors?: readonly GraphQLFormattedError[] | undefined },
  accept: string | undefined,
): number {
  if (!errors || (data !== null && data !== undefined)) return 200;
  return statusFor(errors.map(codeIn), accept) ?? 500;
}
