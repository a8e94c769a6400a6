import type { Metrics } from './metrics.js';

/**
 * What was counted since the start, for reports: operations by outcome, and pushes by the seconds that they took at most
 * (`+Inf`: longer), each counted once.
 */
export async function countedFigures({ operations, errors, registry }: Metrics): Promise<{
  readonly operations: Record<string, number>;
  readonly pushes: Record<string, number>;
}> {
  const byOutcome: Record<string, number> = {};
  for (const { metricName, labels, value } of (await operations.get()).values) {
    if (metricName !== `${operations.name}_count`) continue;
    const outcome = String((labels as Partial<Record<string, string | number>>)['outcome']);
    byOutcome[outcome] = (byOutcome[outcome] ?? 0) + value;
  }
  // Requests that were refused as OVERLOADED before their operation are only here.
  for (const { labels, value } of (await errors.get()).values)
    if (labels.code === 'OVERLOADED') byOutcome['OVERLOADED'] = value;
  return { operations: byOutcome, pushes: await pushesIn(registry) };
}

const PUSH_LATENCY = 'onebook_push_latency_seconds';

async function pushesIn(registry: Metrics['registry']): Promise<Record<string, number>> {
  const histogram = await registry.getSingleMetric(PUSH_LATENCY)?.get();
  const pushes: Record<string, number> = {};
  let before = 0;
  for (const sample of histogram?.values ?? []) {
    const { metricName } = sample as { readonly metricName?: string };
    if (metricName !== `${PUSH_LATENCY}_bucket`) continue;
    // A bucket counts all that is not longer.
    if (sample.value > before) pushes[String(sample.labels['le'])] = sample.value - before;
    before = sample.value;
  }
  return pushes;
}
