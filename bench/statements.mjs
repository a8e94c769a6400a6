#!/usr/bin/env node
// npm run bench:statements: a wallet's statement of a million lines as a file, in each format: time, size, and how much memory
// the gateway takes while it writes it.
// `--lines=1000000` and
// `--formats=csv,json,xml,pdf`. Counts what it can count in the file, and fails if that is not what the book holds.
import '../scripts/lib/require-node.mjs';
import '../scripts/lib/stop-with-parent.mjs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { withChildrenEndedBySignals } from '../scripts/lib/children.mjs';
import { ensureInstalled } from '../scripts/lib/install.mjs';
import { main, say } from '../scripts/lib/project.mjs';

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000' },
    formats: { type: 'string', default: 'csv,json,xml,pdf' },
    // Flags for the gateway's Node, such as --cpu-prof.
    flags: { type: 'string', default: '' },
  },
});
const LINES = Number(values.lines);
const FLAGS = values.flags.split(' ').filter((flag) => flag !== '');
/** What a line begins with in each format; a PDF is compressed. */
const MARKS = { csv: '\nLINE,', json: '\n{"at"', xml: '<Ntry>' };

await main(async () => {
  await withChildrenEndedBySignals(async () => {
    await ensureInstalled();
    await ensureBuilt();
  });
  const { Testbed } = await import('./lib/testbed.mjs');
  const directory = await mkdtemp(join(tmpdir(), 'onebook bench '));
  try {
    const testbed = await Testbed.open({ directory, wallets: 2 });
    try {
      await bench(testbed);
    } finally {
      await testbed.close();
    }
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});

async function bench(testbed) {
  const { token } = await import('./lib/processes/servers.mjs');
  const { watchMemory } = await import('./lib/processes/usage.mjs');
  const { machine, table } = await import('./lib/report/document.mjs');
  const book = await testbed.newBook();
  const [wallet, other] = testbed.wallets;
  say(`writing ${LINES.toLocaleString('en')} lines …`);
  await writeLines(book.owner, wallet.uuid, other.uuid);
  const gateway = await testbed.gateway(book, { flags: FLAGS });
  const auditor = await token('auditor', 'AUDITOR');
  const rows = [];
  for (const format of values.formats.split(',')) {
    const memory = watchMemory(gateway.pid);
    const began = performance.now();
    const { bytes, firstMs, lines } = await download(gateway.url, wallet.id, format, auditor);
    const seconds = (performance.now() - began) / 1_000;
    const { start, peak } = memory.figures();
    memory.end();
    // The deposit that the wallet began with is a line, too.
    if (lines !== undefined && lines !== LINES + 1)
      throw new Error(`${format}: ${lines} lines, and the book has ${LINES + 1}`);
    const megabytes = (size) => `${Math.round(size / 2 ** 20)} MB`;
    rows.push([
      format,
      `${seconds.toFixed(0)} s`,
      `${(firstMs / 1_000).toFixed(1)} s`,
      megabytes(bytes),
      megabytes(start),
      megabytes(peak),
    ]);
    say(rows.at(-1).join(' | '));
  }
  console.log(
    table([
      ['format', 'time', 'first byte', 'size', 'gateway before', 'at most'],
      ['---', '---', '---', '---', '---', '---'],
      ...rows,
    ]),
  );
  console.log(machine(testbed.server));
}

async function download(url, walletId, format, token) {
  const began = performance.now();
  const address = new URL(`/statements/${walletId}.${format}`, url);
  address.search = '?from=2000-01-01&to=2900-01-01';
  const response = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`${format}: ${response.status} ${await response.text()}`);
  const mark = MARKS[format] && Buffer.from(MARKS[format]);
  let [bytes, lines, firstMs, rest] = [0, 0, undefined, Buffer.alloc(0)];
  for await (const chunk of response.body) {
    firstMs ??= performance.now() - began;
    bytes += chunk.length;
    if (!mark) continue;
    // With the end of the piece before, in which a mark can begin.
    const piece = Buffer.concat([rest, chunk]);
    for (let at = piece.indexOf(mark); at >= 0; at = piece.indexOf(mark, at + 1)) lines += 1;
    rest = piece.subarray(Math.max(0, piece.length - mark.length + 1));
  }
  return { bytes, firstMs, lines: mark && lines };
}

/**
 * Deposits and transfers in turn, as the ledger would write them on this wallet's side, with texts in several scripts. The other
 * sides are left out: nothing here reads them.
 */
async function writeLines(owner, walletId, otherId) {
  await owner.query('BEGIN');
  // The triggers would check each row, which takes an hour.
  await owner.query(`SET LOCAL session_replication_role = 'replica'`);
  await owner.query(
    `WITH cash AS (
       SELECT a.id, e.seq, e.balance, e.created_at FROM account a
        CROSS JOIN LATERAL (SELECT * FROM entry WHERE account_id = a.id ORDER BY seq DESC LIMIT 1) e
        WHERE a.wallet_id = $1 AND a.kind = 'CASH'),
     made AS MATERIALIZED (
       SELECT n, gen_random_uuid() AS id, n % 2 = 0 AS pays FROM generate_series(1, $3::int) n),
     written AS (
       INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, counter_wallet_id, initiated_by, reference, description, created_at)
       SELECT id, CASE WHEN pays THEN 'TRANSFER' ELSE 'DEPOSIT' END, 'COMPLETED', 'USD', 250, $1::uuid,
              CASE WHEN pays THEN $2::uuid END, 'service', 'invoice ' || n,
              (ARRAY['coffee', 'Überweisung für Zoë', 'ขอบคุณ', '谢谢', 'شكرا'])[1 + n % 5], now()
         FROM made ORDER BY n)
     INSERT INTO entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
     SELECT cash.id, cash.seq + n, 'CASH', made.id, 'POST', CASE WHEN pays THEN -250 ELSE 250 END,
            cash.balance + CASE WHEN pays THEN 0 ELSE 250 END, cash.created_at + n * interval '1 millisecond'
       FROM made, cash`,
    [walletId, otherId, LINES],
  );
  await owner.query('COMMIT');
  await owner.query('ANALYZE');
}
