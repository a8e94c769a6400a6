import type { PlotSeries } from '../plot/plot.js';

interface Alert {
  readonly raisedAt: string;
  readonly acknowledgedAt: string | null;
}

export interface AlertsOfTheDay {
  /** The newest ones, newest first. */
  readonly alerts: readonly Alert[];
  /** Whether there are older ones than these. */
  readonly hasOlder: boolean;
  /** In milliseconds since 1970. */
  readonly readAt: number;
}

const DAY_MS = 86_400_000;

/**
 * How many alerts were open, at each moment at which the number changed. It begins a day ago, or with the oldest alert that was read if
 * there are older ones that were not.
 */
export function alertSeries({ alerts, hasOlder, readAt }: AlertsOfTheDay) {
  const oldest = Math.min(...alerts.map(({ raisedAt }) => Date.parse(raisedAt)));
  const start = hasOlder ? Math.max(readAt - DAY_MS, oldest) : readAt - DAY_MS;
  const changes = alerts
    .flatMap(({ raisedAt, acknowledgedAt }) => [
      { at: Date.parse(raisedAt), by: 1 },
      ...(acknowledgedAt === null ? [] : [{ at: Date.parse(acknowledgedAt), by: -1 }]),
    ])
    .sort((a, b) => a.at - b.at);
  let open = sum(changes.filter(({ at }) => at <= start));
  const counts = new Map([[start, open]]);
  for (const { at, by } of changes) {
    if (at <= start || at > readAt) continue;
    open += by;
    counts.set(at, open);
  }
  counts.set(readAt, open);
  const values = [...counts.values()];
  const series: readonly PlotSeries[] = [
    { label: 'Open', values, text: (index) => String(values[index] ?? 0) },
  ];
  return { times: [...counts.keys()], series, isWhole: start === readAt - DAY_MS };
}

const sum = (changes: readonly { readonly by: number }[]): number =>
  changes.reduce((total, { by }) => total + by, 0);
