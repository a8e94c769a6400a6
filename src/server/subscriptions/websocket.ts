import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { GraphQLError } from 'graphql';
import { FairShares } from '../../domain/index.js';
import { codeIn } from '../error-codes.js';
import { endWithError, errorResponse } from '../http/http-errors.js';
import type { Headers } from '../http/security-headers.js';
import type { ReadinessGate } from '../http/readiness.js';
import { errorFields, requestId } from '../logging.js';
import { requestError } from '../request-error.js';
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
  /** The headers of every response. */
  readonly headers: Headers;
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
  const refuse = refusing(options);
  // Otherwise `ws` answers a malformed handshake itself, without our headers.
  server.on('wsClientError', (_, socket, request) =>
    request.method === 'GET'
      ? refuse(socket, request, requestError('BAD_REQUEST', BAD_HANDSHAKE), VERSION)
      : refuse(socket, request, requestError('METHOD_NOT_ALLOWED', NOT_GET), ALLOW),
  );
  const connections = new Set<Connection>();
  const waiting = new FairShares(MAX_WAITING);
  const acceptUpgrade = async (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<void> => {
    if (request.url?.split('?')[0] !== '/graphql')
      return refuse(socket, request, requestError('NOT_FOUND', NOT_HERE));
    if (!(await gate.admits()))
      return refuse(socket, request, requestError('UNAVAILABLE', NOT_READY));
    const place = waiting.take(request.socket.remoteAddress ?? '');
    if (typeof place === 'string')
      return refuse(socket, request, requestError('OVERLOADED', TOO_MANY_WAITING));
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

/** Answers a handshake with an error, as over HTTP. */
function refusing({ log, headers }: Pick<WebSocketOptions, 'log' | 'headers'>) {
  return (
    socket: Duplex,
    request: IncomingMessage,
    error: GraphQLError,
    more: Headers = {},
  ): void => {
    const id = requestId(request);
    log.info({ requestId: id, codes: [codeIn(error)] }, 'a WebSocket was refused');
    const response = errorResponse(error, id, request.headers.accept);
    endWithError(socket, response, { ...headers, ...more });
  };
}

const VERSION = { 'sec-websocket-version': '13' };
const ALLOW = { allow: 'GET, POST' };
const BAD_HANDSHAKE =
  'This is not a valid WebSocket handshake. Send version 13 of the protocol, with a key.';
const NOT_GET = 'A WebSocket begins with a GET. Send one.';
const NOT_HERE = 'There is no WebSocket here. Connect to /graphql.';
const NOT_READY = 'The gateway is starting or shutting down. Retry later.';
const TOO_MANY_WAITING =
  'Too many WebSockets of this address have shown no token yet. Send connection_init on them, or retry later.';
