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

/**
 * Prepares a graceful shutdown: stop accepting requests, let those in flight finish, then cut off the rest.
 * Call it before the server listens, because it tracks sockets.
 * @returns a function that closes the server; later calls return the first call's promise
 */
export function createGracefulShutdown(
  app: FastifyInstance,
  parts: ShutdownParts,
): () => Promise<void> {
  const { apollo, gate, inFlight, subscriptions: push, log, drainMs } = parts;
  const sockets = trackSockets(app);
  return once(async () => {
    gate.startClosing();
    const drainTimer = setTimeout(() => {
      log.warn(
        { running: inFlight.size, connections: sockets.size },
        'drain time is over; the remaining connections are cut off',
      );
      for (const socket of sockets) socket.destroy();
    }, drainMs);
    destroyUnused(sockets);
    const began = performance.now();
    try {
      // WebSockets and streams close after the requests in flight; `app.close()` waits for them.
      const subscriptionsClosed = waitForAll(inFlight, drainMs / 2).then(() => push.close());
      await Promise.all([app.close(), subscriptionsClosed]);
      await waitForAll(inFlight, drainMs - (performance.now() - began));
      await apollo.stop();
    } finally {
      clearTimeout(drainTimer);
    }
  });
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

/** Waits until all promises have settled, at most `ms` milliseconds. */
async function waitForAll(running: ReadonlySet<Promise<unknown>>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([Promise.allSettled(running), timeout]);
  clearTimeout(timer);
}
