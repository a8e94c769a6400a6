import type { ApolloServer } from '@apollo/server';
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onRequestAsyncHookHandler,
  onRequestHookHandler,
} from 'fastify';
import type { Viewer } from '../../domain/index.js';
import { sendError, sendErrors } from '../http/http-errors.js';
import { errorFields } from '../logging.js';
import {
  callerOf,
  type ConcurrencyLimit,
  OVERLOADED_MESSAGES,
  type Slot,
  tooDearNow,
} from '../limits/concurrency-limit.js';
import type { Deliveries } from '../limits/deliveries.js';
import { clientGone, hasHungUp, onceTaken, signalOf, trackDelivery } from '../http/clients.js';
import type { Standstill } from '../http/standstill.js';
import type { ReadinessGate } from '../http/readiness.js';
import { requestError } from '../request-error.js';
import { newScope, type RequestScope, wrapContext } from '../request-scope.js';
import { apolloHandler } from './apollo-handler.js';
import { type Authenticate, authenticateRequest } from './authenticate-request.js';
import { readOperationRequest } from './operation-request.js';
import type { Pipeline } from './pipeline.js';

/** The context of the resolvers of one request. */
export interface EndableContext {
  /** Releases the request's resources, such as its snapshot. Called exactly once, after all resolvers settled. */
  end(): Promise<void>;
  /** Drops the data that the request has read, so that it is read again. Absent if it reads nothing. */
  renew?(): Promise<void>;
}

/**
 * Makes the context of one request.
 * @param signal of a subscription: aborted when it ends; of a mutation: aborted when its client hangs up, so that a
 * command that no batch has taken is not executed
 */
export type ContextFor<Context extends EndableContext> = (
  viewer: Viewer | undefined,
  requestId: string,
  signal?: AbortSignal,
) => Context;

export interface GraphQLRouteOptions<Context extends EndableContext> {
  readonly apollo: ApolloServer;
  readonly pipeline: Pipeline;
  /** Production answers nothing without a token; development shows the schema. */
  readonly production: boolean;
  readonly authenticate: Authenticate;
  readonly contextFor: ContextFor<Context>;
  readonly gate: ReadinessGate;
  readonly concurrency: ConcurrencyLimit;
  readonly deliveries: Deliveries;
  readonly standstill: Standstill;
  readonly bodyBytes: number;
  /** Requests that still run, whether or not their clients are connected. */
  readonly inFlight: Set<Promise<unknown>>;
}

/** Registers /graphql: POST, and GET for queries. */
export function registerGraphQL<Context extends EndableContext>(
  app: FastifyInstance,
  options: GraphQLRouteOptions<Context>,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: options.bodyBytes,
    onRequest: [
      refuseIfUnavailable(options),
      authenticateRequest(options.authenticate, !options.production),
      refuseOverShare(options),
    ],
    handler: answer(options),
  });
  app.route({
    method: ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'],
    url: '/graphql',
    handler: (request, reply) =>
      sendError(
        request,
        reply.header('allow', 'GET, POST'),
        requestError(
          'METHOD_NOT_ALLOWED',
          'This method is not supported. Use POST, or GET for queries.',
        ),
      ),
  });
}

/**
 * Refuses, before any byte of the body is read, requests that cannot be served. It checks the concurrency limit as
 * well, because load shedding does not see escaped spellings of the path, and the limit may fill up in between.
 */
function refuseIfUnavailable<C extends EndableContext>({
  gate,
  concurrency,
}: GraphQLRouteOptions<C>): onRequestAsyncHookHandler {
  // Parsing a URL is expensive, and nearly all requests have the same host.
  let lastGood: string | undefined;
  return async (request, reply) => {
    request.scope = newScope(request, undefined);
    const { hostname } = request;
    // Apollo's adapter builds a URL from it, and would throw.
    if (hostname !== lastGood && URL.canParse(`http://${hostname}/`)) lastGood = hostname;
    if (hostname !== lastGood)
      return sendError(
        request,
        reply,
        requestError('BAD_REQUEST', 'The Host header is malformed. Send a valid host name.'),
      );
    if (await gate.admits()) {
      if (!concurrency.isFull) return undefined;
      return sendError(request, reply, requestError('OVERLOADED', OVERLOADED_MESSAGES.full));
    }
    const reason = gate.isClosing ? 'The gateway is shutting down.' : 'The gateway is starting.';
    return sendError(request, reply, requestError('UNAVAILABLE', `${reason} Retry later.`));
  };
}

/**
 * Refuses a large request of a caller who has several in progress, before any byte of its body is read: reading a list of
 * 1,000 lines takes as long as many small requests.
 */
