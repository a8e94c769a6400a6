import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../support/book.js';
import { onebook } from '../../support/onebook-command.js';

/*
 * The commands of docs/adoption.md, in their order, as a reader runs them: what the page shows is what they print. Each
 * DATA_DIR of the page is a database of its own here.
 */

const root = join(import.meta.dirname, '..', '..', '..');
const page = readFileSync(join(root, 'docs', 'adoption.md'), 'utf8');
const databases = new Map<string, TestDatabase>();

afterAll(async () => {
  await Promise.all([...databases.values()].map((one) => one.drop()));
});

/** Moments and durations are others each time, and the PostgreSQL of a test run has fsync off. */
function masked(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'MOMENT')
    .replace(/\d+ ms/g, 'N ms')
    .replace(/^fsync is off: .*\n/gm, '')
    .replace(/ +$/gm, '')
    .trim();
}

interface Step {
  readonly line: string;
  readonly shown: string;
  /** The DATA_DIR that was exported last. */
  readonly directory: string;
}

function readSteps(): Step[] {
  let directory = '';
  return [...page.matchAll(/^```console\n(.*?)^```$/gms)]
    .flatMap(([, text = '']) => text.split(/^\$ /m).slice(1))
    .flatMap((step) => {
      const [line = '', ...shown] = step.split('\n');
      const exported = /^export DATA_DIR=(\S+)$/.exec(line)?.[1];
      if (exported === undefined) return [{ line, directory, shown: shown.join('\n') }];
      directory = exported;
      return [];
    });
}

async function print({ line, directory }: Step): Promise<string> {
  const [program, file, ...args] = line.split(' ');
  expect([program, file, directory]).toEqual([
    'node',
    'bin/onebook.js',
    expect.stringMatching('.'),
  ]);
  const database = databases.get(directory) ?? (await createTestDatabase());
  databases.set(directory, database);
  const { output } = await onebook(
    { DATABASE_URL: database.url, BOOK: 'book' },
    ...args.map((one) => (one.startsWith('examples/') ? join(root, one) : one)),
  );
  return output.replaceAll(`${root}/`, '');
}

const steps = readSteps();
const systems = [...new Set(steps.map(({ directory }) => directory))];

describe('docs/adoption.md', () => {
  test('has commands for each of its five systems, and for the statement of a bank', () => {
    expect(systems.map((one) => one.replace('.data/adoption/', ''))).toEqual([
      ...['coins', 'members', 'two-columns', 'statement', 'double-deduction', 'cashier'],
    ]);
  });

  test.each(systems)('the commands with DATA_DIR=%s print what the page shows', async (system) => {
    for (const step of steps.filter(({ directory }) => directory === system)) {
      const printed = masked(await print(step));
      const [, end] = /^…\n(.*)$/s.exec(step.shown) ?? [];
      if (end === undefined) expect([step.line, printed]).toEqual([step.line, masked(step.shown)]);
      else expect(printed.endsWith(`\n${masked(end)}`)).toBe(true);
    }
  });

  test('the table of the five systems says what the commands over two columns print', () => {
    const [, people, most] = /(\d+) users of 16 disagree, by ([\d.]+) at most/.exec(page) ?? [];
    expect(page).toMatch(
      new RegExp(`disagree about ${people} wallets: \\S+ in all, ${most} at most`),
    );
  });

  test.each([
    ['shadow', 'two-columns/mapping.yml'],
    ['history', 'members/mapping.yml'],
    ['names', 'two-columns/adopt.yml'],
  ])('the mapping that the page shows for %s is that of the example', (_, file) => {
    const text = readFileSync(join(root, 'examples', 'adoption', file), 'utf8');
    const shown = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, block = '']) =>
      plain(block),
    );
    expect(shown.some((block) => plain(text).endsWith(block))).toBe(true);
  });
});

/** A mapping without its comments. */
function plain(text: string): string {
  return text.replace(/ *#.*$/gm, '').trim();
}
