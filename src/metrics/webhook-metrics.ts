import { Counter, Gauge, type Registry } from 'prom-client';

/** What the gateway sees of the webhooks that it delivers to. */
interface DeliveryObserver {
  attempted(outcome: 'delivered' | 'failed' | 'dead'): void;
  state(of: { endpoints: number; undone: number; oldest: Date | undefined }): void;
}

/** The metrics of deliveries to webhooks. Each endpoint is held by one gateway, so the sum over all is that of the book. */
export function createWebhookMetrics(registry: Registry): DeliveryObserver {
  const attempts = new Counter({
    name: 'onebook_webhook_attempts_total',
    help: 'Attempts to deliver an event to a webhook: delivered, failed, or dead (the last failure of three days).',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, registers: [registry], aggregator: 'sum' });
  const endpoints = gauge(
    'onebook_webhook_endpoints',
    'The number of webhooks that this gateway delivers to.',
  );
  const undone = gauge(
    'onebook_webhook_waiting_events',
    'The number of events that wait in memory to be delivered.',
  );
  const lag = new Gauge({
    name: 'onebook_webhook_lag_seconds',
    help: 'The age of the oldest event that was never tried. 0 if none waits.',
    registers: [registry],
    aggregator: 'max',
  });
  for (const outcome of ['delivered', 'failed', 'dead']) attempts.inc({ outcome }, 0);
  return {
    attempted: (outcome) => attempts.inc({ outcome }),
    state: (now) => {
      endpoints.set(now.endpoints);
      undone.set(now.undone);
      lag.set(now.oldest ? Math.max(0, Date.now() - now.oldest.getTime()) / 1_000 : 0);
    },
  };
}
