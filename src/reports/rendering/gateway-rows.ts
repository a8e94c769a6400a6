import type { ReportRow } from './report-row.js';

/** Outcomes by which a gateway, or its database, failed its caller. */
const FAULTS: ReadonlySet<string> = new Set([
  ...['INTERNAL_SERVER_ERROR', 'UNAVAILABLE', 'OUTCOME_UNKNOWN', 'OVERLOADED'],
  ...['ANSWER_INCOMPLETE', 'CHANGES_MISSED'],
]);

/** The share of the operations that a gateway failed, as a row; none if there was no operation. */
export function errorRateOf(operations: Readonly<Record<string, number>>): ReportRow[] {
  const of = Object.entries(operations);
  const all = sum(of);
  if (all === 0) return [];
  const failed = sum(of.filter(([outcome]) => FAULTS.has(outcome)));
  return [
    {
      ...{ item: 'failed by a gateway', count: failed },
      text: `${((failed / all) * 100).toFixed(3)} % of ${all}`,
    },
  ];
}

/** Pushes by the time that they took, and within which time half of them and 99 of 100 came. */
export function latencyRows(pushes: Readonly<Record<string, number>>): ReportRow[] {
  const buckets = Object.entries(pushes).sort(([a], [b]) => secondsOf(a) - secondsOf(b));
  const all = sum(buckets);
  if (all === 0) return [];
  const within = (share: number): string => {
    let count = 0;
    const bucket = buckets.find(([, more]) => (count += more) >= share * all);
    return bound(bucket?.[0] ?? '+Inf', buckets);
  };
  return [
    { item: `half: ${within(0.5)}` },
    { item: `99 of 100: ${within(0.99)}` },
    ...buckets.map(([le, count]) => ({ item: bound(le, buckets), count })),
  ];
}

function bound(le: string, buckets: readonly (readonly [string, number])[]): string {
  if (le !== '+Inf') return `at most ${secondsOf(le) * 1_000} ms`;
  const longest = Math.max(0, ...buckets.map(([one]) => secondsOf(one)).filter(Number.isFinite));
  return longest > 0 ? `more than ${longest * 1_000} ms` : 'longer than is measured';
}

function secondsOf(le: string): number {
  return le === '+Inf' ? Infinity : Number(le);
}

function sum(of: readonly (readonly [string, number])[]): number {
  return of.reduce((total, [, count]) => total + count, 0);
}
