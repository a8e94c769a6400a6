import { readFileSync } from 'node:fs';
import pg from 'pg';
import { startEmbeddedPostgres } from '@onebook/embedded-postgres';
import { migrations } from '../../../dist/migrations/index.js';
import { migrate } from '../../../dist/src/database/migrate.js';
import { filesUnder, hashOf } from '../../../scripts/lib/files.mjs';
import { inRoot, say } from '../../../scripts/lib/project.mjs';
import { log } from '../testbed.mjs';

const SEED = new URL('./seed.sql', import.meta.url);

/** Starts a PostgreSQL with the book of a million transactions. Makes that book if the folder has none. */
export async function findingBook() {
  const hash = hashOf([...filesUnder('migrations'), 'bench/lib/finding/seed.sql'], {}).slice(0, 12);
  const postgres = await startEmbeddedPostgres({ directory: inRoot('.bench/finding'), log });
  try {
    const url = new URL(postgres.url);
    url.pathname = `finding_${hash}`;
    await makeBook(postgres.url, url);
    return { postgres, url: url.href };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function makeBook(ownerUrl, url) {
  const name = url.pathname.slice(1);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query(
      `SELECT datname AS name FROM pg_database WHERE datname LIKE 'finding\\_%'`,
    );
    if (rows.some((row) => row.name === name)) return;
    for (const row of rows) await owner.query(`DROP DATABASE ${row.name} WITH (FORCE)`);
    say('seeding a million transactions, which takes some minutes, once …');
    await owner.query('DROP DATABASE IF EXISTS seeding WITH (FORCE)');
    await owner.query('CREATE DATABASE seeding');
    const seeding = new URL(url);
    seeding.pathname = 'seeding';
    await migrate({ url: seeding.href, book: 'book', migrations, log });
    await seed(seeding.href);
    await owner.query(`ALTER DATABASE seeding RENAME TO ${name}`);
  } finally {
    await owner.end();
  }
}

async function seed(url) {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=book,pg_temp' });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await client.query(readFileSync(SEED, 'utf8'));
    await client.query('VACUUM (FREEZE, ANALYZE)');
  } finally {
    await client.end();
  }
}
