import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { LiveObserver } from '../live/index.js';
import type { Monitoring } from '../monitoring/index.js';

/** The share of /metrics of what is pushed. What it is told, it tells `monitoring` too. */
export function createLiveMetrics(registry: Registry, monitoring: Monitoring): LiveObserver {
  const { updates, pushes, latency, looks } = counters([registry]);
  gaugesOf(monitoring, [registry]);
  return {
    listening: () => monitoring.listening(),
    announced: (wallets) => {
      monitoring.announced(wallets);
      updates.inc(wallets);
    },
    pushed: (latencyMs) => {
      monitoring.pushed(latencyMs);
      pushes.inc();
      if (latencyMs !== undefined) latency.observe(latencyMs / 1_000);
    },
    looked: (right) => {
      monitoring.looked(right);
      looks.inc({ right: String(right) });
    },
  };
}

function counters(registers: Registry[]) {
  return {
    updates: new Counter({
      name: 'onebook_balance_updates_total',
      help: 'Wallets that commits heard of have changed, in the whole book, whichever gateway made them.',
      registers,
    }),
    pushes: new Counter({
      name: 'onebook_pushes_total',
      help: 'Pushes handed to sockets.',
      registers,
    }),
    latency: new Histogram({
      name: 'onebook_push_latency_seconds',
      help: 'From just before a commit until a push that tells of it was handed to the socket.',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
      registers,
    }),
    looks: new Counter({
      name: 'onebook_balances_looked_at_total',
      help: 'Balances shown by subscriptions that were looked up again unasked, by whether they were the book’s.',
      labelNames: ['right'],
      registers,
    }),
  };
}

function gaugesOf(monitoring: Monitoring, registers: Registry[]): void {
  new Gauge({
    name: 'onebook_subscriptions',
    help: 'Subscriptions that are open.',
    registers,
    collect() {
      this.set(monitoring.figures().subscriptions);
    },
  });
  new Gauge({
    name: 'onebook_listener_connected',
    help: '1 while commits are heard of, 0 while they are not.',
    registers,
    collect() {
      this.set(monitoring.figures().hearsCommits ? 1 : 0);
    },
  });
}
