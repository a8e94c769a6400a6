import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import { fileExports } from '../../src/exports/index.js';
import { createCurrency, transfer } from '../../src/movements/index.js';
import { bookEntries, sumOf } from '../reader/treasury/book-entries.js';
import { useBook } from '../support/book.js';
import { startTestServer, type TestServer, tokenFor } from '../support/http-server.js';
import { ADMIN, money, SERVICE } from '../support/inputs.js';
import { onebook } from '../support/onebook-command.js';
import { RandomHistory } from '../support/random-history.js';
import { readJournal, unitsOf } from './journal.js';

const at = useBook();
let server: TestServer;
let auditor: string;
let folder: string;
/** Owners whose names are syntax for hledger, for a spreadsheet or for both. */
const OWNERS = [
  'two  spaces ; a comment',
  'a:b',
  'a%3Ab',
  '=SUM(A1)',
  'أحمد 王小明',
  '(virtual)',
  '[x] = 5',
];

beforeAll(async () => {
  const { ledger } = at.gateway.book;
  await ledger.submit(createCurrency, { code: 'GEM2', digits: 0, name: 'Gems' }, ADMIN, 'gem');
  await ledger.submit(createCurrency, { code: 'FINE', digits: 18, name: 'Fine' }, ADMIN, 'fine');
  for (const seed of [4, 7]) {
    const history = await RandomHistory.begin(at.gateway, seed);
    for (let step = 0; step < 40; step++) await history.step();
  }
  const first = await at.gateway.wallet('ann', 'USD', '50.00');
  for (const owner of OWNERS) {
    const wallet = await at.gateway.wallet(owner, 'USD');
    await ledger.submit(
      transfer,
      {
        ...{ fromWalletId: first, toWalletId: wallet, amount: money('1.50', 'USD') },
        ...{ reference: '; = 7', description: '  two\u2028lines |  and ; a comment' },
      },
      SERVICE,
      owner,
    );
  }
  await at.gateway.wallet('ann', 'GEM2', '9007199254740993');
  await at.gateway.wallet('ann', 'FINE', '0.000000000000000001');
  server = await startTestServer({ fileExports: fileExports(() => at.gateway.book) });
  auditor = await tokenFor('kim', 'AUDITOR');
  folder = await mkdtemp(join(tmpdir(), 'onebook-ledger-'));
});
afterAll(async () => {
  await server.server.close();
  await rm(folder, { recursive: true });
});

