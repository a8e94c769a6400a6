import { Counter, Gauge, type Registry } from 'prom-client';

/** What the gateway sees of the alerts of its book. */
interface AlertObserver {
  raised(kind: string): void;
  notified(channel: string, outcome: string): void;
  open(counts: ReadonlyMap<string, number>): void;
}

/** The metrics of monitors: their alerts, and the messages about them. */
export function createAlertMetrics(registry: Registry): AlertObserver {
  const registers = [registry];
  const raised = new Counter({
    name: 'onebook_alerts_raised_total',
    help: 'Alerts that this gateway raised, by kind of monitor. Each is raised by one gateway: aggregate with sum.',
    labelNames: ['kind'],
    registers,
  });
  const notifications = new Counter({
    name: 'onebook_notifications_total',
    help: 'Attempts of this gateway to send a message of an alert, by channel: sent (for a webhook: handed over to its deliveries), failed (it is tried again), or given_up. Aggregate with sum.',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const open = new Gauge({
    name: 'onebook_alerts_open',
    help: 'Alerts of the whole book that are not acknowledged, by kind of monitor. Every gateway counts the same: aggregate with max, not with sum. Absent before the first count.',
    labelNames: ['kind'],
    registers,
    aggregator: 'max',
  });
  for (const channel of ['email', 'webhook'])
    for (const outcome of ['sent', 'failed', 'given_up'])
      notifications.inc({ channel, outcome }, 0);
  return {
    raised: (kind) => raised.inc({ kind }),
    notified: (channel, outcome) => notifications.inc({ channel, outcome }),
    open: (counts) => {
      for (const [kind, count] of counts) {
        open.set({ kind }, count);
        // A series that begins with its first alert would hide it from increase().
        raised.inc({ kind }, 0);
      }
    },
  };
}
