import { describe, expect, test } from '@jest/globals';
import { faultInOwnerId } from '../../src/domain/owner-id.js';
import { viewerOf } from '../../src/auth/token-claims.js';
import { ownerId, subject as subjectOfInput } from '../../src/graphql/inputs/text-inputs.js';
import { subject as subjectOfOption } from '../../src/cli/subject.js';
import { useBook } from '../support/book.js';

const at = useBook();

/** Ids at the borders of the rule, and whether the rule allows each. */
const IDS: readonly (readonly [what: string, id: string, allowed: boolean])[] = [
  ['a word', 'alice', true],
  ['one character', 'x', true],
  ['a UUID', '7b1e8a2e-1c1d-4f55-9f0e-6f3f6f1a2b3c', true],
  ['an id of an identity provider', 'auth0|5f7c8ec7c33c6c004bbafe82', true],
  ['an address', 'https://id.example.org/users/7?a=b', true],
  ['digits beyond 2^53', '9332244199254740993', true],
  ['a space between words', 'ann\u00a0marie von x', true],
  ['200 emoji', '😀'.repeat(200), true],
  ['255 emoji, which are 510 UTF-16 units', '😀'.repeat(255), true],
  ['a letter and a combining accent', 'e\u0301', true],
  ['the same letter precomposed', '\u00e9', true],
  ['the prefix elsewhere', 'x-onebook:expiry', true],
  ['the prefix without its colon', 'onebook', true],
  ['other capitals of the prefix', 'Onebook:expiry', true],
  ['nothing', '', false],
  ['256 characters', 'x'.repeat(256), false],
  ['256 emoji', '😀'.repeat(256), false],
  ['the caller of expiries', 'onebook:expiry', false],
  ['the prefix alone', 'onebook:', false],
  ['the prefix before other scripts', 'onebook:\u00e9', false],
  ['256 characters of which one is not ASCII', `${'x'.repeat(255)}\u00e9`, false],
  ['white space', ' ', false],
  ['white space before', ' alice', false],
  ['white space after', 'alice\u3000', false],
  ['a line break', 'a\nb', false],
  ['a line separator', 'a\u2028b', false],
  ['C1 control', 'a\u0085b', false],
  ['a zero-width space', 'ali\u200bce', false],
  ['a bidirectional override', 'a\u202eb', false],
  ['a Hangul filler', '\u3164', false],
  ['a braille blank', 'a\u2800', false],
  ['a tag', 'a\u{e0041}', false],
];

const accepts = (read: () => unknown): boolean => {
  try {
    read();
    return true;
  } catch {
    return false;
  }
};

/** Every code point up to U+33FF, those at the borders of the ranges in the SQL, and one in 499 of the others. */
function codesAround(rule: string): number[] {
  const borders = new Set(
    [...rule.matchAll(/\\u([0-9A-F]{4})|\\U([0-9A-F]{8})/g)].flatMap(([, short, long]) =>
      [-1, 0, 1].map((by) => parseInt(short ?? long ?? '', 16) + by),
    ),
  );
  const all = Array.from({ length: 0x10_ffff }, (_, index) => index + 1);
  return all
    .filter((code) => code < 0x3400 || code % 499 === 0 || borders.has(code))
    .filter((code) => code < 0xd800 || code > 0xdfff);
}

describe('one rule says which ids owners can have', () => {
  test('tokens, the API, the command line and SQL allow the same ids', async () => {
    const judged = [];
    for (const [what, id] of IDS) {
      const tokens = accepts(() => viewerOf({ sub: id, exp: 1 }));
      const owners = accepts(() => ownerId(id));
      const subjects = accepts(() => subjectOfInput(id));
      const options = accepts(() => subjectOfOption(id));
      const sql = await at.owner.query('SELECT $1::text::book.owner_id', [id]).then(
        () => true,
        (error: unknown) => (error as { constraint?: string }).constraint !== 'owner_id_form',
      );
      judged.push({ what, tokens, owners, subjects, options, sql });
    }
    expect(judged).toEqual(
      IDS.map(([what, , allowed]) => ({
        ...{ what, tokens: allowed, owners: allowed, subjects: allowed },
        ...{ options: allowed, sql: allowed },
      })),
    );
  });

  test('a lone surrogate is refused before it reaches SQL, which would store U+FFFD', () => {
    expect(faultInOwnerId('a\ud800')).toMatch(/lone surrogate/);
  });

  test('SQL and the code agree about every character, at any place of an id', async () => {
    const { rows: rules } = await at.owner.query<{ rule: string }>(
      `SELECT pg_get_constraintdef(oid) AS rule FROM pg_constraint WHERE conname = 'owner_id_form'`,
    );
    const rule = /^CHECK (.*)$/s.exec(rules[0]?.rule ?? '')?.[1] ?? '';
    const codes = codesAround(rule);
    for (const [before, after] of [
      ['', 'b'],
      ['a', 'b'],
      ['a', ''],
    ] as const) {
      const { rows } = await at.owner.query<{ code: number }>(
        `SELECT code FROM (SELECT code, $2 || chr(code) || $3 AS value FROM unnest($1::int[]) AS code) one
          WHERE NOT ${rule} ORDER BY code`,
        [codes, before, after],
      );
      const refused = codes.filter(
        (code) => faultInOwnerId(before + String.fromCodePoint(code) + after) !== undefined,
      );
      expect(refused.length).toBeGreaterThan(100);
      expect(rows.map(({ code }) => code)).toEqual(refused);
    }
  });
});
