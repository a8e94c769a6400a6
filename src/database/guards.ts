import type { DataSource } from 'typeorm';
import { checkGuards, type Guards } from '../integrity/index.js';
import { DatabaseSetupError } from './errors.js';

/**
 * Refuses a book whose guards differ from those that its migrations made: nothing would keep a wrong row out. Call this
 * after the migrations, as the role that the gateway works as.
 * @throws DatabaseSetupError that names the first guard that differs, and says what to do
 */
export async function refuseMissingGuards(
  source: DataSource,
  book: string,
  expected: Guards,
): Promise<void> {
  const [first, ...others] = await checkGuards(source, expected);
  if (!first) return;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  throw new DatabaseSetupError(
    `the guards of book ${book} are not those that its migrations made: ${first.subject}: ` +
      `expected ${oneLine(first.expected)}, found ${oneLine(first.actual)}${more}. ` +
      '`onebook verify` lists them. Put them back as migrations/book.sql states them',
  );
}

function oneLine(definition: string): string {
  return definition.replace(/\s+/g, ' ');
}

/** A warning if the server would not notice that a disk gave back something else than was written. */
export async function checksumWarning(source: DataSource): Promise<string | undefined> {
  const [row] = await source.query<{ data_checksums: string }[]>('SHOW data_checksums');
  if (row?.data_checksums !== 'off') return undefined;
  return (
    'this PostgreSQL has no data checksums, so damage on its disk can go unnoticed: ' +
    'stop it and run `pg_checksums --enable` on its data directory'
  );
}
