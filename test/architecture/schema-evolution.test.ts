import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';

/*
 * The policy of docs/schema-changes.md, as `npm run check -- evolution` holds the schema to it. A check that sees nothing
 * stays green, so the test plants what the policy refuses in a small schema.
 */

interface Comparison {
  readonly faults: string[];
  readonly changes: Readonly<Record<string, string[]>>;
}
const lib = join(import.meta.dirname, '..', '..', 'scripts', 'lib', 'schema-evolution.mjs');
const { compareSchemas } = (await import(pathToFileURL(lib).href)) as {
  compareSchemas(released: string, current: string, recorded: Record<string, string>): Comparison;
};

const RELEASED = `
  type Query {
    paid(kind: Kind = ONE, by: Filter): Movement!
    all: [Movement!]!
    old: Int @deprecated(reason: "Use all.")
    formerly: Former @deprecated(reason: "Use paid.")
    result: Result
  }
  interface Movement { id: ID! note: String }
  type Payment implements Movement { id: ID! note: String }
  type Refund implements Movement { id: ID! note: String }
  type Former { id: ID }
  enum Kind { ONE TWO THREE @deprecated(reason: "Use TWO.") }
  union Result = Payment | Refund
  input Filter { id: ID text: String @deprecated(reason: "Use id.") }
`;

const changed = (...replacements: readonly (readonly [string, string])[]): string =>
  replacements.reduce((sdl, [from, to]) => {
    expect(sdl).toContain(from);
    return sdl.replace(from, to);
  }, RELEASED);
const faultsAfter = (from: string, to: string, recorded: Record<string, string> = {}): string[] =>
  compareSchemas(RELEASED, changed([from, to]), recorded).faults;

const WHAT_TO_DO =
  /This breaks clients of the last release\. Keep it and mark it @deprecated for a release first; .*schema\.breaks\.json\.$/;

describe('a change that breaks clients of the last release fails the check, which says what to do', () => {
  test.each([
    ['a field goes', 'all: [Movement!]!', '', 'Query.all was removed.'],
    ['a value goes', 'ONE TWO', 'ONE', 'TWO was removed from enum type Kind.'],
    [
      'a member goes',
      '= Payment | Refund',
      '= Payment',
      'Refund was removed from union type Result.',
    ],
    ['an argument goes', ', by: Filter', '', 'Query.paid arg by was removed.'],
    [
      'an argument is required',
      ', by: Filter',
      ', by: Filter, to: ID!',
      'A required arg to on Query.paid was added.',
    ],
    [
      'an input field is required',
      'input Filter { id: ID',
      'input Filter { id: ID!',
      'Filter.id changed type from ID to ID!.',
    ],
    [
      'a field can be null',
      '): Movement!',
      '): Movement',
      'Query.paid changed type from Movement! to Movement.',
    ],
    [
      'a field has another type',
      'note: String }\n  type Payment',
      'note: Int }\n  type Payment',
      'Movement.note changed type from String to Int.',
    ],
    [
      'a default changes',
      'kind: Kind = ONE',
      'kind: Kind = TWO',
      'Query.paid arg kind has changed defaultValue from ONE to TWO.',
    ],
    [
      'a type leaves its interface',
      'type Refund implements Movement',
      'type Refund',
      'Refund no longer implements interface Movement.',
    ],
  ])('%s', (_, from, to, change) => {
    const faults = faultsAfter(from, to);
    expect(faults).toContainEqual(expect.stringContaining(change));
    for (const fault of faults) expect(fault).toMatch(WHAT_TO_DO);
  });

  test('a deprecation in the same release does not help', () => {
    const current = changed(['old: Int @deprecated(reason: "Use all.")', 'old: Int']);
    expect(
      compareSchemas(current, changed(['old: Int @deprecated(reason: "Use all.")', '']), {}).faults,
    ).toEqual([expect.stringContaining('Query.old was removed.')]);
  });

  test('a recorded change passes with its reason, not without one, and not when it is no longer there', () => {
    const change = 'Query.all was removed.';
    expect(faultsAfter('all: [Movement!]!', '', { [change]: 'It never answered.' })).toEqual([]);
    expect(faultsAfter('all: [Movement!]!', '', { [change]: ' ' })).toHaveLength(1);
    expect(compareSchemas(RELEASED, RELEASED, { [change]: 'Gone.' }).faults).toEqual([
      `schema.breaks.json names a change that the schema does not have: ${change} Remove the line.`,
    ]);
  });

  test('a deprecation without a replacement fails', () => {
    expect(faultsAfter('all: [Movement!]!', 'all: [Movement!]! @deprecated')).toEqual([
      'Query.all is @deprecated without a replacement. Write a reason with "Use …", or "Nothing replaces it: …".',
    ]);
  });
});

describe('a change that the policy allows passes, and is listed', () => {
  test.each([
    [
      'what the last release deprecated goes',
      'old: Int @deprecated(reason: "Use all.")',
      '',
      'Removed',
      'Query.old was removed.',
    ],
    [
      'a deprecated value goes',
      'THREE @deprecated(reason: "Use TWO.")',
      '',
      'Removed',
      'THREE was removed from enum type Kind.',
    ],
    [
      'a deprecated input field goes',
      'text: String @deprecated(reason: "Use id.")',
      '',
      'Removed',
      'Filter.text was removed.',
    ],
    [
      'a field is narrowed to a type that it stood for',
      '): Movement!',
      '): Payment!',
      'Narrowed',
      'Query.paid changed type from Movement! to Payment!.',
    ],
    [
      'a list is narrowed',
      '[Movement!]!',
      '[Refund!]!',
      'Narrowed',
      'Query.all changed type from [Movement!]! to [Refund!]!.',
    ],
    [
      'a value is new',
      'ONE TWO',
      'ONE TWO FOUR',
      'New members, values and optional inputs',
      'FOUR was added to enum type Kind.',
    ],
    [
      'a refusal is new',
      '| Refund',
      '| Refund | Former',
      'New members, values and optional inputs',
      'Former was added to union type Result.',
    ],
    [
      'an optional argument is new',
      'by: Filter',
      'by: Filter, to: ID',
      'New members, values and optional inputs',
      'An optional arg to on Query.paid was added.',
    ],
    [
      'a field is new',
      'type Former { id: ID',
      'type Former { id: ID more: Int',
      'New fields',
      'Former.more: Int',
    ],
    ['a type is new', 'union', 'scalar New\n union', 'New types', 'New'],
    [
      'a field is deprecated',
      'all: [Movement!]!',
      'all: [Movement!]! @deprecated(reason: "Use paid.")',
      'Deprecated',
      'Query.all: Use paid.',
    ],
  ])('%s', (_, from, to, kind, line) => {
    const { faults, changes } = compareSchemas(RELEASED, changed([from, to]), {});
    expect(faults).toEqual([]);
    expect(changes[kind]).toContain(line);
  });

  test('a type goes with the deprecated field that was the last to need it', () => {
    const current = changed(
      ['formerly: Former @deprecated(reason: "Use paid.")', ''],
      ['type Former { id: ID }', ''],
    );
    const { faults, changes } = compareSchemas(RELEASED, current, {});
    expect(faults).toEqual([]);
    expect(changes['Removed']).toEqual(['Former was removed.', 'Query.formerly was removed.']);
  });

  test('without a change nothing is listed', () => {
    const { faults, changes } = compareSchemas(RELEASED, RELEASED, {});
    expect(faults).toEqual([]);
    expect(Object.values(changes).flat()).toEqual([]);
  });
});
