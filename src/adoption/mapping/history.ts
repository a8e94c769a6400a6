import { z } from 'zod';
import { KINDS, TRANSACTION_STATUSES, type TransactionStatus } from '../../domain/index.js';
import { locatedKeys, type LocatedInput, locatedOf } from './located.js';
import type { HistoryMapping, ImportedKind } from './mapping.js';
import { originKeys, originOf, type Surroundings } from './origin.js';
import { check, keys, type Report, text, word } from './section.js';
import type { Plain } from './yaml-text.js';

const IMPORTED_KINDS = [
  'DEPOSIT',
  'WITHDRAWAL',
  'PURCHASE',
  'EARNING',
  'ADJUSTMENT',
] as const satisfies readonly ImportedKind[];

const mapTo = <T extends z.ZodType>(words: T, example: string) =>
  z
    .record(z.string(), words, `must be {value of the column: ${example}, …}`)
    .refine(
      (map) => Object.keys(map).length > 0,
      `is empty: write {value of the column: ${example}, …}`,
    );

const schema = keys({
  ...originKeys,
  ...locatedKeys,
  owner: text("the column with the owner's id"),
  kind: keys({ column: text('a column'), map: mapTo(word(IMPORTED_KINDS), 'DEPOSIT') }),
  status: keys({ column: text('a column'), map: mapTo(word(TRANSACTION_STATUSES), 'COMPLETED') }),
  amount: text('the column with the amount'),
  at: text('the column with the moment'),
  pending: word(['included', 'deducted']).default('included'),
  reference: text('a column').optional(),
  description: text('a column').optional(),
});

/** @returns undefined if the file has none, or if it has mistakes, which are reported */
export function readHistory(
  value: Plain | undefined,
  defaults: LocatedInput,
  surroundings: Surroundings,
  report: Report,
): HistoryMapping | undefined {
  if (value === undefined) return undefined;
  const path = ['history'];
  const input = check(schema, value, path, report);
  if (input === undefined) return undefined;
  const origin = originOf(input, path, surroundings, report);
  const { currency, ...located } = locatedOf(input, defaults);
  if (currency === undefined)
    report(path, 'has no currency: give it here or at the top of the file');
  reportImpossible(input, report);
  if (origin === undefined || currency === undefined) return undefined;
  const { owner, kind, status, amount, at, pending, reference, description } = input;
  return {
    ...{ origin, owner, kind, status, amount, at, pending, reference, description },
    ...{ currency, ...located },
  };
}

/** A status that none of the kinds of the map can have. Which kinds and statuses meet, only the rows say. */
function reportImpossible(
  { kind, status }: Pick<HistoryMapping, 'kind' | 'status'>,
  report: Report,
): void {
  const kinds = [...new Set(Object.values(kind.map))];
  for (const [value, mapped] of Object.entries(status.map)) {
    if (kinds.some((one) => canHave(one, mapped))) continue;
    const possible = TRANSACTION_STATUSES.filter((other) =>
      kinds.some((one) => canHave(one, other)),
    );
    report(
      ['history', 'status', 'map', value],
      `${mapped} is a status that ${kinds.join(', ')} cannot have: it can be ${possible.join(', ')}`,
    );
  }
}

/** Whether a transaction of this kind can have this status, now or later. */
function canHave(kind: ImportedKind, status: TransactionStatus): boolean {
  const {
    begins,
    transitions,
  }: { begins: readonly string[]; transitions: Record<string, readonly string[]> } = KINDS[kind];
  return (
    begins.includes(status) || Object.values(transitions).some((after) => after.includes(status))
  );
}
