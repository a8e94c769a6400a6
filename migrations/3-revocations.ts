import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { projectRoot } from '../src/database/index.js';

/** Tokens that are taken back before they expire, and an index over when entries were written. */
export class Revocations1764000000003 implements MigrationInterface {
  readonly name = 'Revocations1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      await readFile(join(projectRoot, 'migrations', '3-revocations.sql'), 'utf8'),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Tokens that were revoked are not good again by a migration.'));
  }
}
