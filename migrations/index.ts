import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BookMigrations, projectRoot } from '../src/database/index.js';
import { Book1764000000005 } from './book.js';
import { rights } from './rights.js';

/** The book's migrations. From 0.2.0 on, a migration that was released never changes. */
export const migrations: BookMigrations = {
  all: [Book1764000000005],
  // The first of the four migrations that 0.1.0 had.
  withoutUpgrade: { Book1764000000001: '0.1.0' },
  guards,
  rights,
  seeded: [
    ...['account', 'currency', 'monitoring_place', 'reconciler', 'shard', 'system_account'],
    ...['transaction_phase', 'transaction_transition'],
  ],
};

/** Written by `npm run check -- --update guards`. */
async function guards(): ReturnType<BookMigrations['guards']> {
  const file = join(projectRoot, 'migrations', 'guards.json');
  return JSON.parse(await readFile(file, 'utf8')) as Awaited<ReturnType<BookMigrations['guards']>>;
}
