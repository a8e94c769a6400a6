import pg from 'pg';

const ROWS = 2_000;
const A_COMMIT = 100;
const ROUNDS = 5;

/** What a transaction carries, as SQL for reference, description and metadata of the row with the number i. */
const CARRIED = [
  ['nothing, as most transfers', `NULL, NULL, '{}'`],
  ['a reference', `'order-' || i, NULL, '{}'`],
  [
    'a reference and a description of six words',
    `'order-' || i, 'two lamps for number ' || i, '{}'`,
  ],
  [
    'those, and metadata with three values',
    `'order-' || i, 'two lamps for number ' || i,
     jsonb_build_object('channel', 'web', 'order', i, 'shop', i % 100)`,
  ],
];

/**
 * What the indexes for finding add to the row of a transaction, on the book of a million: bytes of WAL, full images of
 * pages among them, and time. The other rows of a transfer are the same. @returns a table
 */
export async function measureTransfers(url) {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=book,pg_temp' });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    const { rows } = await client.query(
      `SELECT indexrelid::regclass::text AS name FROM pg_index
        WHERE indrelid = 'transaction'::regclass AND indexrelid::regclass::text LIKE 'transaction_found_by_%'`,
    );
    const found = rows.map(({ name }) => name);
    const lines = [];
    for (const [what, carried] of CARRIED) {
      const sides = { without: [], with: [] };
      for (let round = 0; round <= ROUNDS; round++)
        for (const side of ['without', 'with']) {
          const dropped = side === 'without' ? found : [];
          const one = await insertion(client, carried, dropped);
          if (round > 0) sides[side].push(one); // the first images the pages
        }
      const cells = ['without', 'with'].map((side) =>
        ['bytes', 'micros'].map((key) => median(sides[side].map((one) => one[key])).toFixed(0)),
      );
      lines.push(`| ${[what, cells[0][0], cells[1][0], cells[0][1], cells[1][1]].join(' | ')} |`);
    }
    return [
      '| a transaction with | WAL before (bytes) | WAL now | INSERT before (µs) | INSERT now |',
      '| --- | --- | --- | --- | --- |',
      ...lines,
    ].join('\n');
  } finally {
    await client.end();
  }
}

/** Inserts rows without some indexes, and takes all back. WAL is written all the same. */
async function insertion(client, carried, dropped) {
  await client.query('BEGIN');
  try {
    if (dropped.length > 0) await client.query(`DROP INDEX ${dropped.join(', ')}`);
    const begins = await walPosition(client);
    const began = performance.now();
    for (let from = 0; from < ROWS; from += A_COMMIT)
      await client.query(
        `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, counter_wallet_id, reference, description,
                                  metadata, initiated_by, created_at, completed_at)
         SELECT gen_random_uuid(), 'TRANSFER', 'COMPLETED', 'USD', 100 + (i * 7919) % 100000, payer, receiver, ${carried},
                'member-' || i % 1000, now(), now()
           FROM generate_series($1::int, $2::int) i
          CROSS JOIN LATERAL (
                 SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(2 + i * 31 % 1997), 12, '0'))::uuid AS payer,
                        ('00000000-0000-7000-8000-' || lpad(to_hex(2 + (i * 31 + 7) % 1997), 12, '0'))::uuid AS receiver) w`,
        [from, from + A_COMMIT - 1],
      );
    const micros = ((performance.now() - began) * 1_000) / ROWS;
    const { rows } = await client.query(
      'SELECT pg_current_wal_insert_lsn() - $1::pg_lsn AS bytes',
      [begins],
    );
    return { bytes: Number(rows[0].bytes) / ROWS, micros };
  } finally {
    await client.query('ROLLBACK');
  }
}

async function walPosition(client) {
  const { rows } = await client.query('SELECT pg_current_wal_insert_lsn()::text AS lsn');
  return rows[0].lsn;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
