import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { FairShares } from '../../domain/index.js';
import type { ReadinessGate } from '../http/readiness.js';
import { errorFields } from '../logging.js';
import type { Deliveries } from '../limits/deliveries.js';
import type { Standstill } from '../http/standstill.js';
import { Connection } from './connection.js';
import { createProtocol } from './protocol.js';
import type { Operations } from './operations.js';
import type { Sessions } from './sessions.js';

export interface WebSocketOptions {
  readonly operations: Operations;
  readonly sessions: Sessions;
  readonly gate: ReadinessGate;
  readonly log: FastifyBaseLogger;
  /** Maximum size of one message. */
  readonly bodyBytes: number;
  /** Interval between pings. Milliseconds. */
  readonly pingMs: number;
  readonly deliveries: Deliveries;
  readonly standstill: Standstill;
  /** Queries and mutations that still run. */
  readonly inFlight: Set<Promise<unknown>>;
}

/**
 * WebSockets of one address whose client has shown no token yet, if it is alone. Each has three seconds for it
 * (graphql-ws's own limit).
 */
const MAX_WAITING = 4_096;

/** The open WebSockets. */
export interface WebSockets {
  readonly size: number;
  /** Asks all clients to reconnect to another gateway. Resolves when all are closed or cut off. */
  close(): Promise<void>;
}

/** Registers /graphql as a WebSocket, with the graphql-transport-ws protocol. */
export function registerWebSocket(app: FastifyInstance, options: WebSocketOptions): WebSockets {
  const { gate, log } = options;
  const protocol = createProtocol(options);
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: options.bodyBytes,
    // Small pushes do not compress, and zlib needs more memory per socket than everything else.
    perMessageDeflate: false,
    handleProtocols,
  });
  // Otherwise `ws` answers a malformed handshake itself, without our headers.
  server.on('wsClientError', (_, socket, { method }) =>
    refuse(
      socket,
      method === 'GET'
        ? '400 Bad Request\r\nsec-websocket-version: 13'
        : '405 Method Not Allowed\r\nallow: GET, POST',
    ),
  );
  const connections = new Set<Connection>();
  const waiting = new FairShares(MAX_WAITING);
  const acceptUpgrade = async (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<void> => {
    if (request.url?.split('?')[0] !== '/graphql') return refuse(socket, '404 Not Found');
    if (!(await gate.admits())) return refuse(socket, UNAVAILABLE);
    const place = waiting.take(request.socket.remoteAddress ?? '');
    if (typeof place === 'string') return refuse(socket, UNAVAILABLE);
    // Also if the handshake is bad, and there will be no connection.
    socket.once('close', place.release);
    server.handleUpgrade(request, socket, head, (accepted) => {
      const { pingMs, deliveries } = options;
      const connection = new Connection(accepted, randomUUID(), log, pingMs, deliveries);
      connections.add(connection);
      connection.onSession = place.release;
      accepted.once('close', () => connections.delete(connection));
      connection.start(protocol);
    });
  };
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A client may hang up during the upgrade; that is no error of ours.
    socket.on('error', () => socket.destroy());
    acceptUpgrade(request, socket, head).catch((error: unknown) => {
      log.error({ error: errorFields(error) }, 'a WebSocket upgrade failed');
      socket.destroy();
    });
  });
  return {
    get size() {
      return connections.size;
    },
    close: async () => {
      await Promise.all([...connections].map((connection) => connection.goAway()));
    },
  };
}

const UNAVAILABLE = '503 Service Unavailable\r\nretry-after: 1';

function refuse(socket: Duplex, status: string): void {
  // A client may keep its half of the connection open, and Node's timeouts do not cover upgraded sockets.
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status}\r\ncache-control: no-store\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
  );
}
