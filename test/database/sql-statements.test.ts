import { describe, expect, test } from '@jest/globals';
import { splitStatements } from '../../src/database/sql-statements.js';

describe('splitStatements', () => {
  test.each<[claim: string, sql: string, statements: string[]]>([
    ['gives nothing for an empty text', ' \n', []],
    ['gives nothing for comments alone', '-- one;\n-- two\n', []],
    [
      'gives each statement without its semicolon',
      'SELECT 1;\n\nSELECT 2;',
      ['SELECT 1', 'SELECT 2'],
    ],
    ['skips an empty statement', ';;SELECT 1;;', ['SELECT 1']],
    ['drops a comment before a statement', '-- why; and how\nSELECT 1;', ['SELECT 1']],
    ['keeps a comment within a statement', 'SELECT -- it; is\n 1;', ['SELECT -- it; is\n 1']],
    ['keeps a semicolon in a string', `SELECT ';' || 'it''s; so';`, [`SELECT ';' || 'it''s; so'`]],
    [
      'takes a backslash in a string for itself',
      `SELECT '\\'; SELECT 2;`,
      [`SELECT '\\'`, 'SELECT 2'],
    ],
    ['keeps a semicolon in a quoted name', 'SELECT 1 AS "a;""b";', ['SELECT 1 AS "a;""b"']],
    [
      'keeps a dollar-quoted body whole, with its semicolons, quotes and comments',
      `CREATE FUNCTION f() AS $$ BEGIN; -- it's\n"x; 'y; END $$; SELECT 1;`,
      [`CREATE FUNCTION f() AS $$ BEGIN; -- it's\n"x; 'y; END $$`, 'SELECT 1'],
    ],
    [
      'ends a dollar-quoted body at its own tag alone',
      'DO $a$ x; $b$ y; $$ z; $b$ $a$; SELECT 1;',
      ['DO $a$ x; $b$ y; $$ z; $b$ $a$', 'SELECT 1'],
    ],
    [
      'takes dollars within a name for a name',
      'SELECT a$b$; SELECT c$b$;',
      ['SELECT a$b$', 'SELECT c$b$'],
    ],
    [
      'takes a dollar before a number for a parameter',
      'SELECT $1; SELECT $1;',
      ['SELECT $1', 'SELECT $1'],
    ],
  ])('%s', (_, sql, statements) => {
    expect(splitStatements(sql)).toEqual(statements);
  });

  test.each<[what: string, sql: string, says: RegExp]>([
    ['a string without an end', `SELECT 1;\nSELECT 'x;`, /^line 2: a string has no end$/],
    ['a quoted name without an end', 'SELECT "x;', /^line 1: a quoted name has no end$/],
    [
      'a dollar-quoted body without an end',
      '\n\nDO $a$ x; $$;',
      /^line 3: a dollar-quoted string has no end$/,
    ],
    ['a statement without a semicolon', 'SELECT 1;\nSELECT 2 -- so;', /^line 2: .*semicolon$/],
    ['a string with backslashes', `SELECT E'\\';';`, /^line 1: a string with backslashes/],
    ['a comment that can nest', 'SELECT 1 /* ; */;', /^line 1: a comment with \/\* \*\//],
    [
      'a function body without quotes',
      'CREATE FUNCTION f() RETURNS int\nBEGIN ATOMIC SELECT 1; END;',
      /^line 2: a function body without quotes/,
    ],
  ])('refuses %s, and names its line', (_, sql, says) => {
    expect(() => splitStatements(sql)).toThrow(says);
  });
});
