import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { LiveObserver } from '../live/observer.js';

/** What is asked of live pushes when metrics are collected. */
interface Watched {
  readonly live: { readonly size: number };
  readonly hears: boolean;
}

/** The share of /metrics of what is pushed. @param watched undefined before the book is open */
export function createLiveMetrics(
  registry: Registry,
  watched: () => Watched | undefined,
): LiveObserver {
  const registers = [registry];
  const latency = new Histogram({
    name: 'onebook_push_latency_seconds',
    help: 'From just before a commit until a push that tells of it was handed to the socket.',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers,
  });
  const pushes = new Counter({
    name: 'onebook_pushes_total',
    help: 'Pushes handed to sockets.',
    registers,
  });
  const looks = new Counter({
    name: 'onebook_balances_looked_at_total',
    help: 'Balances shown by subscriptions that were looked up again unasked, by whether they were the book’s.',
    labelNames: ['right'],
    registers,
  });
  new Gauge({
    name: 'onebook_subscriptions',
    help: 'Subscriptions that are open.',
    registers,
    collect() {
      this.set(watched()?.live.size ?? 0);
    },
  });
  new Gauge({
    name: 'onebook_listener_connected',
    help: '1 while commits are heard of, 0 while they are not.',
    registers,
    collect() {
      this.set(watched()?.hears ? 1 : 0);
    },
  });
  return {
    pushed: (latencyMs) => {
      pushes.inc();
      if (latencyMs !== undefined) latency.observe(latencyMs / 1_000);
    },
    looked: (right) => looks.inc({ right: String(right) }),
  };
}
