import { randomUUID } from 'node:crypto';
import { setGlobalErrorHandler } from '@opentelemetry/core';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { CurrentSpan } from './current-span.js';
import { ledgerTraces } from './ledger-traces.js';
import type { Tracing } from './observers.js';
import { requestTraces } from './request-traces.js';
import { statementTraces } from './statement-traces.js';

export interface TracingOptions {
  readonly protocol: 'http/protobuf' | 'http/json';
  readonly version: string;
  /** Receives what keeps spans from being exported. They are dropped then; the gateway goes on. */
  readonly onError: (error: unknown) => void;
}

/**
 * Starts exporting. Endpoint, headers, sampler, limits and sizes are those of the OTEL_* variables, which the packages of
 * OpenTelemetry read from the environment themselves.
 */
export function startTracing({ protocol, version, onError }: TracingOptions): Tracing {
  setGlobalErrorHandler(onError);
  const own = resourceFromAttributes({
    'service.name': 'onebook',
    'service.version': version,
    'service.instance.id': randomUUID(),
    'process.pid': process.pid,
  });
  const provider = new BasicTracerProvider({
    // What the environment says goes before.
    resource: own.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [
      new BatchSpanProcessor(
        protocol === 'http/json' ? new JsonExporter() : new ProtobufExporter(),
      ),
    ],
  });
  const current = new CurrentSpan(provider.getTracer('onebook', version));
  return {
    requests: requestTraces(current),
    ledger: ledgerTraces(current),
    statements: statementTraces(current),
    logFields: () => current.ids(),
    close: () => provider.shutdown(),
  };
}
