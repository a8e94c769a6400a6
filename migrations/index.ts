import type { BookMigrations } from '../src/database/index.js';
import { Book1764000000005 } from './book.js';
import { rights } from './rights.js';

/** The book's migrations. From 0.2.0 on, a migration that was released never changes. */
export const migrations: BookMigrations = {
  all: [Book1764000000005],
  // The first of the four migrations that 0.1.0 had.
  withoutUpgrade: { Book1764000000001: '0.1.0' },
  rights,
  seeded: ['account', 'currency', 'shard', 'transaction_phase', 'transaction_transition'],
};
