import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { projectRoot, splitStatements } from '../src/database/index.js';
import { addCurrencies } from '../src/ledger/index.js';
import { CUSTOM_CURRENCIES, ISO_4217 } from '../src/money/index.js';

/** The book, and the currencies that it begins with. */
export class Book1764000000005 implements MigrationInterface {
  readonly name = 'Book1764000000005';

  async up(runner: QueryRunner): Promise<void> {
    const sql = await readFile(join(projectRoot, 'migrations', 'book.sql'), 'utf8');
    for (const statement of splitStatements(sql)) await runner.query(statement);
    await addCurrencies(runner, [...ISO_4217, ...CUSTOM_CURRENCIES]);
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error('No migration removes a book. To remove it for good, drop its schema by hand.'),
    );
  }
}
