import type { ApolloServerPlugin } from '@apollo/server';
import { codeIn } from './apollo-errors.js';
import { statusFor, statusHeaders } from '../error-codes.js';

/**
 * Sets the HTTP status that the GraphQL-over-HTTP specification wants: 200 for a response with data, even with
 * errors beside it; otherwise the highest status of its error codes.
 */
export function statusPlugin(): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ request, response }) {
          if (response.body.kind !== 'single') return Promise.resolve();
          const { data, errors } = response.body.singleResult;
          if (!errors) return Promise.resolve();
          if (data !== null && data !== undefined) {
            response.http.status = 200;
            return Promise.resolve();
          }
          const status = statusFor(errors.map(codeIn), request.http?.headers.get('accept'));
          if (status === undefined) return Promise.resolve();
          response.http.status = status;
          for (const [name, value] of Object.entries(statusHeaders(status)))
            response.http.headers.set(name, value);
          return Promise.resolve();
        },
      }),
  };
}
