import type { MonitoringQuery, Onebook } from '@onebook/client';
import { ValueStore } from '../parts/use-store.js';

/** What the gateway said of itself at a moment. */
export interface Sample {
  /** In milliseconds since 1970, by the clock of this browser. */
  readonly at: number;
  readonly figures: MonitoringQuery['monitoring'];
}

/**
 * `live`: the gateway answers and hears of commits. `stale`: it answers, but hears of none, so pages get no pushes. `lost`: it does
 * not answer.
 */
export type ConnectionState = 'connecting' | 'live' | 'stale' | 'lost';

export interface Monitoring {
  readonly connection: ConnectionState;
  /** Oldest first, of the last 15 minutes of this session. A gap means that the gateway did not answer. */
  readonly samples: readonly Sample[];
  /** Why the last one could not be read. */
  readonly error: unknown;
}

/** Between two samples. */
const EVERY_MS = 5_000;
const KEPT_MS = 15 * 60_000;

const LATE = new Error(
  `The gateway did not answer within ${String(EVERY_MS / 1_000)} seconds. What you see may be old.`,
);

/** Samples of the gateway's figures while a viewer is signed in, so that a plot has a past when it is opened. */
export class Samples extends ValueStore<Monitoring> {
  constructor(private readonly onebook: Onebook) {
    super({ connection: 'connecting', samples: [], error: undefined });
  }

  /** Samples until the returned function is called. */
  readonly run = (): (() => void) => {
    const ending = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = async (): Promise<void> => {
      await this.#sample(ending.signal);
      if (!ending.signal.aborted) timer = setTimeout(() => void next(), EVERY_MS);
    };
    void next();
    return () => {
      ending.abort();
      clearTimeout(timer);
    };
  };

  async #sample(ending: AbortSignal): Promise<void> {
    // The client itself would try for longer, and the viewer would not see that the gateway is away.
    const signal = AbortSignal.any([ending, AbortSignal.timeout(EVERY_MS)]);
    try {
      const figures = await this.onebook.monitoring({}, { signal });
      if (ending.aborted) return;
      const at = Date.now();
      const kept = this.get().samples.filter((sample) => sample.at > at - KEPT_MS);
      this.set({
        connection: figures.hearsCommits ? 'live' : 'stale',
        samples: [...kept, { at, figures }],
        error: undefined,
      });
    } catch (error) {
      if (!ending.aborted)
        this.set({ ...this.get(), connection: 'lost', error: signal.aborted ? LATE : error });
    }
  }
}
