import type { ApolloServerPlugin } from '@apollo/server';
import { codeIn } from './apollo-errors.js';
import { statusHeaders, statusOf } from '../error-codes.js';

// Mistakes in the document, to which a client that knows only application/json expects 200.
const IN_THE_DOCUMENT = new Set([
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
]);

/**
 * The HTTP status as the GraphQL-over-HTTP specification wants it: an answer with data is 200, whatever
 * errors stand beside it; one without has the status of its gravest code.
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
          // A mutation by GET: more precise than the code BAD_REQUEST, and comes with `Allow`.
          if (response.http.status === 405) return Promise.resolve();
          const codes = errors.map(codeIn);
          const legacy = knowsOnlyJson(request.http?.headers.get('accept'));
          const status =
            legacy && codes.every((code) => IN_THE_DOCUMENT.has(code)) ? 200 : statusOf(codes);
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
 * True for a client that asks for application/json by name and would not take
 * application/graphql-response+json (specification, "Media Types": the legacy watershed). Who says nothing,
 * or takes anything, is told the truth.
 */
function knowsOnlyJson(accept: string | undefined): boolean {
  if (!accept?.includes('application/json')) return false;
  return !accept.includes('application/graphql-response+json') && !accept.includes('*/*');
}
