import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import { type Authenticate, authenticateRequest } from '../graphql/authenticate-request.js';
import { readOperationRequest } from '../graphql/operation-request.js';
import { completeError } from '../error-codes.js';
import { refuseOtherMethods } from '../http/other-methods.js';
import { hasHungUp, onceClosed } from '../http/clients.js';
import type { Standstill } from '../http/standstill.js';
import type { Deliveries } from '../limits/deliveries.js';
import type { ReadinessGate } from '../http/readiness.js';
import { requestError } from '../request-error.js';
import { sendError, sendErrors } from '../http/http-errors.js';
import { StreamError, type SubscriptionStream } from './subscription-stream.js';
import type { Operations, Started } from './operations.js';
import { GoneError, type Session, type Sessions, ShutdownError } from './sessions.js';

export interface EventStreamOptions {
  readonly authenticate: Authenticate;
  readonly operations: Operations;
  readonly sessions: Sessions;
  readonly gate: ReadinessGate;
  readonly bodyBytes: number;
  readonly deliveries: Deliveries;
  readonly standstill: Standstill;
  /** Subscriptions that are starting, and queries and mutations that still run. */
  readonly inFlight: Set<Promise<unknown>>;
}

const PATH = '/graphql/stream';
/** Interval between comments while there is no push, so that no proxy closes a silent stream. Milliseconds. */
const COMMENT_INTERVAL_MS = 12_000;

/**
 * Registers /graphql/stream: one operation as server-sent events, in the "distinct connections mode" of the
 * graphql-sse protocol. Written here because its library queues pushes for a slow client without a bound; the
 * tests use that library's client.
 */
export function registerEventStream(app: FastifyInstance, options: EventStreamOptions): void {
  app.route({
    method: ['GET', 'POST'],
    url: PATH,
    bodyLimit: options.bodyBytes,
    exposeHeadRoute: false,
    onRequest: [
      async (request, reply) => {
        if (await options.gate.admits()) return undefined;
        const reason = 'The gateway is starting or shutting down. Retry later.';
        return sendError(request, reply, requestError('UNAVAILABLE', reason));
      },
      authenticateRequest(options.authenticate, false),
    ],
    handler: (request, reply) => answer(request, reply, options),
  });
  const words = 'Send an operation by POST, or by GET in the query string.';
  refuseOtherMethods(app, PATH, ['GET', 'POST'], words);
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { operations, sessions, inFlight, deliveries, standstill }: EventStreamOptions,
): Promise<FastifyReply> {
  // Before the first await, so that a client that hangs up meanwhile is noticed.
  const gone = new AbortController();
  const [closed, onClose] = pending();
  const end = (): void => {
    gone.abort();
    onClose();
  };
  reply.raw.once('close', end);
  // A response that waits behind others on its connection reports nothing itself.
  onceClosed(request.raw.socket, end);
  refuseUnlessAccepted(request);
  const operation = readOperationRequest(request);
  const carries = { mutations: request.method === 'POST', subscriptions: true };
  const session = await open(request, sessions, gone.signal);
  const [underWay, done] = pending();
  inFlight.add(underWay);
  void underWay.then(() => inFlight.delete(underWay));
  if (standstill.isRecent) await standstill.settle();
  const asked = {
    ...{ session, id: request.id, carries, gone: gone.signal },
    size: request.bodyBytes,
    hasHungUp: hasHungUp(request),
    // The connection ends with the stream.
    taken: closed,
  };
  const started = await operations.start(operation, asked, { onSubscription: done }).finally(done);
  if ('errors' in started) return sendErrors(request, reply, started.errors);
  const events = Readable.from(
    eventsOf(started, session, request.id, async function* (text) {
      const taken = deliveries.track(text.length, session.viewer.id, () =>
        request.raw.socket.destroy(),
      );
      try {
        yield text;
        // Asked for more: the text is with the socket, which may wait for its client.
        if (reply.raw.writableNeedDrain)
          await once(reply.raw, 'drain', { signal: gone.signal }).catch(() => undefined);
      } finally {
        taken();
      }
    }),
    {
      objectMode: false,
      // One event waits for the socket; the next one is made only when that has been taken.
      highWaterMark: 1,
    },
  );
  return (
    reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('x-accel-buffering', 'no')
      // A connection kept alive for a next request would delay a shutdown.
      .header('connection', 'close')
      .send(events)
  );
}

/** A promise, and a function that resolves it. */
function pending(): [Promise<void>, () => void] {
  let done: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => (done = resolve));
  return [promise, done];
}

/** @throws GraphQLError if the client does not accept events */
function refuseUnlessAccepted({ headers }: FastifyRequest): void {
  if (/text\/(event-stream|\*)|\*\/\*/.test(headers.accept ?? '*/*')) return;
  throw requestError(
    'NOT_ACCEPTABLE',
    'The response is an event stream. Send "accept: text/event-stream".',
  );
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

/** The events of an operation. If the stream ends without `complete`, the client should reconnect. */
async function* eventsOf(
  started: Exclude<Started, { errors: unknown }>,
  session: Session,
  requestId: string,
  send: Send,
): AsyncGenerator<string> {
  yield ':\n\n';
  if ('result' in started) {
    yield* send(next(started.result));
    yield COMPLETE;
    return;
  }
  const { stream } = started;
  try {
    for await (const text of withComments(stream)) {
      yield* send(text);
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
  const error = { message, extensions: { code: 'UNAUTHENTICATED' } };
  yield next({ errors: [completeError(error, requestId)] });
  yield COMPLETE;
}

/** Yields the text until the client has taken it, and cuts off a client that does not in time. */
type Send = (text: string) => AsyncGenerator<string>;

/** The pushes as events, with a comment whenever there is no push for a while. */
async function* withComments(stream: SubscriptionStream): AsyncGenerator<string> {
  let pending = stream.next();
  for (;;) {
    const result = await orTimeout(pending);
    if (result === undefined) yield ':\n\n';
    else if (result.done) return;
    else {
      yield next(result.value);
      pending = stream.next();
    }
  }
}

async function orTimeout<T>(promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, COMMENT_INTERVAL_MS, undefined);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

const COMPLETE = 'event: complete\ndata:\n\n';

function next(result: FormattedExecutionResult): string {
  return `event: next\ndata: ${JSON.stringify(result)}\n\n`;
}
