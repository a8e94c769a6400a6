import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrations } from '../../../dist/migrations/index.js';
import { startEmbeddedPostgres } from '@onebook/embedded-postgres';
import { migrate } from '../../../dist/src/database/migrate.js';
import { filesUnder, hashOf, readJson, writeWhole } from '../../../scripts/lib/files.mjs';
import { inRoot, say } from '../../../scripts/lib/project.mjs';
import { log } from '../testbed.mjs';
import { seed, SQL } from './seed.mjs';

const CACHE = inRoot('.bench');
const STAMP = 'seeded.json';

/**
 * Returns the folder of a PostgreSQL with the large book. Seeds it if there is none for this version of the
 * migrations. Later runs use the same folder: a benchmark adds some ten thousand transfers to millions.
 * @returns `directory`, `seededIn` in seconds, and `verified`, the last value given to `noteVerified`
 */
export async function largeBook() {
  const directory = path.join(CACHE, `large-${hash()}`);
  const known = readJson(path.join(directory, STAMP));
  if (known) return { directory, ...known };
  // Removes the books of other versions and of interrupted seedings.
  if (existsSync(CACHE))
    for (const name of readdirSync(CACHE).filter((one) => one.startsWith('large-')))
      rmSync(path.join(CACHE, name), { recursive: true, force: true });
  say('seeding the large book, which takes some minutes, once …');
  const began = performance.now();
  await makeBook(directory);
  const seededIn = (performance.now() - began) / 1_000;
  writeWhole(path.join(directory, STAMP), `${JSON.stringify({ seededIn })}\n`);
  return { directory, seededIn };
}

/** Records a check of every row. @param verified report, date and duration in seconds */
export function noteVerified({ directory, seededIn }, verified) {
  writeWhole(path.join(directory, STAMP), `${JSON.stringify({ seededIn, verified })}\n`);
}

function hash() {
  const own = filesUnder('bench/lib/large').filter((file) => file.includes('seed'));
  if (!own.some((file) => inRoot(file) === fileURLToPath(SQL)))
    throw new Error('seed.sql is missing from bench/lib/large');
  // The files belong to one version of PostgreSQL, which is an optional dependency.
  const { optionalDependencies } = readJson(inRoot('packages/embedded-postgres/package.json'));
  return hashOf([...filesUnder('migrations'), ...own], optionalDependencies).slice(0, 12);
}

/** Seeds without a write-ahead log, so that every row is written once. VACUUM then sets the visibility map. */
async function makeBook(directory) {
  const settings = { wal_level: 'minimal', max_wal_senders: '0', autovacuum: 'off' };
  const bare = await startEmbeddedPostgres({ directory, log, settings });
  try {
    await migrate({ url: bare.url, book: 'book', migrations, log });
    await seed(bare.url);
    const owner = new pg.Client({ connectionString: bare.url });
    await owner.connect();
    await owner.query('VACUUM (FREEZE, ANALYZE)');
    await owner.end();
  } finally {
    await bare.stop();
  }
}
