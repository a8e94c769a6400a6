import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { goBefore } from '../http/go-before.js';
import { endWithError, errorResponse } from '../http/http-errors.js';
import type { Headers } from '../http/security-headers.js';
import { requestId } from '../logging.js';
import { requestError } from '../request-error.js';
import { corsHeaders, originRefusal, type Origins, preflightHeaders } from './origins.js';

/** The paths that pages of other origins use, with the methods that they may use there. */
const METHODS: Readonly<Record<string, string>> = {
  '/graphql': 'GET, POST',
  '/graphql/stream': 'GET, POST',
  '/schema.graphql': 'GET, HEAD',
};

export interface OriginGateOptions {
  readonly origins: Origins;
  /** The headers of every response. */
  readonly headers: Headers;
  /** Called for each preflight that is answered here, with its path. */
  onPreflight(path: string): void;
  /** Called for each request or WebSocket of a page that is refused. */
  onRefused(request: IncomingMessage, requestId: string): void;
}

/**
 * Judges the origin of every request and every WebSocket before any other code sees it. Pages that may not use the gateway
 * get 403. Preflights of the others are answered here, so that they cost little, also while the gateway starts or refuses
 * work. Every other response of those paths gets its CORS headers here, so that no refusal can lack them: a page could not
 * read it. Other paths, such as /metrics, are for no page of another origin.
 */
export function guardOrigins(app: FastifyInstance, options: OriginGateOptions): void {
  // When every listener has been added.
  app.addHook('onReady', (done) => {
    goBefore(app, 'request', (request, response) =>
      admits(request, response as ServerResponse, options),
    );
    goBefore(app, 'upgrade', (request, socket) =>
      admitsUpgrade(request, socket as Duplex, options),
    );
    done();
  });
}

function admits(
  request: IncomingMessage,
  response: ServerResponse,
  options: OriginGateOptions,
): boolean {
  const verdict = options.origins.judge(request.headers);
  if (verdict === 'own') return true;
  if (verdict === 'refused') {
    const id = requestId(request);
    const { status, headers, body } = refusal(request, id);
    const length = Buffer.byteLength(body);
    response.writeHead(status, { ...options.headers, ...headers, 'content-length': length });
    response.end(body);
    options.onRefused(request, id);
    return false;
  }
  const path = pathOf(request);
  const methods = METHODS[path];
  if (methods !== undefined && isPreflight(request)) {
    response.writeHead(204, { ...options.headers, ...preflightHeaders(request.headers, methods) });
    response.end();
    options.onPreflight(path);
    return false;
  }
  if (methods === undefined) return true;
  const added = corsHeaders(request.headers);
  for (const name in added) response.setHeader(name, added[name] ?? '');
  return true;
}

function admitsUpgrade(
  request: IncomingMessage,
  socket: Duplex,
  options: OriginGateOptions,
): boolean {
  if (options.origins.judge(request.headers) !== 'refused') return true;
  // A client may hang up meanwhile; that is no error of ours.
  socket.on('error', () => socket.destroy());
  const id = requestId(request);
  endWithError(socket, refusal(request, id), options.headers);
  options.onRefused(request, id);
  return false;
}

function refusal({ headers: { origin, accept } }: IncomingMessage, id: string) {
  return errorResponse(requestError('ORIGIN_NOT_ALLOWED', originRefusal(origin)), id, accept);
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/** The path without escapes, as the router takes it: `/%67raphql` is /graphql. */
function pathOf({ url = '' }: IncomingMessage): string {
  const end = url.search(/[?#]/);
  const path = end < 0 ? url : url.slice(0, end);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
