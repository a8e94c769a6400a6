import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeLabel } from '../error-codes.js';
import type { Metrics } from '../../metrics/index.js';
import type { RequestScope } from '../request-scope.js';

// Node's parser accepts about thirty methods; only these get a label of their own.
const METHODS = new Set(['GET', 'POST', 'HEAD', 'OPTIONS']);

/** Records an answered request. Every label comes from a short list, whatever the client sends. */
export function observeRequest(
  metrics: Metrics,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const seconds = reply.elapsedTime / 1000;
  const method = METHODS.has(request.method) ? request.method : 'OTHER';
  const route = request.routeOptions.url ?? 'none';
  metrics.requests.observe(seconds, method, route, String(reply.statusCode));
  const { scope } = request;
  if (scope) observeOperation(metrics, scope, seconds, outcomeOf(reply.statusCode));
}

/** Counts a request that load shedding refused. It took no time worth a duration. */
export function observeShedRequest(metrics: Metrics): void {
  metrics.errors.inc({ code: 'OVERLOADED' });
}

/** Records an operation. @param defaultOutcome its outcome if the response had no error code */
export function observeOperation(
  metrics: Metrics,
  scope: RequestScope,
  seconds: number,
  defaultOutcome = 'ok',
): void {
  const codes = scope.codes.size === 0 ? [] : [...scope.codes].map(codeLabel);
  metrics.operations.observe(seconds, scope.kind, codes[0] ?? defaultOutcome);
  for (const code of codes) metrics.errors.inc({ code });
}

/** The outcome of a response without an error code: Apollo refuses malformed requests before our hooks run. */
function outcomeOf(status: number): string {
  if (status < 400) return 'ok';
  return status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR';
}
