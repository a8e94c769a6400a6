import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { projectRoot } from '../src/database/index.js';
import { addCurrencies } from '../src/ledger/index.js';
import { CUSTOM_CURRENCIES, ISO_4217 } from '../src/money/index.js';

/** The book itself, and the currencies that it starts with. */
export class Book1764000000001 implements MigrationInterface {
  readonly name = 'Book1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(await readFile(join(projectRoot, 'migrations', '1-book.sql'), 'utf8'));
    await addCurrencies(runner, [...ISO_4217, ...CUSTOM_CURRENCIES]);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('A book is not taken down by a migration: drop its schema by hand if you mean it.'),
    );
  }
}
