import type { FastifyInstance } from 'fastify';
import { requestError } from '../request-error.js';
import { sendError } from './http-errors.js';

/** Refuses the methods other than GET and POST of a path, before any byte of a body is read. @param words what to send instead */
export function refuseOtherMethods(app: FastifyInstance, url: string, words: string): void {
  const error = () => requestError('METHOD_NOT_ALLOWED', `This method is not supported. ${words}`);
  app.route({
    method: ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'],
    url,
    onRequest: (request, reply) => {
      sendError(request, reply.header('allow', 'GET, POST'), error());
    },
    handler: () => {
      throw error();
    },
  });
}
