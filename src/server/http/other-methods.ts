import type { FastifyInstance } from 'fastify';
import { requestError } from '../request-error.js';
import { sendError } from './http-errors.js';

const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/**
 * Refuses the other methods of a path, before any byte of a body is read.
 * @param allowed the methods of the path @param words what to send instead
 */
export function refuseOtherMethods(
  app: FastifyInstance,
  url: string,
  allowed: readonly string[],
  words: string,
): void {
  const error = () => requestError('METHOD_NOT_ALLOWED', `This method is not supported. ${words}`);
  app.route({
    method: METHODS.filter((method) => !allowed.includes(method)),
    url,
    onRequest: (request, reply) => {
      sendError(request, reply.header('allow', allowed.join(', ')), error());
    },
    handler: () => {
      throw error();
    },
  });
}
