import type { AddressInfo } from 'node:net';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Limits, Timeouts } from '../limits/limits.js';
import { requestId } from '../logging.js';
import type { Origins } from '../origins/origins.js';
import { requestError } from '../request-error.js';
import { handleHttpError, sendError } from './http-errors.js';
import { handleMalformed } from './malformed-requests.js';
import { type Headers, setHeaders } from './security-headers.js';
import { WebSocketOnlyUpgrade } from './websocket-upgrade.js';

export interface AppParts {
  readonly log: FastifyBaseLogger;
  readonly limits: Limits;
  readonly timeouts: Timeouts;
  /** The headers of every response. */
  readonly headers: Headers;
  readonly origins: Origins;
}

/** Makes the HTTP server without its routes: its limits, the headers of every response, and its errors. */
export function createApp({ log, limits, timeouts, headers, origins }: AppParts): FastifyInstance {
  const begin = (request: FastifyRequest, reply: FastifyReply): void => {
    reply.header('x-request-id', request.id);
    setHeaders(reply, headers);
  };
  const app = Fastify({
    loggerInstance: log,
    // Fastify's own log lines hold URLs with query strings, and errors with all their properties.
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    genReqId: requestId,
    bodyLimit: limits.bodyBytes,
    requestTimeout: timeouts.requestMs,
    keepAliveTimeout: timeouts.keepAliveMs,
    http: {
      headersTimeout: timeouts.headersMs,
      connectionsCheckingInterval: 1_000,
      IncomingMessage: WebSocketOnlyUpgrade,
    },
    forceCloseConnections: 'idle',
    // While closing, our own hook answers in the shape of all other errors.
    return503OnClosing: false,
    exposeHeadRoutes: false,
    clientErrorHandler: handleMalformed({ log, origins, headers }),
    frameworkErrors: (error, request, reply) => {
      // Such a request, for example for a malformed URL, reaches no hook.
      begin(request, reply);
      handleHttpError(error, request, reply);
    },
  });
  app.decorateRequest('scope', undefined);
  app.addHook('onRequest', (request, reply, done) => {
    begin(request, reply);
    done();
  });
  app.setErrorHandler(handleHttpError);
  const notFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    sendError(
      request,
      reply,
      requestError('NOT_FOUND', 'There is nothing here. Send GraphQL requests to /graphql.'),
    );
  app.addHook('onRequest', (request, reply, done) => {
    // Before its body is read, which costs more than the refusal.
    if (request.is404) notFound(request, reply);
    else done();
  });
  app.setNotFoundHandler(notFound);
  return app;
}

/** The largest number of connections that wait to be accepted. */
const BACKLOG = 4_096;

/** Listens, and returns the URL without a trailing slash. */
export async function listen(app: FastifyInstance, { host, port }: { host: string; port: number }) {
  // For the name, Fastify opens a second server for ::1. What listens to the first one does not see its requests: the origin
  // gate, load shedding, the shutdown.
  const address4 = host === 'localhost' ? '127.0.0.1' : host;
  // With Node's default of 511, the system silently refuses a burst of new connections.
  await app.listen({ host: address4, port, backlog: BACKLOG });
  const { address, family, port: actual } = app.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`;
}
