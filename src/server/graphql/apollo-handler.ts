import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PREPARED_REQUEST } from './apollo-prepared.js';

/** The query string of {@link PREPARED_REQUEST}, for GET. */
const PREPARED_SEARCH = `?extensions=${encodeURIComponent(JSON.stringify(PREPARED_REQUEST.extensions))}`;

/**
 * Executes the operation that the pipeline has prepared for a request by Apollo, with its part of HTTP: CSRF
 * prevention, the content type and the status. Apollo reads the operation itself from nowhere but the request's scope,
 * so it gets the method and the headers of the request, and neither its body nor its URL.
 * @param contextOf makes the wrapped context of a request
 * @returns a handler of Fastify, which resolves to the body
 */
export function apolloHandler(
  apollo: ApolloServer,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => object,
) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<string> => {
    const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: httpRequest(request),
      // Async, so that a thrown error becomes the rejection that Apollo expects.
      context: async () => Promise.resolve(contextOf(request, reply)),
    });
    if (body.kind !== 'complete') throw new Error('Apollo answered in several parts');
    for (const [name, value] of headers) reply.header(name, value);
    reply.code(status ?? 200);
    return body.string;
  };
}

function httpRequest({ method, headers }: FastifyRequest): HTTPGraphQLRequest {
  const sent = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) sent.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const isGet = method === 'GET';
  return {
    method,
    headers: sent,
    search: isGet ? PREPARED_SEARCH : '',
    body: isGet ? undefined : PREPARED_REQUEST,
  };
}
