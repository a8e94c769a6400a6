import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { PushLatency } from './figures.js';

/** The longest that is told apart: a day. Microseconds. */
const LONGEST_US = 86_400_000_000;
const MS = 1_000;

/** Latencies as they were noted, each within one part in a hundred. Takes up nothing before the first. */
export class Latencies {
  #histogram: RecordableHistogram | undefined;

  /** @param ms not below 0; what took longer than a day counts as a day */
  note(ms: number): void {
    this.#histogram ??= histogram();
    this.#histogram.record(Math.min(Math.max(1, Math.round(ms * MS)), LONGEST_US));
  }

  /** What those of several are taken together; null where nothing was noted. */
  static of(several: readonly Latencies[]): PushLatency | null {
    const noted = several.flatMap((latencies) => latencies.#histogram ?? []);
    if (noted.length === 0) return null;
    const all = histogram();
    for (const one of noted) all.add(one);
    return {
      p50Ms: all.percentile(50) / MS,
      p99Ms: all.percentile(99) / MS,
      maxMs: all.max / MS,
    };
  }
}

function histogram(): RecordableHistogram {
  return createHistogram({ lowest: 1, highest: LONGEST_US, figures: 2 });
}
