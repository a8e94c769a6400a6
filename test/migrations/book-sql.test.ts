import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { splitStatements } from '../../src/database/sql-statements.js';
import { INSERTS } from '../../src/ledger/write-batch.js';

/*
 * The demands of Citus on the book's SQL (docs/decisions/15-one-migration.md), as rules over its
 * text, because no test here has a Citus. Each rule also gets SQL that breaks it, because a rule
 * that sees nothing stays green.
 */

const root = join(import.meta.dirname, '..', '..');
const book = splitStatements(await readFile(join(root, 'migrations', 'book.sql'), 'utf8'));

/** Removes comments and the contents of strings. */
const bare = (sql: string): string => sql.replace(/--[^\n]*/g, '').replace(/'(?:[^']|'')*'/g, "''");

/** The body of a function; empty if there is none. */
const bodyOf = (statement: string): string => /\$\$([^]*)\$\$/.exec(statement)?.[1] ?? '';

const tables = book.flatMap((one) => /^CREATE TABLE (\w+)/.exec(one)?.[1] ?? []);

const wordsOf = (sql: string): string[] => bare(sql).match(/\w+/g) ?? [];

/** The same without what follows a dot: a column can have the name of a table, as `currency` has. */
const namesOf = (sql: string): string[] => wordsOf(sql.replace(/\.\w+/g, ''));

/** The commas of an ALTER TABLE outside parentheses. */
function commasOutside(sql: string): number {
  let [depth, commas] = [0, 0];
  for (const character of bare(sql)) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) commas += 1;
  }
  return commas;
}

/** The events of a trigger, in capitals. */
const eventsOf = (statement: string): string[] =>
  (/^CREATE TRIGGER \w+ (?:BEFORE|AFTER) ([^]*?) ON /.exec(bare(statement))?.[1] ?? '').split(
    ' OR ',
  );

/** The transition tables that any trigger of the statements declares. */
const transitionTables = (statements: readonly string[]): string[] =>
  statements.flatMap((statement) =>
    [...bare(statement).matchAll(/REFERENCING (?:NEW|OLD) TABLE AS (\w+)/g)].map(
      ([, name = '']) => name,
    ),
  );

/** Each rule gives the statements that break it. */
const RULES: Readonly<Record<string, (statements: readonly string[]) => string[]>> = {
  'an ALTER TABLE has one subcommand': (statements) =>
    statements.filter((one) => /^ALTER TABLE/i.test(one) && commasOutside(one) > 0),
  'TRUNCATE is alone in its trigger': (statements) =>
    statements.filter((one) => eventsOf(one).includes('TRUNCATE') && eventsOf(one).length > 1),
  'a transition table is joined with none of the tables': (statements) => {
    const added = transitionTables(statements);
    return statements
      .flatMap((one) => bodyOf(one).split(';'))
      .filter((part) => namesOf(part).some((word) => added.includes(word)))
      .filter((part) => namesOf(part).some((word) => tables.includes(word)));
  },
  'no column is an identity': (statements) =>
    statements.filter((one) => /GENERATED\s+(ALWAYS|BY DEFAULT)\s+AS\s+IDENTITY/i.test(bare(one))),
  'no trigger notifies': (statements) =>
    statements.filter((one) => /\bNOTIFY\b|pg_notify/i.test(bare(one))),
  'no role is taken': (statements) =>
    statements.filter((one) => /\bSET\s+(LOCAL\s+)?ROLE\b/i.test(bare(one))),
  'no lock is outside the schema': (statements) =>
    statements.filter((one) => /pg_(try_)?advisory/i.test(bare(one))),
  'no plan is forced to be generic': (statements) =>
    statements.filter((one) => /plan_cache_mode/i.test(bare(one))),
  'no name ends in a number, as those of shards do': (statements) =>
    statements.filter((one) => /\b[a-z]\w*_\d+\b/i.test(bare(one))),
};

const trigger = (events: string) =>
  `CREATE TRIGGER t ${events} ON entry FOR EACH STATEMENT EXECUTE FUNCTION f()`;
