import { Gauge, type Registry } from 'prom-client';
import type { Figures } from '../monitoring/index.js';

/**
 * The gauges of /metrics that may be unknown. They have no value while unknown, so that `absent()` detects it. Of several
 * processes behind one port, the worst value counts.
 */
export function createMonitoringMetrics(
  registry: Registry,
  monitoring: { figures(): Figures },
): void {
  const gauge = (
    name: string,
    help: string,
    read: (figures: Figures) => number | null,
    aggregator: 'min' | 'max',
  ): void => {
    new Gauge({
      name,
      help: `${help} Absent while unknown.`,
      registers: [registry],
      aggregator,
      collect() {
        const value = read(monitoring.figures());
        if (value === null) this.remove();
        else this.set(value);
      },
    });
  };
  gauge(
    'onebook_balance_accuracy',
    'The share, 0 to 1, of shown balances that equalled the book’s when rechecked in the last minute.',
    ({ balanceAccuracy }) => balanceAccuracy,
    'min',
  );
  gauge(
    'onebook_consistency_score',
    'The share, 0 to 1, of entries and wallets without a finding in this gateway’s last check of the whole book.',
    ({ consistency }) => consistency?.score ?? null,
    'min',
  );
  gauge(
    'onebook_integrity_findings',
    'The number of findings of that check, which stops at 100.',
    ({ consistency }) => consistency?.findings ?? null,
    'max',
  );
  gauge(
    'onebook_integrity_checked_timestamp_seconds',
    'The time at which that check began.',
    ({ consistency }) => consistency && consistency.checkedAt.getTime() / 1_000,
    'max',
  );
}
