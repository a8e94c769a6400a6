import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { ReadinessGate } from '../http/readiness.js';
import { errorFields } from '../logging.js';
import { Connection } from './connection.js';
import { createProtocol } from './protocol.js';
import type { Operations } from './operations.js';
import type { Sessions } from './sessions.js';

export interface WebSocketOptions {
  readonly operations: Operations;
  readonly sessions: Sessions;
  readonly gate: ReadinessGate;
  readonly log: FastifyBaseLogger;
  /** Of one message. */
  readonly bodyBytes: number;
  /** Between two pings. Milliseconds. */
  readonly pingMs: number;
  /** Queries and mutations that still run. */
  readonly inFlight: Set<Promise<unknown>>;
}

/** The WebSockets that are open. */
export interface WebSockets {
  readonly size: number;
  /** Tells all clients to go to another gateway, and resolves when they are gone or cut off. */
  close(): Promise<void>;
}

/** /graphql as a WebSocket, by the protocol graphql-transport-ws. */
export function registerWebSocket(app: FastifyInstance, options: WebSocketOptions): WebSockets {
  const { gate, log } = options;
  const protocol = createProtocol(options);
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: options.bodyBytes,
    // A small push does not get smaller, and zlib takes more memory for each socket than all else.
    perMessageDeflate: false,
    handleProtocols,
  });
  const connections = new Set<Connection>();
  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    if (request.url?.split('?')[0] !== '/graphql') return refuse(socket, '404 Not Found');
    if (!(await gate.admits())) return refuse(socket, '503 Service Unavailable\r\nretry-after: 1');
    server.handleUpgrade(request, socket, head, (accepted) => {
      const connection = new Connection(accepted, randomUUID(), log, options.pingMs);
      connections.add(connection);
      accepted.once('close', () => connections.delete(connection));
      connection.speak(protocol);
    });
  };
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Whoever hangs up while being let in is nobody's fault.
    socket.on('error', () => socket.destroy());
    upgrade(request, socket, head).catch((error: unknown) => {
      log.error({ error: errorFields(error) }, 'a WebSocket could not be opened');
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

function refuse(socket: Duplex, status: string): void {
  // Node lets a client keep its half open, and no timeout holds for a socket that was to be upgraded.
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
