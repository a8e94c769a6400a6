import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '@onebook/embedded-postgres';
import { migrate } from '../../../dist/src/database/migrate.js';
import { filesUnder, hashOf, readJson, writeWhole } from '../../../scripts/lib/files.mjs';
import { inRoot, say } from '../../../scripts/lib/project.mjs';
import { log } from '../place.mjs';
import { seed, SQL } from './seed.mjs';

const CACHE = inRoot('.bench');
const STAMP = 'seeded.json';

/**
 * The folder of a PostgreSQL with the large book, seeded if this version of the migrations never was. It is kept,
 * and what a benchmark writes into it stays: some ten thousand transfers more among millions.
 * @returns it, and what is known of it: `seededIn`, seconds, and `verified`, as `noteVerified` was told
 */
export async function largeBook() {
  const directory = path.join(CACHE, `large-${hash()}`);
  const known = readJson(path.join(directory, STAMP));
  if (known) return { directory, ...known };
  // Of other versions, or of a seeding that was interrupted.
  if (existsSync(CACHE))
    for (const name of readdirSync(CACHE).filter((one) => one.startsWith('large-')))
      rmSync(path.join(CACHE, name), { recursive: true, force: true });
  say('seeding the large book, once: some minutes …');
  const began = performance.now();
  await makeBook(directory);
  const seededIn = (performance.now() - began) / 1_000;
  writeWhole(path.join(directory, STAMP), `${JSON.stringify({ seededIn })}\n`);
  return { directory, seededIn };
}

/** @param verified the report of a check of every row, when, and how many seconds it took */
export function noteVerified({ directory, seededIn }, verified) {
  writeWhole(path.join(directory, STAMP), `${JSON.stringify({ seededIn, verified })}\n`);
}

function hash() {
  const own = filesUnder('bench/lib/large').filter((file) => file.includes('seed'));
  if (!own.some((file) => inRoot(file) === fileURLToPath(SQL)))
    throw new Error('the SQL of the seeding is not where it is looked for');
  // Its files are of one version of PostgreSQL.
  const { optionalDependencies } = readJson(inRoot('packages/embedded-postgres/package.json'));
  return hashOf([...filesUnder('migrations'), ...own], optionalDependencies).slice(0, 12);
}

/** Without a log, so that everything is written once; then as ever, so that every page is read and known. */
async function makeBook(directory) {
  const settings = { wal_level: 'minimal', max_wal_senders: '0', autovacuum: 'off' };
  const bare = await startEmbeddedPostgres({ directory, log, settings });
  try {
    await migrate({ url: bare.url, book: 'book', log });
    await seed(bare.url);
    const owner = new pg.Client({ connectionString: bare.url });
    await owner.connect();
    await owner.query('VACUUM (FREEZE, ANALYZE)');
    await owner.end();
  } finally {
    await bare.stop();
  }
}
