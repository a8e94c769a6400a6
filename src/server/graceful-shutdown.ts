import type { Socket } from 'node:net';
import type { ApolloServer } from '@apollo/server';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { SubscriptionServer } from './subscriptions/index.js';
import type { ReadinessGate } from './http/readiness.js';

interface Closing {
  readonly apollo: ApolloServer;
  readonly gate: ReadinessGate;
  /** Everything that still runs. */
  readonly inFlight: ReadonlySet<Promise<unknown>>;
  readonly push: SubscriptionServer;
  readonly log: FastifyBaseLogger;
  /** How long what is in flight may take. */
  readonly drainMs: number;
}

/**
 * How a server closes: it takes nothing more, lets what is in flight finish, and hangs up on the rest. To be made
 * before it listens.
 * @returns what closes it; again gives the same
 */
export function createGracefulShutdown(app: FastifyInstance, parts: Closing): () => Promise<void> {
  const { apollo, gate, inFlight, push, log, drainMs } = parts;
  const sockets = trackSockets(app);
  return once(async () => {
    gate.startClosing();
    const hangUp = setTimeout(() => {
      log.warn({ running: inFlight.size, connections: sockets.size }, 'drain time is over');
      for (const socket of sockets) socket.destroy();
    }, drainMs);
    hangUpUnused(sockets);
    const began = performance.now();
    try {
      // Who stays connected goes when what is under way is done; until then `app.close()` waits.
      const left = settled(inFlight, drainMs / 2).then(() => push.close());
      await Promise.all([app.close(), left]);
      await settled(inFlight, drainMs - (performance.now() - began));
      await apollo.stop();
    } finally {
      clearTimeout(hangUp);
    }
  });
}

/** All open connections; those that became WebSockets as well, of which HTTP itself loses track. */
function trackSockets(app: FastifyInstance): Set<Socket> {
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

/** Node closes connections that idle after a request, and would wait for those that never sent one. */
function hangUpUnused(sockets: ReadonlySet<Socket>): void {
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
}

/** Waits for all of them, however they end, at most so many milliseconds. */
async function settled(running: ReadonlySet<Promise<unknown>>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([Promise.allSettled(running), late]);
  clearTimeout(timer);
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= action());
}
