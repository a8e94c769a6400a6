import pg from 'pg';

/** Locks a wallet in a session of its own, as an open psql does, until `end`. */
export async function lockWallet({ url }, uuid) {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=book,pg_temp' });
  client.on('error', () => undefined); // a gateway may end the session
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM wallet WHERE id = $1 FOR UPDATE', [uuid]);
  return { end: () => client.end() };
}
