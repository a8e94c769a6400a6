import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { parse } from 'libpg-query';
import { type SqlFailure, type SqlResult, SqlSession } from '../database/index.js';
import { progressLog } from './environment.js';
import { asOwner } from './with-owner.js';

/** A statement of a file, and where it begins there, in characters from 0. */
interface Statement {
  readonly sql: string;
  readonly at: number;
}

export function sqlCommand(): Command {
  return new Command('sql')
    .description(
      'Run SQL in the database of the book, as its owner, one statement after another. ' +
        'This reaches the embedded PostgreSQL without psql. The first error ends it.',
    )
    .argument('[file]', 'a file of statements; standard input if left out')
    .action(async (file?: string) => {
      const sql = file === undefined ? await text(process.stdin) : await readSql(file);
      const place = file ?? 'standard input';
      const statements = await statementsOf(sql, place);
      await asOwner(async ({ url }) => {
        const session = await SqlSession.open(url, 'onebook sql', progressLog.warn);
        try {
          for (const { sql: statement, at } of statements) {
            const result = await session.run(statement).catch((error: unknown) => {
              const { position = 1 } = error as SqlFailure;
              throw failed(error as SqlFailure, place, lineOf(sql, at + Number(position) - 1));
            });
            process.stdout.write(asTable(result));
          }
        } finally {
          await session.close();
        }
      });
    });
}

async function readSql(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  });
}

/** @throws Error that names the line, before anything is executed, if the text is not SQL */
async function statementsOf(sql: string, place: string): Promise<Statement[]> {
  const bytes = Buffer.from(sql);
  const { stmts = [] } = await parse(sql).catch((error: unknown) => {
    const { message, sqlDetails } = error as Error & { sqlDetails?: { cursorPosition?: number } };
    const line = lineOf(sql, sqlDetails?.cursorPosition ?? 0);
    throw new Error(`${place}, line ${line}: ${message}. Nothing was executed`, { cause: error });
  });
  return stmts.map(({ stmt_location: from = 0, stmt_len: length }) => {
    const whole = bytes.subarray(from, length ? from + length : undefined).toString();
    // Comments before a statement are no part of what pg_stat_activity should show.
    const statement = whole.replace(/^(?:\s|--.*)+/, '');
    const at = bytes.subarray(0, from).toString().length + whole.length - statement.length;
    return { sql: statement.trimEnd(), at };
  });
}

function failed({ message, detail, hint }: SqlFailure, place: string, line: number): Error {
  const more = [detail, hint].filter((one) => one !== undefined).map((one) => `\n  ${one}`);
  return new Error(
    `${place}, line ${line}: ${message}${more.join('')}\n` +
      'onebook: what was committed before it stays; this statement and those after it were not executed',
  );
}

function lineOf(sql: string, at: number): number {
  return sql.slice(0, at).split('\n').length;
}

/** The rows as psql shows them: numbers to the right. */
function asTable({ columns, rows }: SqlResult): string {
  if (columns.length === 0) return '';
  const widths = columns.map(({ name }, at) =>
    Math.max(name.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  const lines = [
    columns.map(({ name }, at) => ` ${centred(name, widths[at] ?? 0)} `).join('|'),
    widths.map((width) => '-'.repeat(width + 2)).join('+'),
    ...rows.map((row) =>
      columns
        .map(({ isNumber }, at) => {
          const [value, width] = [row[at] ?? '', widths[at] ?? 0];
          return ` ${isNumber ? value.padStart(width) : value.padEnd(width)} `;
        })
        .join('|'),
    ),
  ];
  const count = `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`;
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n${count}\n\n`;
}

function centred(name: string, width: number): string {
  return name.padStart(name.length + Math.floor((width - name.length) / 2)).padEnd(width);
}
