import { readFileSync } from 'node:fs';
import pg from 'pg';

export const SQL = new URL('./seed.sql', import.meta.url);

/**
 * Fills an empty book, as superuser and without its triggers. No other program may use the book meanwhile. `verify`
 * must check the outcome against the book's rules. Rows are written without indexes, which are built at the end. They
 * are also written without a write-ahead log (`wal_level` is minimal, and the same transaction emptied the tables),
 * so the book is complete on disk at the commit. One connection writes the entries, another everything else.
 */
export async function seed(url) {
  await inOneTransaction(url, ['wallet', 'account'], ['wallets']);
  await Promise.all([
    inOneTransaction(url, ['entry'], ['entries']),
    inOneTransaction(url, ['transaction', 'command'], ['transactions', 'keys']),
  ]);
}

/** Tables that are not emptied, because every new book already has rows in them. */
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
    await disableIndexes(owner, tables);
    for (const name of pieces) await owner.query(piece(name));
    for (const table of tables) await owner.query(`REINDEX TABLE ${table}`);
    await owner.query('COMMIT');
  } finally {
    await owner.end();
  }
}

/**
 * Disables the indexes: PostgreSQL does not maintain them until REINDEX rebuilds them. Dropping them would also drop
 * constraints and foreign keys, which this file would have to define a second time.
 */
async function disableIndexes(owner, tables) {
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
