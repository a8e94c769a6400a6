import type { ApolloServerPlugin } from '@apollo/server';
import { codeIn } from './apollo-errors.js';
import { statusHeaders, statusOf } from '../error-codes.js';

// Mistakes in the document. A client that knows only application/json expects status 200 for them.
const DOCUMENT_CODES = new Set([
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
]);

/**
 * Sets the HTTP status that the GraphQL-over-HTTP specification wants: 200 for a response with data, even with
 * errors beside it; otherwise the highest status of its error codes.
 */
export function statusPlugin(): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ request, response }) {
          response.http.headers.set('cache-control', 'no-store');
          if (response.body.kind !== 'single') return Promise.resolve();
          const { data, errors } = response.body.singleResult;
          if (!errors) return Promise.resolve();
          if (data !== null && data !== undefined) {
            response.http.status = 200;
            return Promise.resolve();
          }
          // A mutation by GET: 405 is more precise than the status of BAD_REQUEST, and comes with `Allow`.
          if (response.http.status === 405) return Promise.resolve();
          const codes = errors.map(codeIn);
          const legacy = knowsOnlyJson(request.http?.headers.get('accept'));
          const status =
            legacy && codes.every((code) => DOCUMENT_CODES.has(code)) ? 200 : statusOf(codes);
          if (status === undefined) return Promise.resolve();
          response.http.status = status;
          for (const [name, value] of Object.entries(statusHeaders(status)))
            response.http.headers.set(name, value);
          return Promise.resolve();
        },
      }),
  };
}

/**
 * True for a client that accepts application/json by name but not application/graphql-response+json
 * (specification, "Media Types": the legacy watershed). A client without an Accept header, or one that accepts
 * anything, gets the real status.
 */
function knowsOnlyJson(accept: string | undefined): boolean {
  if (!accept?.includes('application/json')) return false;
  return !accept.includes('application/graphql-response+json') && !accept.includes('*/*');
}
