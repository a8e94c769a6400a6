/* OpenTelemetry traces. Observes the other layers; loaded only if it is switched on. */
export type { Tracing, TracingOptions } from './tracing.js';

import type { Tracing, TracingOptions } from './tracing.js';

/** Opens the traces of this process. The packages of OpenTelemetry are loaded here, and not before. */
export async function openTracing(options: TracingOptions): Promise<Tracing> {
  const { startTracing } = await import('./tracing.js');
  return startTracing(options);
}
