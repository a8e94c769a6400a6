import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { PushLatency } from './figures.js';

/** The largest latency that the histogram distinguishes: a day. Microseconds. */
const MAX_US = 86_400_000_000;
const US_PER_MS = 1_000;

/** Recorded latencies, accurate to one percent. Allocates nothing before the first. */
export class Latencies {
  #histogram: RecordableHistogram | undefined;

  /** Records one latency. @param ms at least 0; more than a day counts as a day */
  record(ms: number): void {
    this.#histogram ??= histogram();
    this.#histogram.record(Math.min(Math.max(1, Math.round(ms * US_PER_MS)), MAX_US));
  }

  /** The percentiles of several recordings together; null if all of them are empty. */
  static summarize(parts: readonly Latencies[]): PushLatency | null {
    const noted = parts.flatMap((latencies) => latencies.#histogram ?? []);
    if (noted.length === 0) return null;
    const all = histogram();
    for (const one of noted) all.add(one);
    return {
      p50Ms: all.percentile(50) / US_PER_MS,
      p99Ms: all.percentile(99) / US_PER_MS,
      maxMs: all.max / US_PER_MS,
    };
  }
}

function histogram(): RecordableHistogram {
  return createHistogram({ lowest: 1, highest: MAX_US, figures: 2 });
}
