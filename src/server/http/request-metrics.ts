import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeLabel } from '../error-codes.js';
import type { Metrics } from '../../metrics/index.js';
import type { RequestScope } from '../request-scope.js';

// Node's parser admits about thirty methods; these are the ones worth telling apart.
const METHODS = new Set(['GET', 'POST', 'HEAD', 'OPTIONS']);

/** Counts an answered request. Every label comes from a short list, whatever the client sends. */
export function observeRequest(
  metrics: Metrics,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const seconds = reply.elapsedTime / 1000;
  const method = METHODS.has(request.method) ? request.method : 'OTHER';
  const route = request.routeOptions.url ?? 'none';
  metrics.requests.observe({ method, route, status: String(reply.statusCode) }, seconds);
  const { scope } = request;
  if (scope) observeOperation(metrics, scope, seconds, outcomeOf(reply.statusCode));
}

/** Counts a request that was turned away before it was looked at; it took no time worth telling. */
export function observeShedRequest(metrics: Metrics): void {
  metrics.errors.inc({ code: 'OVERLOADED' });
}

/** Counts an operation. @param otherwise its outcome where no code was answered */
export function observeOperation(
  metrics: Metrics,
  scope: RequestScope,
  seconds: number,
  otherwise = 'ok',
): void {
  const codes = [...scope.codes].map(codeLabel);
  metrics.operations.observe({ kind: scope.kind, outcome: codes[0] ?? otherwise }, seconds);
  for (const code of codes) metrics.errors.inc({ code });
}

/** Of an answer without codes of ours: Apollo refuses what is no GraphQL request before our hooks. */
function outcomeOf(status: number): string {
  if (status < 400) return 'ok';
  return status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR';
}