function refuseOverShare<C extends EndableContext>({
  concurrency,
}: GraphQLRouteOptions<C>): onRequestHookHandler {
  return (request, reply, done) => {
    const caller = callerOf(request.scope?.viewer, request.ip);
    const refusal = concurrency.refusalOfSize(caller, announcedBytes(request));
    if (refusal)
      sendError(request, reply, requestError('OVERLOADED', OVERLOADED_MESSAGES[refusal]));
    else done();
  };
}

function announcedBytes({ headers }: FastifyRequest): number {
  return Number(headers['content-length'] ?? 0);
}

function answer<C extends EndableContext>(options: GraphQLRouteOptions<C>) {
  const contexts = new WeakMap<FastifyRequest, C>();
  const { apollo, pipeline, concurrency, deliveries, standstill } = options;
  const toText = apolloHandler(apollo, (request, reply) =>
    makeContext(options, request, reply, contexts),
  );
  const prepare = (request: FastifyRequest) =>
    pipeline.prepare(readOperationRequest(request), scopeOf(request), {
      mutations: request.method === 'POST',
      subscriptions: false,
    });
  const execute = async (
    request: FastifyRequest,
    reply: FastifyReply,
    slot: Slot,
  ): Promise<Send> => {
    if (standstill.isRecent) await standstill.settle();
    if (hasHungUp(request)) return () => sendError(request, reply, clientGone());
    // Apollo would say so too, but only after it has executed the operation.
    if (!acceptsJson(request.headers.accept)) {
      const notAcceptable = requestError('NOT_ACCEPTABLE', NOT_JSON);
      return () => sendError(request, reply, notAcceptable);
    }
    const prepared = prepare(request);
    if ('errors' in prepared) return () => sendErrors(request, reply, prepared.errors);
    if (slot.weigh(prepared.cost)) {
      const overloaded = requestError('OVERLOADED', tooDearNow(prepared.cost));
      return () => sendError(request, reply, overloaded);
    }
    const text = await toText(request, reply);
    return () => reply.send(text);
  };
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { authorization } = request.headers;
    // Only now: a client that stops sending its body, or hangs up, must not hold a slot.
    const caller = callerOf(scopeOf(request).viewer, request.ip);
    const slot = concurrency.acquire(caller, request.bodyBytes, authorization);
    if (typeof slot === 'string')
      return sendError(request, reply, requestError('OVERLOADED', OVERLOADED_MESSAGES[slot]));
    const running = execute(request, reply, slot).finally(() =>
      endContext(contexts.get(request), request),
    );
    options.inFlight.add(running);
    try {
      const send = await running;
      void send();
      trackDelivery(request, reply, deliveries);
    } finally {
      options.inFlight.delete(running);
      // The work is done, but the client may still have to take the response.
      onceTaken(request, reply, slot.release);
    }
    return reply;
  };
}

/** Whether a client takes one of the two types of a response. https://graphql.github.io/graphql-over-http/draft/ */
function acceptsJson(accept = ''): boolean {
  return /^\s*$|(\*\/\*|application\/(\*|json|graphql-response\+json))/i.test(accept);
}

const NOT_JSON =
  'The response is JSON. Send "accept: application/graphql-response+json, application/json". Nothing was executed.';

/** Sends a response. It is not the reply itself, because a reply is a promise of the client having taken it. */
type Send = () => FastifyReply;

function scopeOf(request: FastifyRequest): RequestScope {
  return (request.scope ??= newScope(request, undefined));
}

function makeContext<C extends EndableContext>(
  { contextFor }: GraphQLRouteOptions<C>,
  request: FastifyRequest,
  reply: FastifyReply,
  contexts: WeakMap<FastifyRequest, C>,
): object {
  const scope = scopeOf(request);
  try {
    // A signal costs more than a small query, and only a mutation can be withdrawn.
    const signal = scope.kind === 'mutation' ? signalOf(request, reply) : undefined;
    const context = contextFor(scope.viewer, scope.id, signal);
    contexts.set(request, context);
    return wrapContext(context, scope);
  } catch (error) {
    // Apollo masks this and answers 500, but does not log which request failed.
    scope.codes.add('INTERNAL_SERVER_ERROR');
    request.log.error({ error: errorFields(error) }, 'the request’s context could not be created');
    throw error;
  }
}

/** Ends the context. A failure is only logged, because the response is already complete. */
async function endContext(context: EndableContext | undefined, request: FastifyRequest) {
  try {
    await context?.end();
  } catch (error) {
    request.log.error({ error: errorFields(error) }, 'the request’s context could not be released');
  }
}
