import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import { statusHeaders, statusOf } from '../error-codes.js';
import type { ReadinessGate } from '../http/readiness.js';
import { requestError } from '../request-error.js';
import { sendError } from '../http/http-errors.js';
import { StreamError, type SubscriptionStream } from './subscription-stream.js';
import type { OperationRequest, Operations, Started } from './operations.js';
import { GoneError, type Session, type Sessions, ShutdownError } from './sessions.js';

export interface EventStreamOptions {
  readonly operations: Operations;
  readonly sessions: Sessions;
  readonly gate: ReadinessGate;
  readonly bodyBytes: number;
  /** Operations that are about to begin, queries and mutations until they are answered. */
  readonly inFlight: Set<Promise<unknown>>;
}

const PATH = '/graphql/stream';
/** So that whatever stands between does not take the silence for an end. Milliseconds. */
const COMMENT_MS = 12_000;
/** A client that takes nothing for this long is cut off. Milliseconds. */
const STALLED_MS = 20_000;

/**
 * /graphql/stream: one operation as server-sent events, by the "distinct connections mode" of the protocol
 * graphql-sse. Written here because its library puts what a slow client has not taken into a list without
 * bounds; the tests speak to this with that library's client.
 */
export function registerEventStream(app: FastifyInstance, options: EventStreamOptions): void {
  app.route({
    method: ['GET', 'POST'],
    url: PATH,
    bodyLimit: options.bodyBytes,
    exposeHeadRoute: false,
    onRequest: async (request, reply) => {
      if (await options.gate.admits()) return undefined;
      const why = 'The gateway is starting, or shutting down. Try again.';
      return sendError(request, reply, requestError('UNAVAILABLE', why));
    },
    handler: (request, reply) => answer(request, reply, options),
  });
  app.route({
    method: ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'],
    url: PATH,
    handler: (request, reply) =>
      sendError(
        request,
        reply.header('allow', 'GET, POST'),
        requestError(
          'METHOD_NOT_ALLOWED',
          'An operation is sent by POST, or by GET in the query string, and answered as events.',
        ),
      ),
  });
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { operations, sessions, inFlight }: EventStreamOptions,
): Promise<FastifyReply> {
  // Before anything is waited for: whoever hangs up meanwhile leaves nothing behind.
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const asked = { ...askedBy(request), readOnly: request.method === 'GET' };
  const session = await open(request, sessions, gone.signal);
  const [underWay, done] = pending();
  inFlight.add(underWay);
  void underWay.then(() => inFlight.delete(underWay));
  const hooks = { onSubscription: done };
  const started = await operations.start(asked, session, request.id, hooks).finally(done);
  if ('errors' in started) return sendErrors(request, reply, started.errors);
  const events = Readable.from(
    eventsOf(started, session, () => request.raw.socket.destroy()),
    {
      objectMode: false,
      // One event waits here for the socket, and no more is made before it is taken.
      highWaterMark: 1,
    },
  );
  return (
    reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      // Kept for a next request, it would hold up a gateway that shuts down.
      .header('connection', 'close')
      .send(events)
  );
}

/** A promise, and how to fulfil it. */
function pending(): [Promise<void>, () => void] {
  let done: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => (done = resolve));
  return [promise, done];
}

const ASKED = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/** @throws GraphQLError for what is no request of GraphQL's, and for a client that does not take events */
function askedBy(request: FastifyRequest): OperationRequest {
  const accept = request.headers.accept ?? '*/*';
  if (!/text\/(event-stream|\*)|\*\/\*/.test(accept))
    throw requestError(
      'NOT_ACCEPTABLE',
      'The answer is a stream of events: send "accept: text/event-stream".',
    );
  const asked = ASKED.safeParse(request.method === 'GET' ? fromQuery(request) : request.body);
  if (asked.success) return asked.data;
  throw requestError(
    'BAD_REQUEST',
    'An operation has "query", a text, and may have "operationName", a text, and "variables", an object.',
  );
}

/** In a query string the variables are a text of JSON. */
function fromQuery(request: FastifyRequest): unknown {
  const query = request.query as Record<string, unknown>;
  const { variables } = query;
  if (typeof variables !== 'string') return query;
  try {
    return { ...query, variables: JSON.parse(variables) as unknown };
  } catch {
    throw requestError('BAD_REQUEST', '"variables" is not valid JSON.');
  }
}

async function open(
  request: FastifyRequest,
  sessions: Sessions,
  gone: AbortSignal,
): Promise<Session> {
  try {
    return await sessions.open(request.headers.authorization, gone);
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code !== 'UNAUTHENTICATED' && code !== 'UNAVAILABLE') throw error;
    throw requestError(code, (error as Error).message);
  }
}

function sendErrors(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: readonly GraphQLFormattedError[],
): FastifyReply {
  const codes = errors.map(({ extensions }) => String(extensions?.['code']));
  const status = statusOf(codes) ?? 400;
  const json = request.headers.accept?.includes('application/graphql-response+json')
    ? 'application/graphql-response+json'
    : 'application/json';
  return reply
    .code(status)
    .headers(statusHeaders(status))
    .type(`${json}; charset=utf-8`)
    .send(JSON.stringify({ errors }));
}

/** The events of an operation. A stream that breaks off without `complete` is one to take up again. */
async function* eventsOf(
  started: Exclude<Started, { errors: unknown }>,
  session: Session,
  cutOff: () => void,
): AsyncGenerator<string> {
  yield ':\n\n';
  if ('result' in started) {
    yield* unlessStalled(next(started.result), cutOff);
    yield COMPLETE;
    return;
  }
  const { stream } = started;
  try {
    for await (const text of withComments(stream)) {
      yield* unlessStalled(text, cutOff);
    }
  } catch (error) {
    if (!(error instanceof StreamError)) throw error;
    yield next({ errors: error.errors });
    yield COMPLETE;
    return;
  } finally {
    await stream.return();
  }
  const { aborted, reason } = session.ended as { aborted: boolean; reason: unknown };
  if (!aborted) return;
  if (reason instanceof ShutdownError || reason instanceof GoneError) return;
  const { message } = reason as Error;
  yield next({ errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] });
  yield COMPLETE;
}

/** Cuts off a client that does not take it. */
function* unlessStalled(text: string, cutOff: () => void): Generator<string> {
  const stalled = setTimeout(cutOff, STALLED_MS);
  try {
    yield text;
  } finally {
    clearTimeout(stalled);
  }
}

/** The pushes as events, and a comment whenever there is none for a while. */
async function* withComments(stream: SubscriptionStream): AsyncGenerator<string> {
  let coming = stream.next();
  for (;;) {
    const come = await orNothing(coming);
    if (come === undefined) yield ':\n\n';
    else if (come.done) return;
    else {
      yield next(come.value);
      coming = stream.next();
    }
  }
}

async function orNothing<T>(coming: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const nothing = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, COMMENT_MS, undefined);
  });
  try {
    return await Promise.race([coming, nothing]);
  } finally {
    clearTimeout(timer);
  }
}

const COMPLETE = 'event: complete\ndata:\n\n';

function next(result: FormattedExecutionResult): string {
  return `event: next\ndata: ${JSON.stringify(result)}\n\n`;
}