const withAdded = (body: string) => [
  'CREATE TRIGGER t AFTER INSERT ON entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION f()',
  `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body}; RETURN NULL; END $$`,
];

const BREAKS: readonly (readonly [rule: string, statements: readonly string[]])[] = [
  [
    'an ALTER TABLE has one subcommand',
    ['ALTER TABLE entry ADD COLUMN a numeric(38, 0), ADD COLUMN b int'],
  ],
  ['TRUNCATE is alone in its trigger', [trigger('BEFORE DELETE OR TRUNCATE')]],
  [
    'a transition table is joined with none of the tables',
    withAdded('PERFORM FROM added e JOIN account a ON a.id = e.account_id'),
  ],
  [
    'a transition table is joined with none of the tables',
    withAdded(
      'PERFORM FROM added e WHERE NOT EXISTS (SELECT FROM transaction t WHERE t.id = e.id)',
    ),
  ],
  [
    'a transition table is joined with none of the tables',
    withAdded('PERFORM FROM account WHERE id IN (SELECT account_id FROM added)'),
  ],
  [
    'a transition table is joined with none of the tables',
    withAdded('PERFORM FROM added e, account a WHERE a.id = e.account_id'),
  ],
  ['no column is an identity', ['CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY)']],
  ['no trigger notifies', withAdded(`PERFORM pg_notify('a', 'b')`)],
  ['no role is taken', ['SET LOCAL ROLE wallet_gateway']],
  ['no lock is outside the schema', withAdded('PERFORM pg_advisory_xact_lock(1)')],
  [
    'no plan is forced to be generic',
    ['CREATE FUNCTION f() RETURNS int SET plan_cache_mode = force_generic_plan AS $$ 1 $$'],
  ],
  ['no name ends in a number, as those of shards do', ['CREATE INDEX entry_2 ON entry (seq)']],
];

describe('migrations/book.sql can run on Citus', () => {
  test.each(Object.entries(RULES))('book.sql keeps the rule: %s', (_, broken) => {
    expect(broken(book)).toEqual([]);
  });

  test.each(BREAKS)('the rule sees that it is broken: %s (plant %#)', (rule, statements) => {
    expect(RULES[rule]?.(statements)).toHaveLength(1);
  });

  test('the plants break every rule', () => {
    expect(new Set(BREAKS.map(([rule]) => rule))).toEqual(new Set(Object.keys(RULES)));
  });

  test('ten functions of book.sql read what a statement added, each once, one again to name what it refuses, and one twice again for further wallets and splits', () => {
    const reads = book.map((one) => wordsOf(bodyOf(one)).filter((word) => word === 'added').length);
    expect(reads.filter((count) => count > 0)).toEqual([1, 1, 1, 1, 1, 2, 3, 1, 1, 1]);
  });

  test('every table of book.sql refuses TRUNCATE in a trigger of its own', () => {
    const guarded = book.flatMap(
      (one) => /^CREATE TRIGGER \w+ BEFORE TRUNCATE ON (\w+)/.exec(bare(one))?.[1] ?? [],
    );
    expect(tables).toHaveLength(34);
    expect(guarded.sort()).toEqual([...tables].sort());
  });

  test('book.sql alters and replaces nothing that it made', () => {
    expect(book.filter((one) => /^(ALTER|DROP|CREATE OR REPLACE)\b/i.test(one))).toEqual([]);
  });
});

test('every INSERT of the write path has RETURNING or ON CONFLICT, so that Citus reports 23505 for a unique violation', async () => {
  const statements = Object.values(INSERTS).map(({ sql }) => sql);
  expect(statements).toHaveLength(17);
  for (const statement of statements) {
    expect(statement.split('INSERT INTO')).toHaveLength(2);
    expect(statement).toMatch(/ (RETURNING \w+|ON CONFLICT \(.+\) DO NOTHING)$/);
  }
  // INSERTS has all of them: the file writes no other. Seven come from files of their own.
  const text = await readFile(join(root, 'src', 'ledger', 'write-batch.ts'), 'utf8');
  expect(text).not.toContain('INSERT INTO');
  expect(text.match(/\binsertOf\b</g)).toHaveLength(10);
});
