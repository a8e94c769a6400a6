import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/book.js';
import { onebook } from '../../support/onebook-command.js';

/* The ways of docs/adoption.md over its examples: what is printed there is what the commands print. */

const root = join(import.meta.dirname, '..', '..', '..');
const page = readFileSync(join(root, 'docs', 'adoption.md'), 'utf8');
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

/** Moments and durations are others each time, and the PostgreSQL of a test run has fsync off. */
function masked(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'MOMENT')
    .replace(/\d+ ms/g, 'N ms')
    .replace(/^fsync is off: .*\n/gm, '')
    .replace(/ +$/gm, '')
    .trim();
}

/** The fenced blocks under a heading. */
function blocksUnder(heading: string): { language: string; text: string }[] {
  const section = page.split(`\n${heading}\n`)[1]?.split(/\n##+ /)[0];
  if (section === undefined) throw new Error(`docs/adoption.md has no ${heading}`);
  return [...section.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}

async function command(args: readonly string[]): Promise<string> {
  const { output } = await onebook(
    { DATABASE_URL: database.url, BOOK: 'book' },
    ...args.map((one) => (one.startsWith('examples/') ? join(root, one) : one)),
  );
  return output;
}

/** Runs a file as psql does, one statement after another, and prints the column of a SELECT as psql does. */
async function psql(file: string): Promise<string> {
  const client = new Client({
    connectionString: database.url,
    application_name: 'staff-portal',
  });
  await client.connect();
  const printed: string[] = [];
  // Statements end with a line; bodies of functions have lines too, in dollar quotes.
  const statements = (await readFile(join(root, file), 'utf8'))
    .replace(/^--.*\n/gm, '')
    .match(/(?:[^$;]|\$\$.*?\$\$)+;/gs);
  for (const statement of statements ?? []) {
    const { rows, fields } = await client.query<Record<string, string>>(statement.trim());
    const [field] = fields;
    if (!field) continue;
    const value = rows[0]?.[field.name] ?? '';
    const width = Math.max(field.name.length, value.length);
    const before = Math.floor((width - field.name.length) / 2);
    printed.push(
      ` ${' '.repeat(before)}${field.name.padEnd(width - before)} `,
      '-'.repeat(width + 2),
      ` ${value.padStart(width)}`,
      '(1 row)',
      '',
    );
  }
  await client.end();
  return printed.join('\n');
}

describe('docs/adoption.md', () => {
  test.each([
    '### A purchase that was deducted twice',
    '### A deposit that the player did not see',
  ])('the commands of "%s" print what the page shows', async (heading) => {
    const steps = blocksUnder(heading)
      .filter(({ language }) => language === 'console')
      .flatMap(({ text }) => text.split(/^\$ /m).slice(1));
    expect(steps.length).toBeGreaterThan(4);
    for (const step of steps) {
      const [line = '', ...shown] = step.split('\n');
      const [program, ...args] = line.split(' ');
      const printed = program === 'psql' ? psql(args.at(-1) ?? '') : command(args);
      expect([line, masked(await printed)]).toEqual([line, masked(shown.join('\n'))]);
    }
  });

  test('adopt without the line that names the trigger refuses with what the page shows', async () => {
    const folder = 'examples/adoption/double-deduction';
    await psql(`${folder}/legacy.sql`);
    const refused = blocksUnder('### A purchase that was deducted twice').find(
      ({ language }) => language === '',
    );
    const named = await readFile(join(root, folder, 'adopt.yml'), 'utf8');
    const temporary = await mkdtemp(join(tmpdir(), 'onebook-'));
    await writeFile(join(temporary, 'adopt.yml'), named.replace(/^adopt:.*/ms, ''));
    await psql(`${folder}/mend.sql`);
    await command(['import', '--mapping', `${folder}/import.yml`]);
    const printed = await command(['adopt', '--mapping', join(temporary, 'adopt.yml')]);
    await rm(temporary, { recursive: true });
    expect(masked(printed)).toBe(masked(refused?.text ?? ''));
  });

  test('the dry run and the import of the coins print what the page shows', async () => {
    const mapping = ['--mapping', 'examples/adoption/coins/mapping.yml'];
    const [, dryRun] = blocksUnder('## See the drift');
    expect(masked(await command(['import', ...mapping, '--dry-run']))).toBe(
      masked(dryRun?.text ?? ''),
    );
    const [, imported] = blocksUnder('## Carry the numbers in');
    const printed = masked(await command(['import', ...mapping]));
    expect(printed.endsWith(masked(imported?.text ?? '-'))).toBe(true);
  });

  test('the import of a history prints what the page shows', async () => {
    const [, shown] = blocksUnder('## Bring the history too');
    const args = ['import', '--mapping', 'examples/adoption/members/mapping.yml'];
    expect(masked(await command(args))).toBe(masked(shown?.text ?? ''));
  });

  test('the dry run over two columns finds what the table of the five systems says', async () => {
    const args = ['import', '--mapping', 'examples/adoption/two-columns/mapping.yml', '--dry-run'];
    const [, people, most] = /(\d+) users of 16 disagree, by ([\d.]+) at most/.exec(page) ?? [];
    expect(await command(args)).toMatch(
      new RegExp(`disagree about ${people} wallets: \\S+ in all, ${most} at most`),
    );
  });
});
