import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { LiveObserver } from '../live/index.js';
import type { Monitoring } from '../monitoring/index.js';

const LATENCY_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** The share of /metrics of live pushes. Passes every event on to `monitoring`. */
export function createLiveMetrics(registry: Registry, monitoring: Monitoring): LiveObserver {
  const { updates, pushes, latency, eventLatency, rechecks } = createCounters([registry]);
  createGauges(monitoring, [registry]);
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
    eventPushed: (latencyMs) => eventLatency.observe(latencyMs / 1_000),
    rechecked: (isCorrect) => {
      monitoring.rechecked(isCorrect);
      rechecks.inc({ right: String(isCorrect) });
    },
  };
}

function createCounters(registers: Registry[]) {
  return {
    updates: new Counter({
      name: 'onebook_balance_updates_total',
      help: 'Wallets changed by announced commits of the whole book, from any gateway.',
      registers,
    }),
    pushes: new Counter({
      name: 'onebook_pushes_total',
      help: 'Pushes handed to sockets.',
      registers,
    }),
    latency: new Histogram({
      name: 'onebook_push_latency_seconds',
      help: 'Time from just before a commit until its push was handed to the socket.',
      buckets: LATENCY_BUCKETS,
      registers,
    }),
    eventLatency: new Histogram({
      name: 'onebook_event_latency_seconds',
      help: 'Time from the moment of a commit, by the database’s clock, until its event was handed to the socket of a subscriber of eventAdded or alertRaised. Events that a client catches up with are not counted.',
      buckets: LATENCY_BUCKETS,
      registers,
    }),
    rechecks: new Counter({
      name: 'onebook_balances_looked_at_total',
      help: 'Rechecks of balances that subscriptions show, by whether the balance equals the book’s.',
      labelNames: ['right'],
      registers,
    }),
  };
}

function createGauges(monitoring: Monitoring, registers: Registry[]): void {
  new Gauge({
    name: 'onebook_subscriptions',
    help: 'Open subscriptions.',
    registers,
    collect() {
      this.set(monitoring.figures().subscriptions);
    },
  });
  new Gauge({
    name: 'onebook_listener_connected',
    help: '1 while the listener for commits is connected, otherwise 0. Of several processes, 1 if all are.',
    registers,
    aggregator: 'min',
    collect() {
      this.set(monitoring.figures().hearsCommits ? 1 : 0);
    },
  });
}
