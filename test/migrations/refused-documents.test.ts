import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { insert, quoted, type Refused, type Row, usePlainSql } from '../support/plain-sql.js';

const sql = usePlainSql();

const STAYS: Refused = { state: '23001', constraint: 'trusted_document_stays' };
const NO_RIGHT: Refused = { state: '42501' };
const TEXT = 'query "ä" { viewer }';

const row = (otherwise: Row = {}): Row => ({
  id: quoted('an-id'),
  text: quoted(TEXT),
  sha256: quoted(createHash('sha256').update(TEXT).digest('hex')),
  added_at: 'now()',
  ...otherwise,
});
const document = (otherwise: Row = {}): string[] => [insert('trusted_document', row(otherwise))];
const withText = (text: string): string[] =>
  document({
    text: quoted(text),
    sha256: quoted(createHash('sha256').update(text).digest('hex')),
  });
const check = (name: string): Refused => ({
  state: '23514',
  constraint: `trusted_document_${name}`,
});

beforeAll(async () => {
  await sql.at.owner.query(document({ id: quoted('first') })[0] ?? '');
});

describe('a malformed trusted document is refused', () => {
  const rows: readonly (readonly [string, Refused, string[]])[] = [
    ['an empty id', check('id_form'), document({ id: quoted('') })],
    ['an id with a space', check('id_form'), document({ id: quoted('an id') })],
    ['an id with a line break', check('id_form'), document({ id: `E'an\\nid'` })],
    ['an id of 201 characters', check('id_form'), document({ id: quoted('a'.repeat(201)) })],
    ['an empty text', check('text_length'), withText('')],
    ['a text of 262,145 characters', check('text_length'), withText('a'.repeat(262_145))],
    [
      'the SHA-256 of another text',
      check('sha256_of_text'),
      document({ text: quoted('{ other }') }),
    ],
    ['an infinite moment', check('added_at_a_moment'), document({ added_at: quoted('infinity') })],
    [
      'the id of another row',
      { state: '23505', constraint: 'trusted_document_pkey' },
      document({ id: quoted('first') }),
    ],
  ];
  test.each(rows)('trusted_document refuses a row with %s', async (_, refused, statements) => {
    await sql.expectRefusal('owner', statements, refused);
  });

  test('trusted_document accepts a row of the greatest lengths', async () => {
    const text = 'ä'.repeat(262_144);
    const sha256 = createHash('sha256').update(text).digest('hex');
    const longest = { id: quoted('~'.repeat(200)), text: quoted(text), sha256: quoted(sha256) };
    expect(await sql.refusal('owner', document(longest))).toBe('NOT REFUSED');
  });
});

describe('a trusted document never changes, and only the owner adds and removes it', () => {
  test.each([
    `UPDATE trusted_document SET text = text`,
    'UPDATE trusted_document SET id = id WHERE false',
    'TRUNCATE trusted_document',
  ])('trusted_document refuses: %s', async (statement) => {
    await sql.expectRefusal('owner', [statement], STAYS);
    await sql.expectRefusal('gateway', [statement], NO_RIGHT);
  });

  test('the gateway may neither add nor remove a document', async () => {
    await sql.expectRefusal('gateway', document(), NO_RIGHT);
    await sql.expectRefusal('gateway', ['DELETE FROM trusted_document'], NO_RIGHT);
  });

  test('the owner may remove a document', async () => {
    const remove = [`DELETE FROM trusted_document WHERE id = 'first'`];
    expect(await sql.refusal('owner', remove)).toBe('NOT REFUSED');
  });
});
