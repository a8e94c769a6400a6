import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { pino } from 'pino';
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

/**
 * Logs a line for a request that was refused or failed, with the route's pattern in place of the URL: the query string
 * of a GET holds the document and its variables. A success has a line at debug level only: metrics count it, and a line
 * costs as much as a part of the work.
 */
export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const level = levelOf(reply.statusCode, request.scope?.codes);
  if (!isLogged(request.log, level)) return;
  const route = request.routeOptions.url ?? 'none';
  const { scope } = request;
  const line = {
    method: request.method,
    route,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    ...(scope && { kind: scope.kind, operation: scope.operationName, codes: [...scope.codes] }),
  };
  request.log[level](line, 'answered');
}

/** Logs a line for an operation over a WebSocket or an event stream that was refused or failed; others at debug level. */
export function logOperation(scope: RequestScope, seconds: number): void {
  const { kind, operationName: operation, codes } = scope;
  const level = levelOf(200, codes);
  if (!isLogged(scope.log, level)) return;
  const line = { kind, operation, codes: [...codes], ms: Math.round(seconds * 10_000) / 10 };
  scope.log[level](line, 'answered');
}

function levelOf(
  status: number,
  codes: ReadonlySet<string> | undefined,
): 'warn' | 'info' | 'debug' {
  if (status >= 500) return 'warn';
  return status >= 400 || (codes && codes.size > 0) ? 'info' : 'debug';
}

/** Whether a line of this level would be written. If not, it need not be made. */
function isLogged({ level }: FastifyBaseLogger, wanted: 'warn' | 'info' | 'debug'): boolean {
  const { values } = pino.levels;
  // `silent` has no value.
  return (values[wanted] ?? 0) >= (values[level] ?? Number.POSITIVE_INFINITY);
}
