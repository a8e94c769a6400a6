import { Revocations } from '../../src/auth/revocations.js';
import { clientConfig, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { Listener } from '../../src/database/listener.js';
import { Live, type LiveEvent } from '../../src/live/live.js';
import type { LiveObserver } from '../../src/live/observer.js';
import { openLive, type OpenLive, type OpenLiveOptions } from '../../src/live/open-live.js';
import { Monitoring } from '../../src/monitoring/monitoring.js';
import type { Book } from '../../src/book/index.js';

/** Keeps what it is told, and tells it to a gateway's monitoring. */
export class Observed implements LiveObserver {
  readonly looks: boolean[] = [];
  readonly latencies: (number | undefined)[] = [];
  /** How many wallets each message told of. */
  readonly heard: number[] = [];
  readonly monitoring = new Monitoring();
  listening(): void {
    this.monitoring.listening();
  }
  announced(wallets: number): void {
    this.heard.push(wallets);
    this.monitoring.announced(wallets);
  }
  pushed(latencyMs: number | undefined): void {
    this.latencies.push(latencyMs);
    this.monitoring.pushed(latencyMs);
  }
  rechecked(right: boolean): void {
    this.looks.push(right);
    this.monitoring.rechecked(right);
  }
}

/** What a context needs to be made, for tests that follow nothing: no commit is heard of. */
export function deafLive(book: Pick<Book, 'read'>, observer: LiveObserver = new Observed()): Live {
  return new Live(book, { maxSubscriptions: 100, observer, recheckSeconds: 1 });
}

export interface TestLive extends OpenLive {
  readonly observed: Observed;
  readonly revocations: Revocations;
  readonly errors: string[];
}

/** Live pushes of a book, with a listener of their own, which hears when this resolves. */
export async function openTestLive(
  book: Pick<Book, 'read'>,
  url: string,
  { most = 1_000 } = {},
): Promise<TestLive> {
  const observed = new Observed();
  const revocations = new Revocations();
  const errors: string[] = [];
  const connection = clientConfig({ url, book: 'book', name: 'test listener', role: GATEWAY_ROLE });
  const options: OpenLiveOptions = {
    ...{ book, revocations, schema: 'book', maxSubscriptions: most, observer: observed },
    // What is found must have been announced, or missed and made up for.
    recheckSeconds: Number.POSITIVE_INFINITY,
    database: {
      listener: (told) => new Listener({ ...told, connection }),
      dropReads: () => undefined,
    },
    onError: (_, what) => errors.push(what),
  };
  const open = await openLive(options, new AbortController().signal);
  observed.monitoring.attachLive(open);
  return Object.assign(open, { observed, revocations, errors });
}

/** Takes events as they come, like a subscriber that reads at once. */
export class Follower<T> {
  readonly taken: T[] = [];
  error: unknown;
  readonly signal = new AbortController();
  readonly done: Promise<void>;

  constructor(follow: (signal: AbortSignal) => Promise<AsyncIterable<LiveEvent<T>>>) {
    this.done = this.#take(follow);
  }

  async #take(
    follow: (signal: AbortSignal) => Promise<AsyncIterable<LiveEvent<T>>>,
  ): Promise<void> {
    try {
      for await (const { value } of await follow(this.signal.signal)) this.taken.push(value);
    } catch (error) {
      this.error = error;
    }
  }

  get last(): T | undefined {
    return this.taken.at(-1);
  }

  async stop(): Promise<void> {
    this.signal.abort();
    await this.done;
  }
}
