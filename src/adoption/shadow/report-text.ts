import { formatAmount } from '../../money/index.js';
import type { Drift } from '../../reader/index.js';
import { isCulprit, type ShadowReport, type StatementFigures } from './read-report.js';

/** The digits of a currency; undefined if the book does not have it. */
export type DigitsOf = (currency: string) => number | undefined;

/** An amount in major units; in minor units if the book does not have the currency. */
function major(minor: bigint, currency: string, digitsOf: DigitsOf): string {
  return formatAmount(minor, digitsOf(currency) ?? 0);
}

/** Disagreements that are printed; the JSON has all. */
const MOST_LINES = 50;

/** The report as JSON, with amounts as decimal strings. */
export function reportAsJson(report: ShadowReport, digitsOf: DigitsOf): object {
  const { run, drift, statements, ...rest } = report;
  return {
    run: { ...run, running: run.stoppedAt === null },
    ...rest,
    disagreements: {
      count: drift.length,
      largest: largestOf(drift, digitsOf),
      rows: drift.map((one) => ({
        ...{ owner: one.owner, currency: one.currency, wallet: one.wallet },
        values: Object.fromEntries(
          one.values.map((value) => [value.source, textOf(value, one.currency, digitsOf)]),
        ),
        difference: major(one.difference, one.currency, digitsOf),
        since: one.since,
        problem: one.problem,
        cause: one.cause,
      })),
    },
    statements: statements.map((one) => ({ ...one, culprit: isCulprit(one) })),
  };
}

/** The largest difference in each currency. */
function largestOf(drift: readonly Drift[], digitsOf: DigitsOf): Record<string, string> {
  const largest = new Map<string, bigint>();
  for (const { currency, difference } of drift) {
    const size = difference < 0n ? -difference : difference;
    if (size > (largest.get(currency) ?? -1n)) largest.set(currency, size);
  }
  return Object.fromEntries(
    [...largest].map(([currency, size]) => [currency, major(size, currency, digitsOf)]),
  );
}

function textOf(
  { minor, text }: Drift['values'][number],
  currency: string,
  digitsOf: DigitsOf,
): string | null {
  return minor === null ? text : major(minor, currency, digitsOf);
}

/** The report for people. */
export function reportAsText(report: ShadowReport, digitsOf: DigitsOf): string {
  const { run, sources, drift, statements } = report;
  const culprits = statements.filter(isCulprit);
  const lines = [
    `Run ${run.number} of ${sources.join(', ')}, since ${run.startedAt.toISOString()}${
      run.stoppedAt === null ? '' : `, ${endText(report)} at ${run.stoppedAt.toISOString()}`
    }.`,
    ...(report.endedByAdoption
      ? ['From then on the columns show the book. What follows is as it was then:']
      : []),
    ...(report.changedTables.length === 0
      ? []
      : [
          'The tables were changed, so changes of them are not captured. Stop the shadow, correct the mapping, and start again:',
          ...report.changedTables.map((one) => `  ${one}`),
        ]),
    run.takenOverAt === null
      ? 'The present values are not taken over yet: start a gateway, or `onebook shadow start --follow --mapping FILE`.'
      : `${counted(report.captured, 'change')} captured, ${report.notCaptured} found by comparison only${waitingText(report)}.`,
    drift.length === 0
      ? 'The columns agree for every owner.'
      : `${counted(drift.length, 'owner')} ${verb(report)}, by ${Object.entries(
          largestOf(drift, digitsOf),
        )
          .map(([currency, amount]) => `${amount} ${currency}`)
          .join(' and ')} at most:`,
    ...drift.slice(0, MOST_LINES).map((one) => `  ${driftLine(one, digitsOf)}`),
    ...(drift.length > MOST_LINES
      ? [`  … and ${drift.length - MOST_LINES} more: --json has all`]
      : []),
    culprits.length === 0
      ? 'No captured statement left the columns apart.'
      : `${counted(culprits.length, 'statement')} changed one column and not the other, or by another amount:`,
    ...culprits.flatMap((one) => statementLines(one)),
  ];
  return `${lines.join('\n')}\n`;
}

function endText({ endedByAdoption }: ShadowReport): string {
  return endedByAdoption ? 'ended by `onebook adopt`' : 'stopped';
}

/** An adoption brings the book to the columns by itself. */
function waitingText({ endedByAdoption, waiting, toFollow }: ShadowReport): string {
  if (endedByAdoption) return '';
  const parts = [
    ...(waiting > 0 ? [counted(waiting, 'statement')] : []),
    ...(toFollow > 0 ? [counted(toFollow, 'wallet')] : []),
  ];
  if (parts.length === 0) return ', nothing waits to be followed';
  return `, ${parts.join(' and ')} ${waiting + toFollow === 1 ? 'waits' : 'wait'} to be followed`;
}

function verb({ endedByAdoption, drift }: ShadowReport): string {
  if (endedByAdoption) return 'disagreed';
  return drift.length === 1 ? 'disagrees' : 'disagree';
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

function driftLine(one: Drift, digitsOf: DigitsOf): string {
  const values = one.values
    .map((value) => `${value.source} ${textOf(value, one.currency, digitsOf) ?? 'missing'}`)
    .join(', ');
  const cause =
    one.cause === null
      ? 'before the shadow'
      : `${one.cause.application ?? '?'}: ${one.cause.statement ?? 'not captured'}`;
  const wallet = one.wallet === 'main' ? '' : `/${one.wallet}`;
  return (
    `${one.owner}${wallet}: ${values} (${major(one.difference, one.currency, digitsOf)} ${one.currency}) ` +
    `since ${one.since.toISOString()}${one.problem === null ? '' : `, ${one.problem}`}: ${cause}`
  );
}

function statementLines(one: StatementFigures): string[] {
  const counts = [
    ...Object.entries(one.only).map(([source, count]) => `only ${source} ${count}×`),
    ...(one.differently > 0 ? [`differently ${one.differently}×`] : []),
    ...(one.alike > 0 ? [`alike ${one.alike}×`] : []),
  ];
  return [
    `  ${one.statement}`,
    `    ${counts.join(', ')}, last at ${one.lastAt.toISOString()}, by ${one.applications.join(', ') || '?'}` +
      (one.via === null ? '' : `, in ${one.via}`),
  ];
}
