import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadMapping, MappingError } from '../../../src/adoption/index.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onebook-mapping-'));
  await writeFile(join(folder, 'users.csv'), 'id\n');
});
afterAll(() => rm(folder, { recursive: true }));

async function load(yaml: string, environment: Record<string, string> = {}) {
  const file = join(folder, 'mapping.yml');
  await writeFile(file, yaml);
  return loadMapping(file, environment);
}

async function mistakesOf(yaml: string): Promise<readonly string[]> {
  const error: unknown = await load(yaml).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(MappingError);
  return (error as MappingError).mistakes.map((text) => text.replaceAll(`${folder}/`, ''));
}

const SOURCE = 'csv: users.csv, owner: id, amount: coins';

describe('A mapping file', () => {
  test('gives its sources and history with defaults filled in and absolute paths', async () => {
    const mapping = await load(
      `currency: COIN
where: {status: active, deleted: null, vip: true, level: 007}
sources:
  - name: users.coins
    ${SOURCE.replaceAll(', ', '\n    ')}
    metadata: [username]
  - name: shop
    postgres: {url: 'env:OLD_URL', table: shop.users}
    currency: {column: cur}
    wallet: {column: kind}
    unit: minor
    where: {}
    owner: id
    amount: cents
  - {name: history, history: true}
history:
  postgres: {query: SELECT 1}
  owner: user_id
  kind: {column: type, map: {topup: DEPOSIT, 1: PURCHASE}}
  status: {column: status, map: {ok: COMPLETED, gone: CANCELLED}}
  amount: amount
  at: created_at
adopt: {drop: [trigger_a]}
reconcile: {sources: [shop]}
`,
      { OLD_URL: 'postgres://u:p@host/db' },
    );
    const where = { status: 'active', deleted: null, vip: 'true', level: '007' };
    const main = { constant: 'main' };
    expect(mapping).toEqual({
      file: join(folder, 'mapping.yml'),
      sources: [
        {
          name: 'users.coins',
          origin: { type: 'csv', file: join(folder, 'users.csv') },
          ...{ owner: 'id', amount: 'coins', metadata: ['username'] },
          ...{ currency: { constant: 'COIN' }, wallet: main, unit: 'major', where },
        },
        {
          name: 'shop',
          origin: {
            type: 'postgres',
            url: 'postgres://u:p@host/db',
            from: { table: 'shop.users' },
          },
          ...{ owner: 'id', amount: 'cents', metadata: [] },
          ...{ currency: { column: 'cur' }, wallet: { column: 'kind' }, unit: 'minor', where: {} },
        },
        { name: 'history', history: true },
      ],
      history: {
        origin: { type: 'postgres', url: undefined, from: { query: 'SELECT 1' } },
        ...{ owner: 'user_id', amount: 'amount', at: 'created_at' },
        kind: { column: 'type', map: { topup: 'DEPOSIT', 1: 'PURCHASE' } },
        status: { column: 'status', map: { ok: 'COMPLETED', gone: 'CANCELLED' } },
        ...{ pending: 'included', reference: undefined, description: undefined },
        ...{ currency: { constant: 'COIN' }, wallet: main, unit: 'major', where },
      },
      adopt: { drop: ['trigger_a'], keep: [] },
      reconcile: { sources: ['shop'], statements: [] },
    });
  });

  const one = (more: string) => `currency: COIN\nsources:\n  - {name: a, ${more}}\n`;
  const HISTORY = `${one(SOURCE)}history:
  csv: users.csv
  owner: id
  amount: coins
  at: at
`;

  test.each<[string, string, string[]]>([
    [
      'no source',
      'currency: COIN\n',
      ['mapping.yml:1: sources: has no source: give a list, of which the first is authoritative'],
    ],
    [
      'an unknown key',
      `curency: COIN\n${one(SOURCE)}`,
      ['mapping.yml:1: curency: unknown key "curency": did you mean currency?'],
    ],
    [
      'an unknown key of a source',
      one(`${SOURCE}, onwer: x`),
      ['mapping.yml:3: sources[0].onwer: unknown key "onwer": did you mean owner?'],
    ],
    [
      'a key that is missing',
      one('csv: users.csv, owner: id'),
      ['mapping.yml:3: sources[0].amount: is missing: it must be the column with the balance'],
    ],
    [
      'two sources of one name',
      `${one(SOURCE)}  - {name: a, ${SOURCE}}\n`,
      ['mapping.yml:4: sources[1].name: two sources are named a: give each a name of its own'],
    ],
    [
      'a history that is the authority and lacks what is pending',
      `${one('history: true')}history:
  csv: users.csv
  owner: id
  kind: {column: type, map: {a: WITHDRAWAL}}
  status: {column: status, map: {a: PENDING}}
  amount: amount
  at: at
  pending: deducted
`,
      [
        'mapping.yml:11: history.pending: is deducted, but the first source is the history itself, which deducts nothing: leave pending out',
      ],
    ],
    [
      'a source of a history that is not there',
      one('history: true'),
      [
        'mapping.yml:3: sources[0].history: is true, but the file has no history: add the section history',
      ],
    ],
    [
      'a bad currency',
      `currency: coin\nsources: [{name: a, ${SOURCE}}]\n`,
      [
        'mapping.yml:1: currency: "coin" is no currency code: write 3 to 12 capitals and digits, such as COIN, or {column: …}',
      ],
    ],
    [
      'no currency',
      `sources: [{name: a, ${SOURCE}}]\n`,
      ['mapping.yml:1: sources[0]: has no currency: give it here or at the top of the file'],
    ],
    [
      'a bad wallet',
      one(`${SOURCE}, wallet: Main Wallet`),
      [
        'mapping.yml:3: sources[0].wallet: "Main Wallet" is no name of a wallet: write 1 to 40 small letters, digits and hyphens, such as main, or {column: …}',
      ],
    ],
    [
      'a bad unit',
      one(`${SOURCE}, unit: cents`),
      ['mapping.yml:3: sources[0].unit: must be major or minor'],
    ],
    [
      'two origins',
      one(`${SOURCE}, postgres: {table: u}`),
      ['mapping.yml:3: sources[0]: has csv and postgres: give one of csv, postgres and sqlite'],
    ],
    [
      'no origin',
      one('owner: id, amount: coins'),
      ['mapping.yml:3: sources[0]: has no origin: give one of csv, postgres and sqlite'],
    ],
    [
      'a missing file',
      one(SOURCE.replace('users', 'none')),
      [
        'mapping.yml:3: sources[0].csv: there is no file none.csv: paths are relative to the mapping file',
      ],
    ],
    [
      'a table and a query',
      one('owner: a, amount: b, postgres: {table: a, query: b}'),
      ['mapping.yml:3: sources[0].postgres: has table and query: give one of them'],
    ],
    [
      'an unset variable',
      one('owner: a, amount: b, postgres: {table: a, url: "env:NIX"}'),
      [
        'mapping.yml:3: sources[0].postgres.url: the environment has no variable NIX: set it to postgres://user:password@host:5432/database',
      ],
    ],
    [
      'a bad URL',
      one('owner: a, amount: b, postgres: {table: a, url: "mysql://u:hunter2@h/d"}'),
      [
        'mapping.yml:3: sources[0].postgres.url: is no URL of PostgreSQL: write postgres://user:password@host:5432/database, or env:NAME',
      ],
    ],
    [
      'a list in where',
      one(`${SOURCE}, where: {a: [1]}`),
      ['mapping.yml:3: sources[0].where.a: must be a text, a number, true, false or null'],
    ],
    [
      'a kind and a status that cannot be imported',
      `${HISTORY}  kind:\n    column: k\n    map: {a: REFUND, b: Deposit}\n  status:\n    column: s\n    map: {a: DONE}\n`,
      [
        'mapping.yml:11: history.kind.map.a: "REFUND" is not possible here: it can be DEPOSIT, WITHDRAWAL, PURCHASE, EARNING, ADJUSTMENT',
        'mapping.yml:11: history.kind.map.b: "Deposit" is not possible here (did you mean DEPOSIT?): it can be DEPOSIT, WITHDRAWAL, PURCHASE, EARNING, ADJUSTMENT',
        'mapping.yml:14: history.status.map.a: "DONE" is not possible here: it can be PENDING, COMPLETED, FAILED, CANCELLED',
      ],
    ],
    [
      'a status that its kinds cannot have',
      `${HISTORY}  kind: {column: k, map: {a: EARNING}}\n  status: {column: s, map: {b: COMPLETED, a: PENDING}}\n`,
      [
        'mapping.yml:10: history.status.map.a: PENDING is a status that EARNING cannot have: it can be COMPLETED',
      ],
    ],
    [
      'an alias',
      `currency: &c COIN\nsources: [{name: a, ${SOURCE}, currency: *c}]\n`,
      ['mapping.yml:2: *c is an alias: write the value itself'],
    ],
    [
      'a list at its top',
      '- a\n',
      ['mapping.yml:1: the file must have the key sources, with a list of sources'],
    ],
    [
      'bad names to drop',
      `${one(SOURCE)}adopt: {drop: [1, {}], kep: []}\n`,
      [
        'mapping.yml:4: adopt.drop[1]: must be a name',
        'mapping.yml:4: adopt.kep: unknown key "kep": did you mean keep?',
      ],
    ],
  ])(
    'with %s is refused with the line, the key and what is right',
    async (_name, yaml, expected) => {
      expect(await mistakesOf(yaml)).toEqual(expected);
    },
  );

  test('tells all its mistakes at once, in the order of the lines', async () => {
    const yaml = `wallet: Main\nsources:\n  - {name: a, csv: none.csv, owner: id, amount: b, currency: COIN}\n  - name: a\n    amont: c\nadopt: 5\n`;
    const lines = (await mistakesOf(yaml)).map((text) => text.split(': ').slice(0, 2).join(': '));
    expect(lines).toEqual([
      'mapping.yml:1: wallet',
      'mapping.yml:3: sources[0].csv',
      'mapping.yml:4: sources[1].name',
      'mapping.yml:4: sources[1].owner',
      'mapping.yml:4: sources[1].amount',
      'mapping.yml:5: sources[1].amont',
      'mapping.yml:6: adopt',
    ]);
  });

  test('that is no YAML, or cannot be read, is refused', async () => {
    expect((await mistakesOf('a: [1\nb: 2\n'))[0]).toMatch(/^mapping\.yml:\d: /);
    expect((await mistakesOf('currency: A\ncurrency: B\n'))[0]).toMatch(
      /^mapping\.yml:2: Map keys must be unique/,
    );
    await expect(loadMapping(join(folder, 'none.yml'))).rejects.toThrow(/none\.yml cannot be read/);
  });
});
