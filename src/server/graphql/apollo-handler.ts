import type { ApolloServer, GraphQLResponse } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { statusHeaders } from '../error-codes.js';
import { errorType, resultType } from '../http/response-type.js';
import { PREPARED_REQUEST } from './apollo-prepared.js';
import { statusOfResult } from './apollo-status.js';

/**
 * Executes the operation that the pipeline has prepared for a request by Apollo, and sets the type and the status of the
 * response. Apollo's own part of HTTP is not used: it would read the operation once more, and takes a tenth of the time of a
 * small request. docs/decisions/17-apollo-and-fastify.md
 * @param contextOf makes the wrapped context of a request
 * @returns a handler of Fastify, which resolves to the body
 */
export function apolloHandler(
  apollo: ApolloServer,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => object,
) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<string> => {
    const contextValue = contextOf(request, reply);
    const { body } = await apollo.executeOperation(PREPARED_REQUEST, { contextValue });
    const result = singleResult(body);
    const { accept } = request.headers;
    const status = statusOfResult(result, accept);
    const type = resultType(accept) ?? errorType(accept);
    reply.code(status).type(type);
    if (status !== 200) reply.headers(statusHeaders(status, result.errors ?? []));
    return JSON.stringify(result);
  };
}

/** The result, its errors first: a client reads them before the data. */
function singleResult(body: GraphQLResponse['body']) {
  if (body.kind !== 'single') throw new Error('Apollo answered in several parts');
  const { errors, data, extensions } = body.singleResult;
  return {
    ...(errors && { errors }),
    ...(data !== undefined && { data }),
    ...(extensions && { extensions }),
  };
}
