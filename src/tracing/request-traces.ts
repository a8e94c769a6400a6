import { ROOT_CONTEXT, type Span, SpanKind } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestObserver } from '../server/index.js';
import { codeOf, type CurrentSpan, fail } from './current-span.js';

/** Asked every few seconds by machines. */
const UNTRACED = new Set(['/healthz', '/readyz', '/metrics']);

const headerOf = {
  get: (headers: FastifyRequest['headers'], name: string) => headers[name],
  keys: (headers: FastifyRequest['headers']) => Object.keys(headers),
};

/** A span for each request, within the trace that its `traceparent` names, and one for each GraphQL operation. */
export function requestTraces(current: CurrentSpan): RequestObserver {
  return {
    observeRequests: (app) => observeRequests(app, current),
    aroundOperation: async (scope, execute) => {
      const { kind, operationName } = scope;
      const name = operationName === undefined ? kind : `${kind} ${operationName}`;
      const span = current.start(name, {
        attributes: {
          'graphql.operation.type': kind,
          ...(operationName !== undefined && { 'graphql.operation.name': operationName }),
        },
      });
      try {
        return await current.within(span, execute);
      } catch (error) {
        fail(span, codeOf(error));
        throw error;
      } finally {
        const [code] = scope.codes;
        if (code !== undefined) fail(span, code);
        span.end();
      }
    },
  };
}

function observeRequests(app: FastifyInstance, current: CurrentSpan): void {
  const propagator = new W3CTraceContextPropagator();
  const spans = new WeakMap<FastifyRequest, Span>();
  const within = (request: FastifyRequest, done: () => void): void => {
    const span = spans.get(request);
    if (span) current.within(span, done);
    else done();
  };
  app.addHook('onRequest', (request, _, done) => {
    const { method, headers, id } = request;
    const route = request.routeOptions.url;
    if (route !== undefined && UNTRACED.has(route)) return done();
    const attributes = {
      'http.request.method': method,
      'http.route': route ?? 'none',
      'onebook.request_id': id,
    };
    const parent = propagator.extract(ROOT_CONTEXT, headers, headerOf);
    const name = `${method} ${route ?? 'none'}`;
    spans.set(request, current.start(name, { kind: SpanKind.SERVER, attributes }, parent));
    within(request, done);
  });
  // The body comes in calls of the socket, which belong to no request.
  app.addHook('preValidation', (request, _, done) => within(request, done));
  app.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (span && reply.statusCode >= 500) fail(span, String(reply.statusCode));
    within(request, done);
    span?.end();
  });
  app.addHook('onRequestAbort', (request, done) => {
    const span = spans.get(request);
    if (span?.isRecording()) {
      fail(span, 'CLIENT_GONE');
      span.end();
    }
    done();
  });
}
