import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What the gateway measures. Other rooms add theirs to the same registry. */
export interface Metrics {
  readonly registry: Registry;
  /** Seconds of each HTTP request; `route` is the route's pattern, never what was asked for. */
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  /** Seconds of each GraphQL operation; `outcome` is `ok` or the code of its first error. */
  readonly operations: Histogram<'kind' | 'outcome'>;
  /** GraphQL errors answered, by code. */
  readonly errors: Counter<'code'>;
  /** GraphQL operations and pushes that were let in, by what answered: `plan`, or `graphql-js` where a plan could not. */
  readonly executions: Counter<'by'>;
}

/** Tells /metrics how many operations are being carried out. */
export function observeRunningOperations(
  { registry }: Metrics,
  limit: { readonly running: number },
): void {
  new Gauge({
    name: 'onebook_operations_running',
    help: 'GraphQL operations that are being carried out; past OPERATIONS_MAX the next is OVERLOADED.',
    registers: [registry],
    collect() {
      this.set(limit.running);
    },
  });
}

/** A registry with the process's own metrics and those of HTTP and GraphQL. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'onebook_http_request_duration_seconds',
      help: 'Duration of HTTP requests by route and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    operations: new Histogram({
      name: 'onebook_graphql_operation_duration_seconds',
      help: 'Duration of GraphQL operations by kind and outcome (ok, or an error code).',
      labelNames: ['kind', 'outcome'],
      buckets: SECONDS,
      registers,
    }),
    errors: new Counter({
      name: 'onebook_graphql_errors_total',
      help: 'GraphQL errors answered, by code; those turned away as OVERLOADED are in no duration. Refusals of the business are data and not counted here.',
      labelNames: ['code'],
      registers,
    }),
    executions: new Counter({
      name: 'onebook_graphql_executions_total',
      help: 'GraphQL operations and pushes carried out, by a plan or by graphql-js (with compiled execution only).',
      labelNames: ['by'],
      registers,
    }),
  };
}
