import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import type { GraphQLError } from 'graphql';
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
import { mayBeCrossSite } from '../origins/cross-site.js';
import { refuseOtherMethods } from '../http/other-methods.js';
import { resultType } from '../http/response-type.js';
import { clientGone, hasHungUp, HungUp, onceTaken } from '../http/clients.js';
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
 * @param gone of a subscription: aborted when it ends; of a mutation: whether its client has hung up, so that a command that
 * no batch has taken is not executed
 */
export type ContextFor<Context extends EndableContext> = (
  viewer: Viewer | undefined,
  requestId: string,
  gone?: AbortSignal | { readonly aborted: boolean },
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
  refuseOtherMethods(app, '/graphql', ['GET', 'POST'], 'Use POST, or GET for queries.');
}

/**
 * Refuses, before any byte of the body is read, requests that cannot be served. It checks the concurrency limit as
 * well, because load shedding does not see escaped spellings of the path, and the limit may fill up in between.
 */
function refuseIfUnavailable<C extends EndableContext>({
  gate,
  concurrency,
}: GraphQLRouteOptions<C>): onRequestHookHandler {
  // Parsing a URL is expensive, and nearly all requests have the same host.
  let lastGood: string | undefined;
  const refusalOf = (hostname: string, isAdmitted: boolean): GraphQLError | undefined => {
    if (hostname !== lastGood && URL.canParse(`http://${hostname}/`)) lastGood = hostname;
    if (hostname !== lastGood)
      return requestError('BAD_REQUEST', 'The Host header is malformed. Send a valid host name.');
    if (isAdmitted)
      return concurrency.isFull ? requestError('OVERLOADED', OVERLOADED_MESSAGES.full) : undefined;
    const reason = gate.isClosing ? 'The gateway is shutting down.' : 'The gateway is starting.';
    return requestError('UNAVAILABLE', `${reason} Retry later.`);
  };
  // With a callback: Fastify awaits the promise of an async hook.
  return (request, reply, done) => {
    const decide = (isAdmitted: boolean): void => {
      const refusal = refusalOf(request.hostname, isAdmitted);
      if (refusal) sendError(request, reply, refusal);
      else done();
    };
    request.scope = newScope(request, undefined);
    if (gate.isOpen) decide(true);
    else gate.admits().then(decide, done);
  };
}

/**
 * Refuses a large request of a caller who has several in progress, before any byte of its body is read: reading a list of
 * 1,000 lines takes as long as many small requests.
 */
function refuseOverShare<C extends EndableContext>({
  concurrency,
  bodyBytes,
}: GraphQLRouteOptions<C>): onRequestHookHandler {
  return (request, reply, done) => {
    const caller = callerOf(request.scope?.viewer, request.ip);
    const bytes = announcedBytes(request, bodyBytes);
    const refusal = concurrency.refusalOfSize(caller, bytes, request.headers.authorization);
    if (refusal)
      sendError(request, reply, requestError('OVERLOADED', OVERLOADED_MESSAGES[refusal]));
    else done();
  };
}

/** The size that the headers announce; the largest one if they announce a body without its size. */
function announcedBytes({ headers }: FastifyRequest, bodyBytes: number): number {
  if (headers['transfer-encoding'] !== undefined) return bodyBytes;
  return Number(headers['content-length'] ?? 0);
}

function answer<C extends EndableContext>(options: GraphQLRouteOptions<C>) {
  const contexts = new WeakMap<FastifyRequest, C>();
  const { apollo, pipeline, concurrency, standstill } = options;
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
    if (resultType(request.headers.accept) === undefined)
      return () => sendError(request, reply, requestError('NOT_ACCEPTABLE', NOT_JSON));
    if (mayBeCrossSite(request))
      return () => sendError(request, reply, requestError('BAD_REQUEST', CROSS_SITE));
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
    } finally {
      options.inFlight.delete(running);
      // The work is done, but the client may still have to take the response.
      onceTaken(request, reply, slot.release);
    }
    return reply;
  };
}

const NOT_JSON =
  'The response is JSON. Send "accept: application/graphql-response+json, application/json". Nothing was executed.';

const CROSS_SITE =
  'A page of another site could have sent this GET. Send a token in the header "authorization", or "apollo-require-preflight: 1". Nothing was executed.';

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
  // Only a mutation can be withdrawn.
  const gone = scope.kind === 'mutation' ? new HungUp(request) : undefined;
  const context = contextFor(scope.viewer, scope.id, gone);
  contexts.set(request, context);
  return wrapContext(context, scope);
}

/** Ends the context. A failure is only logged, because the response is already complete. */
async function endContext(context: EndableContext | undefined, request: FastifyRequest) {
  try {
    await context?.end();
  } catch (error) {
    request.log.error({ error: errorFields(error) }, 'the request’s context could not be released');
  }
}
