import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadMapping } from '../../../src/adoption/index.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onebook-mapping-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function load(yaml: string, purpose: 'adoption' | 'reconciliation' = 'reconciliation') {
  const file = join(folder, 'mapping.yml');
  await writeFile(file, yaml);
  return loadMapping(file, {}, purpose);
}

async function mistakesOf(yaml: string): Promise<string> {
  const error: unknown = await load(yaml).catch((thrown: unknown) => thrown);
  return (error as Error).message.replaceAll(`${folder}/`, '');
}

/** A statement that is whole, with other or more keys. */
const statement = (more: Readonly<Record<string, string>> = {}) => {
  const keys = {
    ...{ name: 'bank', csv: 'bank.csv', reference: 'ref', amount: 'sum', at: 'day' },
    ...{ kind: '{column: type, map: {CR: DEPOSIT}}', currency: 'USD' },
    ...more,
  };
  const lines = Object.entries(keys).map(([key, value]) => `      ${key}: ${value}\n`);
  return `    -\n${lines.join('')}`;
};
const file = (...statements: readonly string[]) =>
  `reconcile:\n  statements:\n${statements.join('')}`;

describe('The section reconcile of a mapping', () => {
  test('gives statements with defaults filled in, from a file that need not be there yet', async () => {
    const { sources, reconcile } = await load(
      `currency: COIN\nunit: minor\nwhere: {active: true}\n${file(
        statement(),
        statement({
          ...{ name: 'provider', csv: 'pay.csv', currency: '{column: cur}', unit: 'major' },
          ...{ kind: '{positive: DEPOSIT, negative: WITHDRAWAL}', where: '{state: ok}' },
          ...{ metadata: '{provider: pay}', tolerance: '{amount: 0.05, days: 2}' },
          timezone: 'Asia/Jakarta',
          period: '{from: 2026-11-01, to: 2026-11-30}',
        }),
      )}`,
    );
    expect(sources).toEqual([]);
    const columns = { reference: 'ref', amount: 'sum', at: 'day' };
    expect(reconcile).toEqual({
      sources: undefined,
      statements: [
        {
          ...{ name: 'bank', ...columns, unit: 'minor', where: {}, metadata: {} },
          origin: { type: 'csv', file: join(folder, 'bank.csv') },
          kind: { column: 'type', map: { CR: 'DEPOSIT' } },
          ...{ currency: { constant: 'USD' }, period: undefined },
          ...{ timeZone: 'UTC', tolerance: { amount: '0', days: 0 } },
        },
        {
          ...{ name: 'provider', ...columns, unit: 'major', where: { state: 'ok' } },
          origin: { type: 'csv', file: join(folder, 'pay.csv') },
          kind: { positive: 'DEPOSIT', negative: 'WITHDRAWAL' },
          ...{ currency: { column: 'cur' }, period: { from: '2026-11-01', to: '2026-11-30' } },
          ...{ metadata: { provider: 'pay' }, tolerance: { amount: '0.05', days: 2 } },
          timeZone: 'Asia/Jakarta',
        },
      ],
    });
  });

  test('stands for an import too, which needs sources and not the statements', async () => {
    await writeFile(join(folder, 'users.csv'), 'id\n');
    const sources = 'sources: [{name: a, csv: users.csv, owner: id, amount: b}]\n';
    const yaml = `currency: USD\n${sources}${file(statement())}`;
    expect((await load(yaml, 'adoption')).reconcile?.statements).toHaveLength(1);
    await expect(load(file(statement()), 'adoption')).rejects.toThrow('sources: has no source');
  });

  test.each<[string, string, string[]]>([
    [
      'an unknown key',
      file(statement({ referense: 'x' })),
      [
        'mapping.yml:11: reconcile.statements[0].referense: unknown key "referense": did you mean reference?',
      ],
    ],
    [
      'keys that are missing',
      file('    - {name: bank, csv: bank.csv, currency: USD}\n'),
      [
        'mapping.yml:3: reconcile.statements[0].reference: is missing: it must be the column with the reference',
        'mapping.yml:3: reconcile.statements[0].amount: is missing: it must be the column with the amount',
        'mapping.yml:3: reconcile.statements[0].at: is missing: it must be the column with the day or moment of booking',
        'mapping.yml:3: reconcile.statements[0].kind: is missing: it must be {column: …, map: {CR: DEPOSIT, DR: WITHDRAWAL}}, or by sign {positive: DEPOSIT, negative: WITHDRAWAL}',
      ],
    ],
    [
      'kinds that no statement has',
      file(statement({ kind: '{column: type, map: {CR: PURCHASE}}' })),
      [
        'mapping.yml:9: reconcile.statements[0].kind.map.CR: "PURCHASE" is not possible here: it can be DEPOSIT, WITHDRAWAL',
      ],
    ],
    [
      'only kinds that are left out',
      file(statement({ kind: '{column: type, map: {FEE: null}}' })),
      [
        'mapping.yml:9: reconcile.statements[0].kind.map: names no kind: write {value of the column: DEPOSIT, …}',
      ],
    ],
    [
      'one kind for both signs',
      file(statement({ kind: '{positive: DEPOSIT, negative: DEPOSIT}' })),
      [
        'mapping.yml:9: reconcile.statements[0].kind: has the same kind for both signs: name a column, or two kinds',
      ],
    ],
    [
      'no currency, and two statements of one name',
      file(statement().replace(/ +currency.*\n/, ''), statement()),
      [
        'mapping.yml:4: reconcile.statements[0]: has no currency: give it here or at the top of the file',
        'mapping.yml:11: reconcile.statements[1].name: two statements are named bank: give each a name of its own',
      ],
    ],
    [
      'a tolerance and a period that are none',
      file(
        statement({
          tolerance: '{amount: -1, days: 400, hours: 1}',
          period: '{from: 2026-02-30, to: november}',
        }),
      ),
      [
        'mapping.yml:11: reconcile.statements[0].tolerance.amount: must be an amount of zero or more, such as "0.05"',
        'mapping.yml:11: reconcile.statements[0].tolerance.days: must be a whole number of days from 0 to 366',
        'mapping.yml:11: reconcile.statements[0].tolerance.hours: unknown key "hours": the keys are amount, days',
        'mapping.yml:12: reconcile.statements[0].period.from: is a date that no calendar has: give one that exists',
        'mapping.yml:12: reconcile.statements[0].period.to: must be a day such as 2026-11-01',
      ],
    ],
    [
      'a period that ends before it begins',
      file(statement({ period: '{from: 2026-11-30, to: 2026-11-01}' })),
      [
        'mapping.yml:11: reconcile.statements[0].period: ends before it begins: from is a day up to the day of to',
      ],
    ],
    [
      'a period of which the tolerance leaves no day',
      file(statement({ tolerance: '{days: 2}', period: '{from: 2026-11-01, to: 2026-11-04}' })),
      [
        'mapping.yml:11: reconcile.statements[0].tolerance.days: leaves no day of the period that needs a line: give at most 1, or a longer period',
      ],
    ],
    [
      'a time zone that is an offset, which PostgreSQL reads the other way round',
      file(statement({ timezone: '"+07:00"' })),
      [
        'mapping.yml:11: reconcile.statements[0].timezone: is no time zone: write one of the IANA, such as Asia/Jakarta, or UTC',
      ],
    ],
    [
      'a time zone that does not exist',
      file(statement({ timezone: 'Asia/Djakarta' })),
      [
        'mapping.yml:11: reconcile.statements[0].timezone: is no time zone: write one of the IANA, such as Asia/Jakarta, or UTC',
      ],
    ],
    [
      'a source that the file does not have',
      `currency: USD\nsources: [{name: a, csv: u.csv, owner: o, amount: b}]\nreconcile: {sources: [b]}\n`,
      ['mapping.yml:3: reconcile.sources[0]: no source is named b: they are a'],
    ],
    [
      'neither sources nor statements',
      'reconcile: {sources: []}\n',
      [
        'mapping.yml:1: reconcile: compares nothing: name a source, or a statement',
        'mapping.yml:1: sources: has no source: give a list, of which the first is authoritative',
      ],
    ],
  ])(
    'with %s is refused with the line, the key and what is right',
    async (_name, yaml, expected) => {
      expect((await mistakesOf(yaml)).split('\n').toSorted()).toEqual(expected.toSorted());
    },
  );
});
