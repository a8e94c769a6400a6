import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { projectRoot } from '../src/database/index.js';

/** The kinds of transaction beyond the first four, credit lines and exchange quotes. */
export class Movements1764000000002 implements MigrationInterface {
  readonly name = 'Movements1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(await readFile(join(projectRoot, 'migrations', '2-movements.sql'), 'utf8'));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('What was moved is not unmoved by a migration.'));
  }
}
