import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onRequestAsyncHookHandler,
} from 'fastify';
import type { AuthenticatedViewer } from '../../auth/index.js';
import type { Viewer } from '../../domain/index.js';
import { sendError } from '../http/http-errors.js';
import { errorFields } from '../logging.js';
import { OVERLOADED_MESSAGE, type ConcurrencyLimit } from '../limits/concurrency-limit.js';
import type { ReadinessGate } from '../http/readiness.js';
import { requestError } from '../request-error.js';
import { carrierOf } from '../request-scope.js';

/** What resolvers are given, made for one request. */
export interface EndableContext {
  /**
   * Gives back what the request holds, such as its snapshot. Called exactly once, when nothing of the
   * request runs any more.
   */
  end(): Promise<void>;
  /** Lets go of what the request has read, for it to be read anew. Absent: it reads nothing. */
  renew?(): Promise<void>;
}

/** @param signal of a subscription: aborted when it ends */
export type ContextFor<Context extends EndableContext> = (
  viewer: Viewer | undefined,
  requestId: string,
  signal?: AbortSignal,
) => Context;

/** @throws an error whose `code` is UNAUTHENTICATED for a bad token, UNAVAILABLE where that cannot be known */
export type Authenticate = (
  authorizationHeader: string | undefined,
) => Promise<AuthenticatedViewer>;

export interface GraphQLRouteOptions<Context extends EndableContext> {
  readonly apollo: ApolloServer;
  readonly authenticate: Authenticate;
  readonly contextFor: ContextFor<Context>;
  readonly gate: ReadinessGate;
  readonly concurrency: ConcurrencyLimit;
  readonly bodyBytes: number;
  /** Everything that still runs, whether or not its client is there. */
  readonly inFlight: Set<Promise<unknown>>;
}

/** /graphql: POST, and GET for queries. */
export function registerGraphQL<Context extends EndableContext>(
  app: FastifyInstance,
  options: GraphQLRouteOptions<Context>,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: options.bodyBytes,
    onRequest: [admit(options), identify(options)],
    handler: answer(options),
  });
  app.route({
    method: ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'],
    url: '/graphql',
    handler: (request, reply) =>
      sendError(
        request,
        reply.header('allow', 'GET, POST'),
        requestError('METHOD_NOT_ALLOWED', 'GraphQL is asked by POST, or by GET for queries.'),
      ),
  });
}

/** Refuses, before a byte of the body is read, what cannot be served at all. */
function admit<C extends EndableContext>({
  gate,
  concurrency,
}: GraphQLRouteOptions<C>): onRequestAsyncHookHandler {
  // Nearly all come to the same host, and to parse a URL is dear.
  let lastGood: string | undefined;
  return async (request, reply) => {
    request.scope = newScope(request, undefined);
    const { hostname } = request;
    // The adapter builds a URL of it.
    if (hostname !== lastGood && URL.canParse(`http://${hostname}/`)) lastGood = hostname;
    if (hostname !== lastGood)
      return sendError(
        request,
        reply,
        requestError('BAD_REQUEST', 'The Host header is malformed.'),
      );
    if (await gate.admits()) {
      if (!concurrency.isFull) return undefined;
      return sendError(request, reply, requestError('OVERLOADED', OVERLOADED_MESSAGE));
    }
    const why = gate.isClosing ? 'The gateway is shutting down.' : 'The gateway is starting.';
    return sendError(request, reply, requestError('UNAVAILABLE', `${why} Try again.`));
  };
}

/** Who asks. Without any token: nobody; with a bad one: refused at once. */
function identify<C extends EndableContext>({
  authenticate,
}: GraphQLRouteOptions<C>): onRequestAsyncHookHandler {
  return async (request, reply) => {
    const { authorization } = request.headers;
    if (authorization === undefined) return undefined;
    try {
      request.scope = newScope(request, await authenticate(authorization));
      return undefined;
    } catch (error) {
      const code = codeOf(error);
      if (code === 'UNAUTHENTICATED')
        return sendError(request, reply, requestError(code, (error as Error).message));
      if (code !== 'UNAVAILABLE') throw error;
      request.log.error({ error: errorFields(error) }, 'tokens cannot be checked');
      return sendError(request, reply, requestError(code, (error as Error).message));
    }
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error ? (error as { code?: unknown }).code : undefined;
}

function newScope(request: FastifyRequest, viewer: Viewer | undefined) {
  const { id, log } = request;
  return {
    id,
    log,
    viewer,
    kind: 'none' as const,
    operationName: undefined,
    codes: new Set<string>(),
  };
}

function answer<C extends EndableContext>(options: GraphQLRouteOptions<C>) {
  const contexts = new WeakMap<FastifyRequest, C>();
  const execute = fastifyApolloHandler(options.apollo, {
    context: (request) => Promise.resolve(makeContext(options, request, contexts)),
  });
  return async function (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
    // Not before: whoever sends nothing more, or hangs up, would hold a place for it.
    const release = options.concurrency.acquire();
    if (!release) return sendError(request, reply, requestError('OVERLOADED', OVERLOADED_MESSAGE));
    const running = (async () => {
      try {
        return await execute.call(this, request, reply);
      } finally {
        await endContext(contexts.get(request), request);
        release();
      }
    })();
    options.inFlight.add(running);
    try {
      return await running;
    } finally {
      options.inFlight.delete(running);
    }
  };
}

function makeContext<C extends EndableContext>(
  { contextFor }: GraphQLRouteOptions<C>,
  request: FastifyRequest,
  contexts: WeakMap<FastifyRequest, C>,
): object {
  const scope = request.scope ?? newScope(request, undefined);
  try {
    const context = contextFor(scope.viewer, scope.id);
    contexts.set(request, context);
    return carrierOf(context, scope);
  } catch (error) {
    // Apollo masks it and answers 500, but does not say who asked.
    scope.codes.add('INTERNAL_SERVER_ERROR');
    request.log.error({ error: errorFields(error) }, 'no context could be made');
    throw error;
  }
}

/** The answer stands; that what it was read from could not be given back is for the log. */
async function endContext(context: EndableContext | undefined, request: FastifyRequest) {
  try {
    await context?.end();
  } catch (error) {
    request.log.error({ error: errorFields(error) }, 'the request’s context did not end well');
  }
}
