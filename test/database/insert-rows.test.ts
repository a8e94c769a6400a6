import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source.js';
import { column, insertOf, insertRows } from '../../src/database/insert-rows.js';
import { integers, timestamps, uuids } from '../../src/database/pg-arrays.js';
import { OpenConnections } from '../../src/database/typeorm-workarounds.js';
import { useBook } from '../support/book.js';

const at = useBook();
let source: DataSource;
beforeAll(async () => {
  source = await createDataSource({
    ...{ url: at.database.url, book: 'book', name: 'insert-rows', connections: 1 },
    ...{ open: new OpenConnections() },
  }).initialize();
  await source.query(`CREATE TEMP TABLE note (
    id uuid PRIMARY KEY, amount numeric, text text, at timestamptz, made_at timestamptz)`);
});
afterAll(() => source.destroy());

interface Note {
  readonly id: string;
  readonly amount: bigint;
  readonly text: string | null;
  readonly at: Date | null;
}

const id = (digit: number): string => `00000000-0000-7000-8000-00000000000${digit}`;
const MADE_AT = new Date('2026-11-21T12:00:00.000Z');

const columns = [
  column('id', 'uuid', (note: Note) => note.id, uuids),
  column('amount', 'numeric', (note: Note) => note.amount, integers),
  column('text', 'text', (note: Note) => note.text),
  column('at', 'timestamptz', (note: Note) => note.at, timestamps),
];
const shared = { name: 'made_at', type: 'timestamptz' };
const NOTES = insertOf<Note>({
  ...{ name: 'insertNotes', table: 'note', columns, shared, ending: 'RETURNING id' },
});
const NEW_NOTES = insertOf<Note>({
  ...{ name: 'insertNewNotes', table: 'note', columns, ending: 'ON CONFLICT (id) DO NOTHING' },
});

const stored = (): Promise<unknown> => source.query('SELECT * FROM note ORDER BY id');

test('insertRows writes every row with one statement, with nulls and the shared value', async () => {
  const notes: Note[] = [
    { id: id(1), amount: 10n ** 37n, text: 'a "quoted", {braced} text', at: null },
    { id: id(2), amount: -5n, text: null, at: new Date('2026-01-02T03:04:05.678Z') },
  ];
  await insertRows(source.manager, NOTES, notes, MADE_AT);
  const expected = notes.map(({ amount, ...note }) => ({
    ...note,
    amount: `${amount}`,
    made_at: MADE_AT,
  }));
  expect(await stored()).toEqual(expected);

  // ON CONFLICT keeps the first, and an INSERT without a shared column leaves it null.
  const again = [
    { ...notes[0]!, text: 'other' },
    { id: id(3), amount: 0n, text: '', at: null },
  ];
  await insertRows(source.manager, NEW_NOTES, again);
  expect(await stored()).toEqual([
    ...expected,
    { id: id(3), amount: '0', text: '', at: null, made_at: null },
  ]);
});

test('insertRows sends no statement if there are no rows', async () => {
  const before = await stored();
  // The table does not exist, so a statement would fail.
  const missing = insertOf<Note>({
    name: 'none',
    table: 'missing',
    columns,
    ending: 'RETURNING id',
  });
  await insertRows(source.manager, missing, []);
  await expect(
    insertRows(source.manager, missing, [{ id: id(4), amount: 1n, text: null, at: null }]),
  ).rejects.toThrow('"missing" does not exist');
  expect(await stored()).toEqual(before);
});

test('the text of an INSERT carries its name, one parameter for each column, and its ending', () => {
  expect(NOTES.sql.replace(/\s+/g, ' ')).toBe(
    '/* insertNotes */ INSERT INTO note (id, amount, text, at, made_at) ' +
      'SELECT added.*, $5::timestamptz ' +
      'FROM unnest($1::uuid[], $2::numeric[], $3::text[], $4::timestamptz[]) AS added RETURNING id',
  );
});
