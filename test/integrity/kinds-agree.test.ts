import { expect, test } from '@jest/globals';
import { KINDS, TRANSACTION_KINDS, type TransactionKind } from '../../src/domain/index.js';
import { SHAPE_ROWS } from '../../src/integrity/checks/shapes.js';
import { useBook } from '../support/book.js';

// The rules of the kinds are stated three times, each apart from the others: in the domain, for the movements and the
// API; in SQL, which PostgreSQL enforces; and in the shapes, against which the check holds every transaction.

const book = useBook();

/** Every 'KIND from to', as the domain has it; from '' a transaction begins. */
const TRANSITIONS = TRANSACTION_KINDS.flatMap((kind) => {
  const { begins, transitions } = KINDS[kind];
  const all: Record<string, readonly string[]> = { '': begins, ...transitions };
  return Object.entries(all).flatMap(([from, statuses]) =>
    statuses.map((to) => `${kind} ${from} ${to}`),
  );
}).sort();

const PHASES = TRANSACTION_KINDS.flatMap((kind) =>
  KINDS[kind].phases.map((phase) => `${kind} ${phase}`),
).sort();

test('PostgreSQL allows the transitions of the domain, and no others', async () => {
  const { rows } = await book.owner.query<{ transition: string }>(
    `SELECT concat_ws(' ', kind, from_status, to_status) AS transition FROM transaction_transition`,
  );
  expect(rows.map(({ transition }) => transition).sort()).toEqual(TRANSITIONS);
});

test('PostgreSQL allows the phases of the domain, and no others', async () => {
  const { rows } = await book.owner.query<{ phase: string }>(
    `SELECT concat_ws(' ', kind, phase) AS phase FROM transaction_phase`,
  );
  expect(rows.map(({ phase }) => phase).sort()).toEqual(PHASES);
});

test('the shapes have the kinds of the domain, and no others', () => {
  expect(new Set(SHAPE_ROWS.shapes.map(({ kind }) => kind))).toEqual(new Set(TRANSACTION_KINDS));
});

test.each(TRANSACTION_KINDS)('the shapes of %s have its statuses and phases', (kind) => {
  const { begins, transitions, phases } = KINDS[kind];
  const all: Partial<Record<string, readonly string[]>> = transitions;
  const shapes = shapesOf(kind);
  const statuses = (wanted: (shape: Shape) => boolean) =>
    new Set(shapes.filter(wanted).map(({ status }) => status));
  // Of one that can be of either, `changed` is null.
  expect(statuses(({ changed }) => changed !== true)).toEqual(new Set(begins));
  expect(statuses(({ changed }) => changed !== false)).toEqual(
    new Set(Object.values(all).flatMap((to) => to ?? [])),
  );
  const afterCompletion = statuses(({ status, completed }) => completed && status !== 'COMPLETED');
  expect(afterCompletion).toEqual(new Set(all['COMPLETED']));
  const nrs = shapes.map(({ nr }) => nr);
  const written = SHAPE_ROWS.phases.filter(({ nr }) => nrs.includes(nr));
  expect(new Set(written.map(({ phase }) => phase))).toEqual(new Set(phases));
});

type Shape = (typeof SHAPE_ROWS.shapes)[number];

function shapesOf(kind: TransactionKind): Shape[] {
  return SHAPE_ROWS.shapes.filter((shape) => shape.kind === kind);
}
