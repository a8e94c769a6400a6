import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, useBook } from '../support/book.js';
import { onebook } from '../support/onebook-command.js';

const at = useBook();
const folder = mkdtempSync(join(tmpdir(), 'onebook-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, ...lines: string[]): string => {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
};
const sourceOf = (name: string): string =>
  `  - { name: ${name}, csv: ${name}.csv, owner: id, amount: balance }`;
const run = (mapping: string, ...args: string[]) =>
  onebook(
    { DATABASE_URL: at.database.url, BOOK: 'book' },
    ...['import', '--mapping', mapping, ...args],
  );

/** The PostgreSQL of a test run has fsync off. */
const withoutWarnings = (output: string): string => output.replace(/^fsync is off: .*\n/gm, '');

const wallets = async (): Promise<number> =>
  (await at.owner.query('SELECT FROM wallet')).rowCount ?? 0;

describe('onebook import', () => {
  put('page.csv', 'id,balance', 'ann,104.00', 'bob,3.50');
  put('check.csv', 'id,balance', 'ann,96.00', 'bob,3.50');
  const drifted = put(
    'drifted.yml',
    'currency: USD',
    'sources:',
    sourceOf('page'),
    sourceOf('check'),
  );

  test('a dry run tells the drift by its report and by exit code 1, and writes nothing', async () => {
    const { code, output } = await run(drifted, '--dry-run', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(output.slice(output.indexOf('{')))).toMatchObject({
      dryRun: true,
      currencies: [
        {
          ...{ currency: 'USD', owners: 2, drift: '8.00', imported: 0, planned: 2 },
          disagreements: {
            count: 1,
            rows: [
              { owner: 'ann', values: { page: '104.00', check: '96.00' }, difference: '8.00' },
            ],
          },
          book: { wallets: 0, sum: '0.00', opening: '0.00', drift: '107.50' },
        },
      ],
    });
    expect(await wallets()).toBe(0);
  });

  test('an import leaves no drift between the first source and the book, ends with exit code 0, and writes a page', async () => {
    const page = join(folder, 'report.html');
    const { code, output } = await run(drifted, '--html', page);
    expect(output).toContain('2 wallets came in; 0 were in the book already.');
    expect(output).toContain('Drift between page and the book: 0.00.');
    expect(code).toBe(0);
    const html = readFileSync(page, 'utf8');
    expect(html).toMatch(/<td>ann<\/td><td>main<\/td><td class="n">104\.00<\/td>/);
    expect(html).not.toMatch(/<script|https?:/);
    expect(await wallets()).toBe(2);
  });

  test('a second import brings nothing in and says so', async () => {
    const { code, output } = await run(drifted);
    expect([code, output]).toEqual([
      0,
      expect.stringContaining('0 wallets came in; 2 were in the book already.'),
    ]);
    expect(await wallets()).toBe(2);
  });

  test('a row that is set aside is named with its line, the rest comes in, and the exit code is 1', async () => {
    put('bad.csv', 'id,balance', 'cid,1.005', 'dan,7.00');
    const { code, output } = await run(
      put('bad.yml', 'currency: USD', 'sources:', sourceOf('bad')),
    );
    expect(output).toMatch(/bad, line 2, cid: .*1\.005/);
    expect(output).toContain('1 wallet came in');
    expect(code).toBe(1);
  });

  test.each([
    ['a mapping with mistakes', ['currency: usd', 'sources: []'], /currency/],
    ['a source that is not there', ['currency: USD', 'sources:', sourceOf('none')], /none\.csv/],
    [
      'a column that is not there',
      ['currency: USD', 'sources:', '  - { name: page, csv: page.csv, owner: id, amount: coins }'],
      /coins/,
    ],
  ])('%s ends with exit code 2, and nothing is imported', async (_, lines, words) => {
    const before = await wallets();
    const { code, output } = await run(put('wrong.yml', ...lines));
    expect([code, output]).toEqual([2, expect.stringMatching(words)]);
    expect(await wallets()).toBe(before);
  });

  test('a database without a book ends with exit code 2 and says what to do', async () => {
    const empty = await createTestDatabase('empty');
    try {
      const { code, output } = await onebook(
        { DATABASE_URL: empty.url, BOOK: 'book' },
        ...['import', '--mapping', drifted, '--dry-run'],
      );
      expect([code, output]).toEqual([2, expect.stringContaining('onebook migrate')]);
    } finally {
      await empty.drop();
    }
  });

  test('a page that cannot be written ends it before anything is read', async () => {
    const mapping = put('late.yml', 'currency: USD', 'sources:', sourceOf('bad'));
    const page = join(folder, 'none', 'report.html');
    const { code, output } = await run(mapping, '--html', page);
    expect([code, output]).toEqual([2, expect.stringContaining(`${page} cannot be written`)]);
  });

  test('a source without a row ends with exit code 1', async () => {
    put('empty.csv', 'id,balance');
    const { code, output } = await run(
      put('empty.yml', 'currency: USD', 'sources:', sourceOf('empty')),
    );
    expect([code, output]).toEqual([1, expect.stringContaining('The sources name no wallet.')]);
  });

  test('wallets that stay out are counted with their money and the cause, and no drift of 0 stands for them', async () => {
    put('stored.csv', 'id,balance', 'ivy,1500000.00');
    put(
      ...['past.csv', 'id,type,status,amount,at', 'ivy,topup,done,1500000,2025-01-01'],
      ...['ivy,purchase,done,500000,2025-01-02', 'ivy,topup,done,500000,2025-01-03'],
    );
    const mapping = put(
      ...['unmapped.yml', 'currency: USD', 'sources:', '  - { name: history, history: true }'],
      ...[sourceOf('stored'), 'history:', '  csv: past.csv', '  owner: id', '  amount: amount'],
      ...['  kind: { column: type, map: { purchase: PURCHASE } }', '  at: at'],
      '  status: { column: status, map: { done: COMPLETED } }',
    );
    const { code, output } = await run(mapping);
    expect(code).toBe(1);
    expect(output).toContain(
      '1 wallet stayed out, with 1500000.00 in stored. The reasons:\n' +
        '  type is "topup", for which the mapping names no kind: add it to kind.map of the history (2 rows)\n',
    );
    expect(output).toContain('No wallet of history can be compared with the book.');
    expect(output).not.toContain('Drift between history and the book');
    expect(output).toContain('history, line 3, ivy: another line of the history of this wallet');
  });

  test('a wallet for which the first source has no number is named beside the drift of the others', async () => {
    put('some.csv', 'id,balance', 'kim,5.00', 'lou,abc');
    const mapping = put('some.yml', 'currency: USD', 'sources:', sourceOf('some'));
    const { output } = await run(mapping, '--dry-run');
    expect(output).toContain(
      'Drift between some and the book, without the 1 wallet for which some has no number: 5.00.',
    );
  });

  test('a currency that the book does not have ends with 2, its line and the currency that was meant', async () => {
    const mapping = put(
      ...['currency.yml', '# of the shop', 'currency: USDX', 'sources:'],
      ...[sourceOf('page'), sourceOf('check')],
    );
    for (const args of [[], ['--dry-run']]) {
      const { code, output } = await run(mapping, ...args);
      expect(code).toBe(2);
      expect(withoutWarnings(output)).toBe(
        `onebook: ${mapping}:2: currency: USDX is not a currency of this book: did you mean USD? ` +
          'If not, add it with `onebook currency add USDX DIGITS "NAME"`\n',
      );
    }
  });

  test('wrong columns and tables of all sources are reported at once, each with its line and key', async () => {
    const mapping = put(
      ...['columns.yml', 'currency: USD', 'sources:'],
      '  - { name: one, csv: page.csv, owner: id, amount: balanc }',
      '  - name: two',
      '    csv: check.csv',
      '    owner: idd',
      '    amount: balance',
      '  - { name: three, postgres: { table: legacy.nope }, owner: id, amount: balance }',
    );
    const { code, output } = await run(mapping);
    expect(code).toBe(2);
    expect(withoutWarnings(output)).toMatch(
      new RegExp(
        `^onebook: ${mapping}:3: sources\\[0\\].amount: \\S+page.csv has no column "balanc": did you mean balance\\? Its columns are "id", "balance"\n` +
          `${mapping}:6: sources\\[1\\].owner: \\S+check.csv has no column "idd": did you mean id\\? Its columns are "id", "balance"\n` +
          `${mapping}:8: sources\\[2\\].postgres.table: .*relation "legacy.nope" does not exist\n$`,
      ),
    );
  });
});
