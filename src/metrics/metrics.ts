import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { Durations } from './durations.js';

/** The metrics of HTTP and GraphQL. Other layers add theirs to the same registry. */
export interface Metrics {
  readonly registry: Registry;
  /** Of HTTP requests, by method, route and status; the route is its pattern, never the requested path. */
  readonly requests: Durations;
  /** Of GraphQL operations, by kind and outcome: `ok`, or the code of the first error. */
  readonly operations: Durations;
  /** GraphQL errors in responses, by code. */
  readonly errors: Counter<'code'>;
  /** Requests whose document is not registered, by what became of it; none if TRUSTED_DOCUMENTS is off. */
  readonly untrustedDocuments: Counter<'outcome'>;
  /** Executed GraphQL operations and pushes, by executor: `plan` for a compiled operation, otherwise `graphql-js`. */
  readonly executions: Counter<'by'>;
}

/** Adds a gauge of the operations that are running. */
export function observeRunningOperations(
  { registry }: Metrics,
  limit: { readonly running: number },
): void {
  new Gauge({
    name: 'onebook_operations_running',
    help: 'GraphQL operations that run, or whose response has not been taken; OPERATIONS_MAX limits them.',
    registers: [registry],
    collect() {
      this.set(limit.running);
    },
  });
}

/** Adds the metrics of what clients have not read yet. */
export function observeDeliveries(
  { registry }: Metrics,
  deliveries: { readonly waitingBytes: number; readonly cutOff: number },
): void {
  new Gauge({
    name: 'onebook_unread_bytes',
    help: 'Bytes of responses and pushes that the gateway keeps because their clients have not read them.',
    registers: [registry],
    collect() {
      this.set(deliveries.waitingBytes);
    },
  });
  new Counter({
    name: 'onebook_slow_readers_cut_off_total',
    help: 'Clients that were cut off because they did not read in time.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(deliveries.cutOff);
    },
  });
}

/** Adds a gauge of the registered documents that this gateway knows. */
export function observeTrustedDocuments(
  { registry }: Metrics,
  documents: { readonly size: number },
): void {
  new Gauge({
    name: 'onebook_trusted_documents',
    help: 'Registered documents that this gateway knows, by their ids.',
    registers: [registry],
    collect() {
      this.set(documents.size);
    },
  });
}

/** A registry with the process's own metrics and those of HTTP and GraphQL. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: 'onebook_processes',
    help: 'Processes of this gateway that serve requests; PROCESSES when all do.',
    registers,
  }).set(1);
  return {
    registry,
    requests: new Durations({
      name: 'onebook_http_request_duration_seconds',
      help: 'Duration of HTTP requests by route and status.',
      labelNames: ['method', 'route', 'status'],
      registry,
    }),
    operations: new Durations({
      name: 'onebook_graphql_operation_duration_seconds',
      help: 'Duration of GraphQL operations by kind and outcome (ok, or an error code).',
      labelNames: ['kind', 'outcome'],
      registry,
    }),
    errors: new Counter({
      name: 'onebook_graphql_errors_total',
      help: 'GraphQL errors in responses, by code. Requests refused as OVERLOADED are in no duration histogram. Business refusals are data and are not counted here.',
      labelNames: ['code'],
      registers,
    }),
    untrustedDocuments: new Counter({
      name: 'onebook_untrusted_documents_total',
      help: 'Requests whose document is not registered: answered with TRUSTED_DOCUMENTS=allow, refused with only.',
      labelNames: ['outcome'],
      registers,
    }),
    executions: new Counter({
      name: 'onebook_graphql_executions_total',
      help: 'Executed GraphQL operations and pushes, by a compiled plan or by graphql-js. Empty if compiled execution is off.',
      labelNames: ['by'],
      registers,
    }),
  };
}
