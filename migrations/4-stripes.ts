import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { projectRoot } from '../src/database/index.js';

/** The house's accounts in stripes. */
export class Stripes1764000000004 implements MigrationInterface {
  readonly name = 'Stripes1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(await readFile(join(projectRoot, 'migrations', '4-stripes.sql'), 'utf8'));
  }

  down(): Promise<void> {
    return Promise.reject(
      new Error(
        'Chains of several stripes are not made one by a migration: what is written stays.',
      ),
    );
  }
}
