import { Gauge, type Registry } from 'prom-client';
import type { Figures } from '../monitoring/index.js';

/** The share of /metrics of what may be unknown: a gauge has no value while it is, so that `absent()` tells. */
export function createMonitoringMetrics(
  registry: Registry,
  monitoring: { figures(): Figures },
): void {
  const gauge = (name: string, help: string, read: (figures: Figures) => number | null): void => {
    new Gauge({
      name,
      help: `${help} Absent while it is not known.`,
      registers: [registry],
      collect() {
        const value = read(monitoring.figures());
        if (value === null) this.remove();
        else this.set(value);
      },
    });
  };
  gauge(
    'onebook_balance_accuracy',
    'The share, 0 to 1, of balances shown that were the book’s when looked at again unasked, in the last minute.',
    ({ balanceAccuracy }) => balanceAccuracy,
  );
  gauge(
    'onebook_consistency_score',
    'The share, 0 to 1, of the entries and wallets that is right by the last check of the whole book on this gateway.',
    ({ consistency }) => consistency?.score ?? null,
  );
  gauge(
    'onebook_integrity_findings',
    'What that check found wrong; it stops at 100.',
    ({ consistency }) => consistency?.findings ?? null,
  );
  gauge(
    'onebook_integrity_checked_timestamp_seconds',
    'When that check began.',
    ({ consistency }) => consistency && consistency.checkedAt.getTime() / 1_000,
  );
}
