import { z } from 'zod';

import { locatedKeys, type LocatedInput, locatedOf } from './located.js';
import type { ReconcileMapping, StatementKind, StatementMapping } from './mapping.js';
import { originKeys, originOf, type Surroundings } from './origin.js';
import { check, keys, type Report, text, word } from './section.js';
import type { Plain } from './yaml-text.js';

const KINDS = ['DEPOSIT', 'WITHDRAWAL'] as const satisfies readonly StatementKind[];

/** Days are whole: a statement names days, and a tolerance is for the days that a bank takes. */
const MAX_DAYS = 366;

const kindBySign = keys({ positive: word(KINDS), negative: word(KINDS) });
const kindByColumn = keys({
  column: text('a column'),
  map: z.record(
    z.string(),
    word(KINDS).nullable(),
    'must be {value of the column: DEPOSIT, …}; null leaves lines with that value out',
  ),
});
const KIND_FORM =
  '{column: …, map: {CR: DEPOSIT, DR: WITHDRAWAL}}, or by sign {positive: DEPOSIT, negative: WITHDRAWAL}';

const IS_DAY = /^\d{4}-\d\d-\d\d$/;
const day = z
  .string('must be a day such as 2026-11-01')
  .regex(IS_DAY, 'must be a day such as 2026-11-01')
  .refine(
    (value) => !IS_DAY.test(value) || isDay(value),
    'is a date that no calendar has: give one that exists',
  );

const tolerance = keys({
  amount: z
    .string('must be an amount such as "0.05"')
    .regex(/^\d{1,20}(\.\d{1,18})?$/, 'must be an amount of zero or more, such as "0.05"')
    .default('0'),
  days: z
    .string('must be a number of days')
    .regex(/^\d{1,3}$/, `must be a whole number of days from 0 to ${MAX_DAYS}`)
    .transform(Number)
    .refine((days) => days <= MAX_DAYS, `must be a whole number of days from 0 to ${MAX_DAYS}`)
    .default(0),
});

const { currency, unit, where } = locatedKeys;

const statement = keys({
  name: text('a name, such as bank'),
  ...originKeys,
  ...{ currency, unit, where },
  reference: text('the column with the reference'),
  amount: text('the column with the amount'),
  at: text('the column with the day or moment of booking'),
  kind: z.unknown().optional(),
  metadata: z
    .record(z.string(), z.string('must be a text'), 'must be {key of the metadata: value, …}')
    .optional(),
  period: keys({ from: day, to: day }).optional(),
  timezone: z
    .string('must be a time zone such as Asia/Jakarta')
    .refine(isTimeZone, 'is no time zone: write one of the IANA, such as Asia/Jakarta, or UTC')
    .optional(),
  tolerance: tolerance.optional(),
});

const section = keys({
  sources: z.array(text('the name of a source'), 'must be a list of names of sources').optional(),
  statements: z.array(z.unknown(), 'must be a list of statements').optional(),
});

/** @param sources the names that `reconcile.sources` can have. @returns what has no mistakes */
export function readReconcile(
  value: Plain | undefined,
  defaults: LocatedInput,
  surroundings: Surroundings,
  sources: readonly string[],
  report: Report,
): ReconcileMapping {
  if (value === undefined) return { sources: undefined, statements: [] };
  const path = ['reconcile'];
  const input = check(section, value, path, report);
  if (input === undefined) return { sources: undefined, statements: [] };
  const { statements = [] } = input;
  const isEmpty = input.sources?.length === 0 || (input.statements && sources.length === 0);
  if (isEmpty && statements.length === 0)
    report(path, 'compares nothing: name a source, or a statement');
  for (const [index, name] of (input.sources ?? []).entries())
    if (!sources.includes(name))
      report(
        [...path, 'sources', index],
        `no source is named ${name}: ${sources.length === 0 ? 'the file has none' : `they are ${sources.join(', ')}`}`,
      );
  return {
    sources: input.sources,
    statements: readStatements(statements, defaults, surroundings, report),
  };
}

function readStatements(
  items: readonly unknown[],
  defaults: LocatedInput,
  surroundings: Surroundings,
  report: Report,
): StatementMapping[] {
  const names = new Set<string>();
  return items.flatMap((item, index) => {
    const path = ['reconcile', 'statements', index];
    const input = check(statement, item as Plain, path, report);
    const kind = readKind((item as { kind?: Plain } | null)?.kind, [...path, 'kind'], report);
    if (input === undefined) return [];
    if (names.has(input.name))
      report(
        [...path, 'name'],
        `two statements are named ${input.name}: give each a name of its own`,
      );
    names.add(input.name);
    const origin = originOf(input, path, surroundings, report);
    const located = locatedOf(input, defaults);
    if (located.currency === undefined)
      report(path, 'has no currency: give it here or at the top of the file');
    reportPeriod(input, path, report);
    if (!origin || !kind || located.currency === undefined) return [];
    const { name, reference, amount, at, period } = input;
    return {
      ...{ name, origin, reference, amount, at, period, kind },
      ...{ currency: located.currency, unit: located.unit },
      // The rows of a statement are others than those of the sources, so only its own `where` holds for them.
      where: input.where ?? {},
      metadata: input.metadata ?? {},
      timeZone: input.timezone ?? 'UTC',
      tolerance: input.tolerance ?? { amount: '0', days: 0 },
    };
  });
}

/** Which of the two forms is meant shows by its keys, so that a mistake in it is named. */
function readKind(
  value: Plain | undefined,
  path: readonly PropertyKey[],
  report: Report,
): StatementMapping['kind'] | undefined {
  if (value === undefined || value === null || typeof value !== 'object') {
    report(
      path,
      value === undefined ? `is missing: it must be ${KIND_FORM}` : `must be ${KIND_FORM}`,
    );
    return undefined;
  }
  if ('positive' in value || 'negative' in value) {
    const bySign = check(kindBySign, value, path, report);
    if (bySign && bySign.positive === bySign.negative)
      report(path, 'has the same kind for both signs: name a column, or two kinds');
    return bySign;
  }
  const byColumn = check(kindByColumn, value, path, report);
  if (byColumn && Object.values(byColumn.map).every((one) => one === null))
    report([...path, 'map'], 'names no kind: write {value of the column: DEPOSIT, …}');
  return byColumn;
}

const DAY_MS = 86_400_000;

function reportPeriod(
  { period, tolerance: may }: Pick<z.infer<typeof statement>, 'period' | 'tolerance'>,
  path: readonly PropertyKey[],
  report: Report,
): void {
  if (!period) return;
  const days = 1 + (Date.parse(period.to) - Date.parse(period.from)) / DAY_MS;
  const most = Math.floor((days - 1) / 2);
  if (days < 1)
    report([...path, 'period'], 'ends before it begins: from is a day up to the day of to');
  else if ((may?.days ?? 0) > most)
    report(
      [...path, 'tolerance', 'days'],
      `leaves no day of the period that needs a line: give at most ${most}, or a longer period`,
    );
}

/** Of the forms that both Node.js and PostgreSQL read alike: "+07:00" is the opposite of that in PostgreSQL. */
function isTimeZone(name: string): boolean {
  if (!/^(?:UTC|[A-Z][A-Za-z_]+\/[A-Za-z0-9_+/-]+)$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function isDay(value: string): boolean {
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
