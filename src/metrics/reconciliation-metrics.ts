import { Gauge, type Registry } from 'prom-client';

/** What the reconciliations of a book have left. */
interface Left {
  readonly openByCode: Readonly<Record<string, number>>;
  readonly last:
    { readonly status: string; readonly startedAt: Date; readonly finishedAt: Date } | undefined;
}

/**
 * The gauges of reconciliations. Every gateway of a book shows the same, so of several processes one counts.
 * @returns takes what the runs have left, whenever that has changed
 */
export function createReconciliationMetrics(registry: Registry): (left: Left) => void {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry], aggregator: 'max' });
  const open = gauge(
    'onebook_reconciliation_open_findings',
    'The number of open findings of reconciliations, by code.',
    ['code'],
  );
  const finished = gauge(
    'onebook_reconciliation_finished_timestamp_seconds',
    'The time at which the last reconciliation ended. Absent before the first.',
    ['status'],
  );
  const duration = gauge(
    'onebook_reconciliation_duration_seconds',
    'How long the last reconciliation took. Absent before the first.',
    ['status'],
  );
  return ({ openByCode, last }) => {
    for (const [code, count] of Object.entries(openByCode)) open.set({ code }, count);
    finished.reset();
    duration.reset();
    if (last === undefined) return;
    const { status, startedAt, finishedAt } = last;
    finished.set({ status }, finishedAt.getTime() / 1_000);
    duration.set({ status }, (finishedAt.getTime() - startedAt.getTime()) / 1_000);
  };
}
