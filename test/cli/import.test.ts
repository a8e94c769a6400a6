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
});
