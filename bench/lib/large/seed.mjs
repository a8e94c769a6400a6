import { readFileSync } from 'node:fs';
import pg from 'pg';

export const SQL = new URL('./seed.sql', import.meta.url);

/**
 * Fills an empty book that nobody else uses, as superuser and past its triggers; whether the outcome is as its
 * rules would have it, `verify` has to say. Rows are written without their indexes, which are made at the end, and
 * without a log (`wal_level` minimal, into tables emptied by the same transaction): the book is whole on disk at the
 * commit. Entries on one connection, everything else on another.
 */
export async function seed(url) {
  await inOneTransaction(url, ['wallet', 'account'], ['wallets']);
  await Promise.all([
    inOneTransaction(url, ['entry'], ['entries']),
    inOneTransaction(url, ['transaction', 'idempotency_key'], ['transactions', 'keys']),
  ]);
}

/** What every book of this version has. */
const KEPT = new Set(['wallet', 'account']);

async function inOneTransaction(url, tables, pieces) {
  const owner = new pg.Client({ connectionString: url, options: '-c search_path=book,pg_temp' });
  await owner.connect();
  try {
    await owner.query(`SET session_replication_role = replica`);
    await owner.query(`SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'`);
    await owner.query(piece('words'));
    await owner.query('ANALYZE plan, long, deposit, withdrawal');
    await owner.query('BEGIN');
    for (const table of tables.filter((name) => !KEPT.has(name)))
      await owner.query(`TRUNCATE ${table}`);
    await setIndexesAside(owner, tables);
    for (const name of pieces) await owner.query(piece(name));
    for (const table of tables) await owner.query(`REINDEX TABLE ${table}`);
    await owner.query('COMMIT');
  } finally {
    await owner.end();
  }
}

/**
 * Sets indexes aside: they are kept up no more until REINDEX makes them anew and valid. Dropping them would take
 * constraints and foreign keys with them, to be written down here a second time.
 */
async function setIndexesAside(owner, tables) {
  await owner.query(
    `UPDATE pg_index SET indisready = false, indisvalid = false
      WHERE indrelid = ANY(SELECT name::regclass FROM unnest($1::text[]) AS name)`,
    [tables],
  );
}

function piece(name) {
  const [, text] = readFileSync(SQL, 'utf8').split(new RegExp(`^-- name: ${name}$`, 'm'));
  return text.split(/^-- name: /m)[0];
}
