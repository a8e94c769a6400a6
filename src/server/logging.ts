import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestScope } from './request-scope.js';

const SAFE_ID = /^[\w.:-]{1,64}$/;
const MAX_MESSAGE_LENGTH = 1_000;

/** The client's `x-request-id` if it is safe to log, otherwise a new UUID. */
export function requestId({ headers }: IncomingMessage): string {
  const sent = headers['x-request-id'];
  return typeof sent === 'string' && SAFE_ID.test(sent) ? sent : randomUUID();
}

/**
 * The fields to log of an error. Never its other properties: a database error holds the statement and its
 * parameters, an HTTP client's error the headers with the token.
 */
export function errorFields(error: unknown, depth = 3): object {
  if (!(error instanceof Error)) return { message: clip(String(error)) };
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  return {
    name,
    message: clip(message),
    ...(typeof code === 'string' && { code: clip(code) }),
    ...(stack !== undefined && { stack: clip(stack, 4 * MAX_MESSAGE_LENGTH) }),
    ...(cause !== undefined && depth > 0 && { cause: errorFields(cause, depth - 1) }),
  };
}

function clip(text: string, max = MAX_MESSAGE_LENGTH): string {
  return text.length > max ? `${text.slice(0, max)}…` : text;
}

/** Routes that probes request all day long; they are logged at debug level. */
const PROBE_ROUTES = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Logs one line per request, with the route's pattern in place of the URL: the query string of a GET holds the
 * document and its variables.
 */
export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const route = request.routeOptions.url ?? 'none';
  const { scope } = request;
  const line = {
    method: request.method,
    route,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    ...(scope && { kind: scope.kind, operation: scope.operationName, codes: [...scope.codes] }),
  };
  if (reply.statusCode >= 500) request.log.warn(line, 'answered');
  else if (PROBE_ROUTES.has(route)) request.log.debug(line, 'answered');
  else request.log.info(line, 'answered');
}

/** Logs one line per operation over a WebSocket or an event stream. */
export function logOperation(scope: RequestScope, seconds: number): void {
  const { kind, operationName: operation, codes } = scope;
  const line = { kind, operation, codes: [...codes], ms: Math.round(seconds * 10_000) / 10 };
  scope.log.info(line, 'answered');
}
