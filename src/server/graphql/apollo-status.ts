import type { GraphQLFormattedError } from 'graphql';
import { codeIn } from './apollo-errors.js';
import { statusFor } from '../error-codes.js';

/**
 * The HTTP status that the GraphQL-over-HTTP specification wants: 200 for a response with data, even with errors beside
 * it; otherwise the highest status of its error codes.
 * @param type the media type of the response
 */
export function statusOfResult(
  {
    data,
    errors,
  }: { readonly data?: unknown; readonly errors?: readonly GraphQLFormattedError[] | undefined },
  type: string,
): number {
  if (!errors || (data !== null && data !== undefined)) return 200;
  return statusFor(errors.map(codeIn), type) ?? 500;
}
