import type { FastifyInstance } from 'fastify';
import { Gauge } from 'prom-client';
import type { Metrics } from '../../metrics/index.js';
import type { Authenticate } from '../graphql/authenticate-request.js';
import { observeOperation } from '../http/request-metrics.js';
import type { Limits } from '../limits/limits.js';
import { errorFields, logOperation } from '../logging.js';
import { registerEventStream } from './event-stream.js';
import { Operations, type OperationsOptions } from './operations.js';
import { Sessions, ShutdownError, type SessionOptions } from './sessions.js';
import { registerWebSocket, type WebSocketOptions } from './websocket.js';

export interface SubscriptionServerOptions
  extends
    Omit<OperationsOptions, 'onAnswered'>,
    Pick<SessionOptions, 'isRevoked' | 'socketsMax'>,
    Pick<
      WebSocketOptions,
      'gate' | 'inFlight' | 'pingMs' | 'deliveries' | 'standstill' | 'headers'
    > {
  readonly metrics: Metrics;
  readonly authenticate: Authenticate;
  readonly limits: Limits;
}

/** The WebSockets and event streams of a gateway, and their operations. */
export interface SubscriptionServer {
  /** Ends all sessions and connections. Clients then reconnect to another gateway. */
  close(): Promise<void>;
}

/** Registers /graphql as a WebSocket, and /graphql/stream. */
export function registerSubscriptions(
  app: FastifyInstance,
  options: SubscriptionServerOptions,
): SubscriptionServer {
  const { log, limits, gate, inFlight, metrics, deliveries, standstill } = options;
  const sessions = new Sessions({
    authenticate: options.authenticate,
    isRevoked: options.isRevoked,
    socketsMax: options.socketsMax,
    onError: (error) =>
      log.error({ error: errorFields(error) }, 'a connected client’s token could not be checked'),
  });
  const operations = new Operations({
    ...options,
    onAnswered: (scope, seconds) => {
      observeOperation(metrics, scope, seconds);
      logOperation(scope, seconds);
    },
  });
  const { bodyBytes } = limits;
  const { pingMs, headers } = options;
  const shared = { operations, sessions, gate, bodyBytes, inFlight, deliveries, standstill };
  const sockets = registerWebSocket(app, { ...shared, log, pingMs, headers });
  registerEventStream(app, { ...shared, authenticate: options.authenticate });
  gauge(metrics, 'onebook_websockets', 'Open WebSockets.', () => sockets.size);
  gauge(
    metrics,
    'onebook_sessions',
    'Open sessions: authenticated WebSockets and event streams.',
    () => sessions.size,
  );
  return {
    close: async () => {
      sessions.endAll(new ShutdownError());
      await sockets.close();
    },
  };
}

function gauge({ registry }: Metrics, name: string, help: string, count: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(count());
    },
  });
}
