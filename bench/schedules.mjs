#!/usr/bin/env node
// npm run bench:schedules: how late schedules run that are due in one minute, on gateways of their own, and whether each ran
// once. `--schedules=100000` and `--gateways=2` say how many; `--at-once` makes all due at one moment instead of spread over
// the minute. Prints a row for docs/decisions/69-schedules.md.
import '../scripts/lib/require-node.mjs';
import '../scripts/lib/stop-with-parent.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { withChildrenEndedBySignals } from '../scripts/lib/children.mjs';
import { ensureInstalled } from '../scripts/lib/install.mjs';
import { inRoot, main, say } from '../scripts/lib/project.mjs';

const numberOf = (name, usual) => {
  const asked = process.argv.find((argument) => argument.startsWith(`--${name}=`));
  return asked === undefined ? usual : Number(asked.slice(name.length + 3));
};
const SCHEDULES = numberOf('schedules', 100_000);
const GATEWAYS = numberOf('gateways', 2);
const SPREAD_S = process.argv.includes('--at-once') ? 0 : 60;
const WALLETS = 1_000;
/** Time for the gateways to be ready before the first moment. Seconds. */
const LEAD_S = 20;

/** Wallets, and deposits into them that are due from `$1` on. Made by SQL, as a hundred thousand requests would have made them. */
const SEED = [
  `INSERT INTO wallet (id, owner_id, currency, name, owner_number, status, metadata, created_at)
   SELECT gen_random_uuid(), 'owner ' || n, 'USD', 'main', 1, 'ACTIVE', '{}', now() FROM generate_series(1, ${WALLETS}) n`,
];
const SEED_SCHEDULES = `
   WITH made AS (SELECT n, $1::timestamptz + n * $2 / ${SCHEDULES}::float * interval '1 second' AS due
                   FROM generate_series(0, ${SCHEDULES - 1}) n),
        numbered AS (SELECT id, row_number() OVER () - 1 AS n FROM wallet)
   INSERT INTO schedule (id, mutation, input, at, late, created_by, roles, created_at, status, next_at)
   SELECT gen_random_uuid(), 'deposit',
          jsonb_build_object('walletId', w.typeid, 'amount', jsonb_build_object('amount', '1.00', 'currency', 'USD')),
          due, 'ALL', 'service', '{SERVICE}', now(), 'ACTIVE', due
     FROM made JOIN unnest($3::text[]) WITH ORDINALITY AS w (typeid, n) ON w.n - 1 = made.n % ${WALLETS}`;

async function startGateway(url, index) {
  const dataDir = await mkdtemp(join(tmpdir(), 'onebook bench '));
  const child = spawn(process.execPath, [inRoot('dist', 'programs', 'gateway.js')], {
    env: {
      ...{
        PATH: process.env.PATH,
        DATABASE_URL: url,
        DATA_DIR: dataDir,
        PORT: String(15_300 + index),
      },
      ...{
        DEMO: 'false',
        LOG_LEVEL: 'warn',
        AUTH_JWT_SECRET: 'a secret of more than thirty-two bytes',
      },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const text of child.stdout) if (String(text).includes('Onebook is ready.')) break;
  return async () => {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(dataDir, { recursive: true, force: true });
  };
}

const RESULT = `
   SELECT count(*)::int AS runs, count(DISTINCT k.key)::int AS moments,
          count(*) FILTER (WHERE k.outcome ? 'refused')::int AS refused,
          extract(epoch FROM max(k.created_at) - min(s.at)) AS seconds,
          percentile_cont(ARRAY[0.5, 0.99, 1]) WITHIN GROUP (ORDER BY extract(epoch FROM k.created_at - s.at)) AS late
     FROM command k JOIN schedule s ON s.id::text = split_part(k.key, '·', 2) WHERE k.key LIKE 'run·%'`;

async function measure(url, client) {
  const { walletId } = await import('../dist/src/graphql/ids.js');
  await client.query('SET session_replication_role = replica');
  for (const sql of SEED) await client.query(sql);
  const { rows: wallets } = await client.query('SELECT id FROM wallet');
  const first = new Date(Date.now() + LEAD_S * 1_000);
  await client.query(SEED_SCHEDULES, [first, SPREAD_S, wallets.map(({ id }) => walletId(id))]);
  await client.query('ANALYZE');
  const stops = [];
  try {
    for (let index = 0; index < GATEWAYS; index++) stops.push(await startGateway(url, index));
    if (Date.now() > first.getTime()) throw new Error('the gateways were not ready in time');
    say(`${SCHEDULES} schedules are due in ${SPREAD_S} s, on ${GATEWAYS} gateways …`);
    for (let left = SCHEDULES; left > 0;) {
      await delay(1_000);
      const { rows } = await client.query(
        `SELECT count(*)::int AS n FROM schedule WHERE status = 'ACTIVE'`,
      );
      left = rows[0].n;
    }
    const [result] = (await client.query(RESULT)).rows;
    const { rows } = await client.query(
      `SELECT count(*)::int AS n FROM transaction WHERE kind = 'DEPOSIT'`,
    );
    const isOnce = [result.runs, result.moments, rows[0].n].every((n) => n === SCHEDULES);
    if (!isOnce || result.refused > 0)
      throw new Error(
        `not each ran once: ${JSON.stringify({ ...result, transactions: rows[0].n })}`,
      );
    return result;
  } finally {
    await Promise.all(stops.map((stop) => stop()));
  }
}

await main(async () => {
  await withChildrenEndedBySignals(async () => {
    await ensureInstalled();
    await ensureBuilt();
  });
  const { startEmbeddedPostgres } = await import('@onebook/embedded-postgres');
  const { migrations } = await import('../dist/migrations/index.js');
  const { migrate } = await import('../dist/src/database/migrate.js');
  const { log } = await import('./lib/testbed.mjs');
  const { default: pg } = await import('pg');
  const directory = await mkdtemp(join(tmpdir(), 'onebook bench '));
  const postgres = await startEmbeddedPostgres({ directory, log });
  try {
    await migrate({ url: postgres.url, book: 'book', migrations, log });
    const client = new pg.Client({
      connectionString: postgres.url,
      options: '-c search_path=book,pg_temp',
    });
    await client.connect();
    try {
      const { seconds, late } = await measure(postgres.url, client);
      const cells = [
        SCHEDULES,
        GATEWAYS,
        SPREAD_S,
        Number(seconds).toFixed(1),
        ...late.map((one) => one.toFixed(1)),
      ];
      console.log(
        '| schedules | gateways | due within (s) | all decided after (s) | late p50 (s) | p99 | most |',
      );
      console.log('| --- | --- | --- | --- | --- | --- | --- |');
      console.log(`| ${cells.join(' | ')} |`);
    } finally {
      await client.end();
    }
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
});
