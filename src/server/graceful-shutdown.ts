import type { Socket } from 'node:net';
import type { ApolloServer } from '@apollo/server';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { SubscriptionServer } from './subscriptions/register-subscriptions.js';
import type { ReadinessGate } from './http/readiness.js';
import { once } from './once.js';

interface ShutdownParts {
  readonly apollo: ApolloServer;
  readonly gate: ReadinessGate;
  /** Requests and operations that still run. */
  readonly inFlight: ReadonlySet<Promise<unknown>>;
  readonly subscriptions: SubscriptionServer;
  readonly log: FastifyBaseLogger;
  /** How long requests in flight may take to finish. Milliseconds. */
  readonly drainMs: number;
}

export interface GracefulShutdown {
  /** Stops accepting requests and lets those in flight finish within the drain time. Later calls join the first. */
  close(): Promise<void>;
  /** Cuts off all connections, so that `close` need not wait for them. */
  cutOff(): void;
}

/** Prepares a graceful shutdown. Call it before the server listens, because it tracks sockets. */
export function createGracefulShutdown(
  app: FastifyInstance,
  parts: ShutdownParts,
): GracefulShutdown {
  const { apollo, gate, inFlight, subscriptions: push, log, drainMs } = parts;
  const sockets = trackSockets(app);
  const cut = new AbortController();
  const cutOff = (): void => {
    cut.abort();
    for (const socket of sockets) socket.destroy();
  };
  const close = once(async () => {
    gate.startClosing();
    const drainTimer = setTimeout(() => {
      log.warn(
        { running: inFlight.size, connections: sockets.size },
        'drain time is over; the remaining connections are cut off',
      );
      cutOff();
    }, drainMs);
    destroyUnused(sockets);
    const settled = (ms: number): Promise<void> => waitForAll(inFlight, ms, cut.signal);
    try {
      // WebSockets and streams close after the requests in flight; `app.close()` waits for them.
      const subscriptionsClosed = settled(drainMs / 2).then(() => push.close());
      await Promise.all([app.close(), subscriptionsClosed]);
      await settled(drainMs);
      await apollo.stop();
    } finally {
      clearTimeout(drainTimer);
    }
  });
  return { close, cutOff };
}

/** All open sockets, including WebSockets, which Node's HTTP server no longer tracks. */
function trackSockets(app: FastifyInstance): Set<Socket> {
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

/** Destroys sockets that never sent a byte: Node closes idle ones after a request, but waits for these. */
function destroyUnused(sockets: ReadonlySet<Socket>): void {
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
}

/** Waits until all promises have settled, at most `ms` milliseconds, and not past the abort of `signal`. */
async function waitForAll(
  running: ReadonlySet<Promise<unknown>>,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  let enough: () => void = () => undefined;
  const late = new Promise<void>((resolve) => (enough = resolve));
  const timer = setTimeout(enough, ms);
  signal.addEventListener('abort', enough, { once: true });
  if (signal.aborted) enough();
  await Promise.race([Promise.allSettled(running), late]);
  clearTimeout(timer);
  signal.removeEventListener('abort', enough);
}
