import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestScope } from './request-scope.js';

const SAFE_ID = /^[\w.:-]{1,64}$/;
const MAX_MESSAGE_LENGTH = 1_000;

/** The caller's `x-request-id` where it can safely stand in a log, otherwise a new one. */
export function requestId({ headers }: IncomingMessage): string {
  const sent = headers['x-request-id'];
  return typeof sent === 'string' && SAFE_ID.test(sent) ? sent : randomUUID();
}

/**
 * What the log says of an error: never its other properties, for a database error's hold the
 * statement and its parameters, and an HTTP client's the headers with the token.
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

/** Machines ask these all day long. */
const PROBE_ROUTES = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * The one line about a request. The path is the route's, not what was asked for, and there is no
 * query string: a GET's holds the document and its variables.
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

/** The one line about an operation of somebody who stays connected. */
export function logOperation(scope: RequestScope, seconds: number): void {
  const { kind, operationName: operation, codes } = scope;
  const line = { kind, operation, codes: [...codes], ms: Math.round(seconds * 10_000) / 10 };
  scope.log.info(line, 'answered');
}
