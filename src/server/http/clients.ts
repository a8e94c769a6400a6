import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import { callerOf } from '../limits/concurrency-limit.js';
import type { Deliveries } from '../limits/deliveries.js';
import { once } from '../once.js';
import { requestError } from '../request-error.js';

/** Whether the client of a request has closed its connection, as far as the socket has reported. */
export function hasHungUp({ raw }: Pick<FastifyRequest, 'raw'>): boolean {
  // Node ends a connection of which the client has closed its half.
  return raw.socket.destroyed || raw.socket.readableEnded;
}

/** The outcome of an operation whose client hung up before it was executed. It appears in logs and metrics only. */
export function clientGone(): GraphQLError {
  return requestError('CLIENT_GONE', 'The client hung up. Nothing was executed.');
}

/** Tells whether the client of a request has hung up. Cheaper than an AbortSignal, which most requests would never use. */
export class HungUp {
  constructor(private readonly request: Pick<FastifyRequest, 'raw'>) {}

  get aborted(): boolean {
    return hasHungUp(this.request);
  }
}

/** Calls `fn` once, when the operating system has taken the response, or the connection has closed. */
export function onceTaken(
  { raw: { socket } }: Pick<FastifyRequest, 'raw'>,
  { raw: response }: Pick<FastifyReply, 'raw'>,
  fn: () => void,
): void {
  if (response.writableFinished) {
    fn();
    return;
  }
  const taken = once(fn);
  // Not the response's `close`: one that waits behind others on its connection does not report it.
  const forget = onceClosed(socket, taken);
  response.once('finish', () => {
    forget();
    taken();
  });
}

/** Gives the client of a response that was sent a limited time to take it. */
export function trackDelivery(
  request: FastifyRequest,
  reply: FastifyReply,
  deliveries: Deliveries,
): void {
  const { socket } = request.raw;
  // Nearly always 0: the operating system has taken it.
  const bytes = reply.raw.writableLength;
  if (bytes === 0 || socket.destroyed) return;
  onceTaken(
    request,
    reply,
    deliveries.track(bytes, callerOf(request.scope?.viewer, request.ip), () => socket.destroy()),
  );
}

/** What a stream and its response hold of a file while its client does not read. Bytes, about. */
const STREAM_BYTES = 128 * 1024;

/**
 * Ends a stream that is sent as a response when its connection closes, and gives its client a limited time to take it.
 * @param sent the stream, and the length of what it carries, before compression. Bytes
 */
export function trackStream(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, bytes }: { readonly body: Readable; readonly bytes: number },
  deliveries: Deliveries,
): void {
  const { socket } = request.raw;
  // Nothing else ends it: a response that waits behind others on its connection does not report that it has closed.
  const forget = onceClosed(socket, () => body.destroy());
  body.once('close', forget);
  // An event stream has no length: its client has a time for each event.
  if (bytes === 0 || socket.destroyed) return;
  const caller = callerOf(request.scope?.viewer, request.ip);
  const held = Math.min(bytes, STREAM_BYTES);
  onceTaken(
    request,
    reply,
    deliveries.track(held, caller, () => socket.destroy(), bytes),
  );
}

/** What to do when a socket closes. A connection has many requests, and Node warns at more than ten listeners. */
const closing = new WeakMap<Socket, Set<() => void>>();

/** Calls `fn` when the socket has closed. @returns a function that forgets it */
export function onceClosed(socket: Socket, fn: () => void): () => void {
  if (socket.destroyed) {
    fn();
    return () => undefined;
  }
  const all = closing.get(socket) ?? listenTo(socket);
  all.add(fn);
  return () => all.delete(fn);
}

function listenTo(socket: Socket): Set<() => void> {
  const all = new Set<() => void>();
  closing.set(socket, all);
  socket.once('close', () => {
    for (const each of all) each();
  });
  return all;
}
