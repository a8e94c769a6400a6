import type { GraphQLRequest, GraphQLResponse } from '@apollo/server';
import { codeIn } from './apollo-errors.js';
import { statusFor, statusHeaders } from '../error-codes.js';

/**
 * Sets the HTTP status that the GraphQL-over-HTTP specification wants: 200 for a response with data, even with
 * errors beside it; otherwise the highest status of its error codes.
 */
export function setStatus(request: GraphQLRequest, { body, http }: GraphQLResponse): void {
  if (body.kind !== 'single') return;
  const { data, errors } = body.singleResult;
  if (!errors) return;
  if (data !== null && data !== undefined) {
    http.status = 200;
    return;
  }
  const status = statusFor(errors.map(codeIn), request.http?.headers.get('accept'));
  if (status === undefined) return;
  http.status = status;
  for (const [name, value] of Object.entries(statusHeaders(status))) http.headers.set(name, value);
}
