/* OpenTelemetry traces. Observes the other layers; loaded only if it is switched on. */
import type { Tracing } from './observers.js';
import type { TracingOptions } from './tracing.js';

export type { Tracing };

/** Opens the traces of this process. The packages of OpenTelemetry are loaded here, and not before. */
export async function openTracing(options: TracingOptions): Promise<Tracing> {
  const { startTracing } = await import('./tracing.js');
  return startTracing(options);
}