async function file(
  format: string,
  query = '',
  token = auditor,
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(`${server.url}/general-ledger.${format}?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  return { status: response.status, text, headers: response.headers };
}

const CURRENCIES = [
  ['EUR', 'EUR', 2],
  ['USD', 'USD', 2],
  ['"GEM2"', 'GEM2', 0],
  ['FINE', 'FINE', 18],
] as const;

/** Compares what the journal comes to with the treasury and with every entry. */
async function expectWholeBook(text: string, until = new Date()): Promise<void> {
  const journal = readJournal(text);
  const entries = (await bookEntries(at.owner)).filter((entry) => entry.at < until.getTime());
  for (const [commodity, code, digits] of CURRENCIES) {
    const own = entries.filter(({ currency }) => currency === code);
    const unit = 10n ** BigInt(18 - digits);
    const totalOf = (prefix: string): bigint =>
      sumOf(
        [...journal.balances]
          .filter(([name]) => name.startsWith(prefix) && name.endsWith(` ${commodity}`))
          .map(([, amount]) => amount),
      );
    const inWallets = own.filter(({ system }) => system === null);
    expect([code, totalOf('wallets:')]).toEqual([
      code,
      unit * sumOf(inWallets.map(({ amount }) => amount)),
    ]);
    for (const name of new Set(own.map(({ system }) => system)))
      if (name !== null)
        expect([code, name, totalOf(`system:${name} `)]).toEqual([
          ...[code, name],
          unit * sumOf(own.filter(({ system }) => system === name).map(({ amount }) => amount)),
        ]);
  }
}

/** A moment with about half of the entries before it, and whole steps on both sides. */
async function middle(): Promise<Date> {
  const times = [...new Set((await bookEntries(at.owner)).map((entry) => entry.at))].sort();
  return new Date(times[Math.floor(times.length / 2)] ?? 0);
}

describe('the general ledger is a journal of hledger', () => {
  test('the whole book as a journal balances, comes to the treasury, and asserts every account', async () => {
    const { status, text, headers } = await file('hledger');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="general-ledger-beginning-[\d-]{10}.hledger"$/,
    );
    await expectWholeBook(text);
    const { counts, balances } = readJournal(text);
    const entries = await bookEntries(at.owner);
    const steps = new Set(entries.map((e) => `${e.transactionId} ${e.phase} ${e.at}`));
    expect(counts.transactions - counts.assertions).toBe(steps.size);
    expect(counts.postings - counts.assertions).toBe(entries.length);
    expect(counts.assertions).toBe(balances.size);
  });

  test('two journals that meet add up to the whole book, and the second begins with what the first asserts', async () => {
    const half = (await middle()).toISOString();
    const [one, two] = [await file('hledger', `to=${half}`), await file('hledger', `from=${half}`)];
    await expectWholeBook(one.text, new Date(half));
    await expectWholeBook(two.text);
    expect(readJournal(two.text).counts.postings).toBeLessThan(
      readJournal((await file('hledger')).text).counts.postings,
    );
    const openings = [...two.text.matchAll(/opening balance\n {4}(\S+) {2}(\S+) (\S+)\n/g)];
    expect(openings.length).toBeGreaterThan(10);
    for (const [, account, amount, commodity] of openings)
      expect([account, readJournal(one.text).balances.get(`${account} ${commodity}`)]).toEqual([
        account,
        unitsOf(amount ?? ''),
      ]);
  });

  test('a journal of one currency has that one alone, and an exchange balances in it', async () => {
    const { text } = await file('hledger', 'currency=EUR');
    const journal = readJournal(text);
    expect([...journal.balances.keys()].filter((name) => !name.endsWith(' EUR'))).toEqual([]);
    expect(text).toContain('EXCHANGE POST');
    expect(journal.balances.get('system:EXCHANGE EUR')).toBeDefined();
  });

  test('the reader of this test refuses a journal in which one amount is wrong', async () => {
    const { text } = await file('hledger');
    const wrong = text.replace(/ {2}50\.00 USD\n/, '  50.01 USD\n');
    expect(() => readJournal(wrong)).toThrow('unbalanced');
    const asserted = text.replace(/= 50\.00|= (\d+)\.\d\d USD/, '= 123456.78 USD');
    expect(() => readJournal(asserted)).toThrow('it has another');
  });

  const hasHledger = spawnSync('hledger', ['--version']).status === 0;
  (hasHledger ? test : test.skip)(
    'hledger itself checks the whole journal and half of it, and its balances are those of the treasury',
    async () => {
      const half = (await middle()).toISOString();
      for (const query of ['', `from=${half}`, `to=${half}`]) {
        const path = join(folder, 'book.journal');
        await writeFile(path, (await file('hledger', query)).text);
        const run = async (...args: string[]): Promise<string> =>
          (
            await promisify(execFile)('hledger', ['-f', path, ...args], {
              env: { ...process.env, LANG: 'C.UTF-8' },
            })
          ).stdout;
        expect(await run('check')).toBe('');
        const until = query.startsWith('to') ? new Date(Date.parse(half) - 1) : undefined;
        const csv = await run('balance', '--flat', '-O', 'csv', '--layout=bare', 'system');
        const rows = parseCsv<{ account: string; commodity: string; balance: string }>(csv, {
          columns: true,
        });
        const treasuries = await at.gateway.reading((reader) => reader.treasuries(until));
        for (const [, code, digits] of CURRENCIES) {
          const treasury = treasuries.find(({ currency }) => currency === code);
          for (const { name, balance } of treasury?.systemAccounts ?? []) {
            const row = rows.find(
              ({ account, commodity }) => account === `system:${name}` && commodity === code,
            );
            expect([code, name, unitsOf(row?.balance ?? '0')]).toEqual([
              ...[code, name, balance * 10n ** BigInt(18 - digits)],
            ]);
          }
        }
      }
    },
  );
});

describe('the general ledger is a CSV', () => {
  test('the CSV has every entry in the order of the book, and its closings are its openings and entries', async () => {
    const half = (await middle()).toISOString();
    const { text, headers } = await file('csv', `from=${half}&timeZone=Asia/Bangkok`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const rows = parseCsv<Record<string, string>>(text, { columns: true, bom: true });
    const entries = rows.filter(({ record }) => record === 'ENTRY');
    const expected = (await bookEntries(at.owner)).filter((e) => e.at >= Date.parse(half));
    expect(entries).toHaveLength(expected.length);
    const times = entries.map((row) => row['at'] ?? '');
    expect(times).toEqual([...times].sort());
    const nameOf = (row: Record<string, string>): string => `${row['account']} ${row['currency']}`;
    const balances = new Map<string, bigint>();
    for (const row of rows.filter(({ record }) => record !== 'CLOSING')) {
      const amount = unitsOf(row['record'] === 'ENTRY' ? row['amount']! : row['balance']!);
      balances.set(nameOf(row), (balances.get(nameOf(row)) ?? 0n) + amount);
    }
    const closings = rows.filter(({ record }) => record === 'CLOSING');
    expect(closings.length).toBeGreaterThan(20);
    for (const row of closings)
      expect([nameOf(row), unitsOf(row['balance']!)]).toEqual([
        nameOf(row),
        balances.get(nameOf(row)),
      ]);
    for (const { amount, debit, credit } of entries)
      expect(amount).toBe(debit === '' ? credit : `-${debit}`);
    expect(entries.some(({ owner }) => owner === "'=SUM(A1)")).toBe(true);
    expect(new Set(closings.map(nameOf)).size).toBe(closings.length);
  });
});

describe('the general ledger is for those who may have it', () => {
  test.each([
    ['a cashier', 'CASHIER', 'csv', '', 403, 'FORBIDDEN'],
    ['another format', 'ADMIN', 'pdf', '', 404, 'NOT_FOUND'],
    ['an empty period', 'ADMIN', 'csv', 'from=2026-01-02&to=2026-01-02', 400, 'BAD_USER_INPUT'],
    ['the future', 'ADMIN', 'csv', 'from=2999-01-01', 400, 'BAD_USER_INPUT'],
    ['no currency', 'ADMIN', 'csv', 'currency=ZZZ', 400, 'BAD_USER_INPUT'],
    ['no time zone', 'ADMIN', 'csv', 'timeZone=CET', 400, 'BAD_USER_INPUT'],
    ['another argument', 'ADMIN', 'csv', 'form=2026-01-01', 400, 'BAD_USER_INPUT'],
  ] as const)('%s is refused', async (_, role, format, query, status, code) => {
    const token = await tokenFor('someone', role);
    const refused = await file(format, query, token);
    expect(refused.status).toBe(status);
    const { errors } = JSON.parse(refused.text) as { errors: { extensions: { code: string } }[] };
    expect(errors[0]?.extensions.code).toBe(code);
  });

  test('a client that leaves in the middle gives the connection back, and the next one gets its file', async () => {
    for (let round = 0; round < 3; round++) {
      const { generalLedger } = at.gateway.book;
      const ledger = generalLedger({ from: undefined, to: new Date(), currencies: ['USD'] });
      const { value } = await ledger.entries().next();
      expect(value).not.toEqual([]);
      await ledger.end();
    }
    expect((await file('csv')).status).toBe(200);
  });
});

test('onebook general-ledger writes the journal to a file, and none over one that exists', async () => {
  const out = join(folder, 'ledger.hledger');
  const run = () =>
    onebook(
      { DATABASE_URL: at.database.url },
      ...['general-ledger', '--format', 'hledger', '--currency', 'USD', '--out', out],
    );
  expect(await run()).toMatchObject({ code: 0 });
  const journal = await readFile(out, 'utf8');
  expect(readJournal(journal).counts.assertions).toBeGreaterThan(10);
  const again = await run();
  expect([again.code, again.output]).toEqual([1, expect.stringContaining('ledger.hledger')]);
  const wrong = await onebook(
    { DATABASE_URL: at.database.url },
    ...['general-ledger', '--format', 'csv', '--from', 'soon'],
  );
  expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining('"soon"')]);
});
