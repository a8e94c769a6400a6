import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/book.js';
import { GatewayProcess } from '../support/gateway-process.js';
import { onebook, OnebookCommand } from '../support/onebook-command.js';
import { installedPostgres, PostgresServer } from '../support/postgres-server.js';
import { cashOf, openWallet, replay, TransferLoad } from '../support/transfers.js';
import { until, untilBlocked } from '../support/until.js';

// `onebook backup` and `onebook restore`, as an operator runs them.

let folder: string;
let file: string;
let ann: string;
let bob: string;
let load: TransferLoad;
/** Transfers in the backup. */
let stored: number;

const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onebook backups '));
  file = at('book.backup');
  const gateway = await GatewayProcess.create();
  await gateway.start();
  const client = await gateway.client('shop', 'SERVICE');
  ann = await openWallet(client, 'ann', '100000.00');
  bob = await openWallet(client, 'bob', '1.00');
  load = new TransferLoad(client, ann, bob);
  const made = await load.around(() =>
    onebook({ DATA_DIR: gateway.dataDir }, 'backup', file, '--json'),
  );
  await gateway.discard();
  const report = JSON.parse(made.output.slice(made.output.indexOf('{'))) as {
    bytes: number;
    tables: { name: string; rows: number }[];
  };
  expect(made.code).toBe(0);
  expect(report.bytes).toBe((await stat(file)).size);
  // Two deposits besides.
  stored = (report.tables.find(({ name }) => name === 'transaction')?.rows ?? 0) - 2;
});
afterAll(() => rm(folder, { recursive: true }));

test('a backup beside a running gateway has what was acknowledged before it, and the gateway went on', () => {
  expect(stored).toBeGreaterThanOrEqual(20);
  expect(stored).toBeLessThan(load.sent.length);
});

test('restored into a new embedded database, the book is right, and the keys of before replay', async () => {
  const gateway = await GatewayProcess.create({}, { book: 'none' });
  const environment = { DATA_DIR: gateway.dataDir };
  const restored = await onebook(environment, 'restore', file);
  expect([restored.code, restored.output]).toEqual([
    0,
    expect.stringMatching(/^The book is correct: \d+ entries and 2 wallets checked\.$/m),
  ]);
  const again = await onebook(environment, 'restore', file);
  expect([again.code, again.output]).toEqual([1, expect.stringMatching(/book book is not empty/)]);

  await gateway.start();
  const client = await gateway.client('shop', 'SERVICE');
  expect(await cashOf(client, ann)).toBe(`${100_000 - stored}.00`);
  expect(await cashOf(client, bob)).toBe(`${1 + stored}.00`);
  expect(await replay(client, load)).toBe(stored);
  expect(await cashOf(client, ann)).toBe(`${100_000 - load.sent.length}.00`);
  expect((await onebook(environment, 'verify')).code).toBe(0);
  await gateway.discard();
});

const installed = installedPostgres === undefined ? test.skip : test;
installed(
  'restored on an older PostgreSQL and back again, it is the same rows byte for byte (skipped if none is installed)',
  async () => {
    const older = await PostgresServer.start();
    const newer = await createTestDatabase('empty');
    const sumsIn = async (name: string): Promise<string[]> =>
      gunzipSync(await readFile(name))
        .toString('latin1')
        .match(/^[0-9a-f]{64} {2}\w+\/\d+\.copy$/gm) ?? [];
    for (const [url, copy] of [
      [older.url, at('older')],
      [newer.url, at('newer')],
    ] as const) {
      const from = copy === at('older') ? file : at('older');
      const restored = await onebook({ DATABASE_URL: url }, 'restore', from);
      expect([restored.code, restored.output]).toEqual([0, expect.stringContaining('is correct')]);
      const made = await onebook({ DATABASE_URL: url }, 'backup', copy);
      expect([made.code, made.output]).toEqual([
        0,
        expect.stringMatching(/^Book book as of .* rows in/),
      ]);
      expect((await sumsIn(file)).length).toBeGreaterThan(8);
      expect(await sumsIn(copy)).toEqual(await sumsIn(file));
    }
    await older.stop();
    await newer.drop();
  },
);

test('a damaged file is refused before anything is made', async () => {
  const right = await readFile(file);
  await writeFile(at('cut'), right.subarray(0, right.length - 100));
  const dataDir = at('never made');
  const refused = await onebook({ DATA_DIR: dataDir }, 'restore', at('cut'));
  expect([refused.code, refused.output]).toEqual([
    1,
    `onebook: ${at('cut')} is damaged: its end is missing. Use another backup\n`,
  ]);
  await expect(stat(dataDir)).rejects.toThrow('ENOENT');
});

describe('killed in the middle', () => {
  let target: TestDatabase;
  let owner: Client;
  /** Holds a lock in a transaction, in which pg_stat_activity would stand still. */
  let locker: Client;
  beforeAll(async () => {
    target = await createTestDatabase('empty');
    owner = new Client({ connectionString: target.url });
    locker = new Client({ connectionString: target.url });
    await owner.connect();
    await locker.connect();
  });
  afterAll(async () => {
    await locker.end();
    await owner.end();
    await target.drop();
  });

  const waiting = async (): Promise<boolean> => {
    const { rows } = await owner.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name ~ 'onebook (backup|restore)'
          AND wait_event_type IN ('Lock', 'Timeout')`,
    );
    return rows.length > 0;
  };

  const gone = async (): Promise<boolean> => {
    const { rows } = await owner.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name ~ 'onebook (backup|restore)'`,
    );
    return rows.length === 0;
  };

  test.each(['SIGTERM', 'SIGKILL'] as const)('a restore leaves nothing (%s)', async (signal) => {
    // It stops for long where its rows are loaded and the foreign keys are not back yet.
    await owner.query(
      `CREATE FUNCTION public.stop() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
         IF current_query() LIKE '%ENABLE TRIGGER%' AND current_query() NOT LIKE '%DISABLE%' THEN PERFORM pg_sleep(600); END IF;
       END $$;
       CREATE EVENT TRIGGER stop ON ddl_command_start WHEN TAG IN ('ALTER TABLE') EXECUTE FUNCTION public.stop()`,
    );
    const command = OnebookCommand.start({ DATABASE_URL: target.url }, 'restore', file);
    await until(waiting, () => command.output);
    command.kill(signal);
    expect(await command.ended()).toBe(signal === 'SIGTERM' ? 1 : null);
    if (signal === 'SIGTERM') expect(command.output).toBe('onebook: stopped by SIGTERM\n');
    // The sleeping server process notices only when it wakes.
    await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'onebook restore'`,
    );
    await until(gone);
    const { rows } = await owner.query(`SELECT FROM pg_namespace WHERE nspname = 'book'`);
    expect(rows).toEqual([]);
    await owner.query('DROP EVENT TRIGGER stop; DROP FUNCTION public.stop()');
  });

  /** Advisory lock on which the statements of `migrate` wait. */
  const GATE = 24;

  test('a restore that is stopped after its commit says that the book is there, and gateways may use it', async () => {
    await owner.query(
      `CREATE FUNCTION public.gate() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
           IF current_setting('application_name') = 'onebook migrate' THEN PERFORM pg_advisory_xact_lock_shared(${GATE}); END IF;
         END $$;
         CREATE EVENT TRIGGER gate ON ddl_command_start WHEN TAG IN ('GRANT') EXECUTE FUNCTION public.gate();
         DROP SCHEMA IF EXISTS book CASCADE`,
    );
    await owner.query(`SELECT pg_advisory_lock(${GATE})`);
    const command = OnebookCommand.start({ DATABASE_URL: target.url }, 'restore', file);
    const ended = command.ended();
    await untilBlocked(owner);
    command.kill('SIGTERM');
    // Time for a restore that would stop here.
    await delay(100);
    await owner.query(`SELECT pg_advisory_unlock(${GATE})`);
    expect([await ended, command.output]).toEqual([
      1,
      'onebook: book book is restored, and its verification was not finished: stopped by SIGTERM. Run `onebook verify`\n',
    ]);
    await owner.query('DROP EVENT TRIGGER gate; DROP FUNCTION public.gate()');
    const { rows } = await owner.query(
      `SELECT has_table_privilege('wallet_gateway', 'book.entry', 'SELECT, INSERT') AS "gatewaysMay"`,
    );
    expect(rows).toEqual([{ gatewaysMay: true }]);
    const verified = await onebook({ DATABASE_URL: target.url }, 'verify');
    expect([verified.code, verified.output]).toEqual([0, expect.stringContaining('is correct')]);
  });

  test.each([
    ['SIGTERM', 'once'],
    ['SIGHUP', 'once'],
    ['SIGINT', 'twice'],
    ['SIGKILL', 'once'],
  ] as const)('a backup leaves no file of that name (%s %s)', async (signal, times) => {
    const { rows } = await owner.query(`SELECT FROM pg_namespace WHERE nspname = 'book'`);
    if (rows.length === 0) {
      const restored = await onebook({ DATABASE_URL: target.url }, 'restore', file);
      expect([restored.code, restored.output]).toEqual([0, expect.stringContaining('is correct')]);
    }
    await locker.query('BEGIN; LOCK TABLE book.entry');
    const command = OnebookCommand.start({ DATABASE_URL: target.url }, 'backup', at(signal));
    const ended = command.ended();
    await until(waiting, () => command.output);
    command.kill(signal);
    if (times === 'twice') {
      // As npm passes on the Ctrl-C that the terminal sent to both, once the first is being handled.
      await delay(2);
      command.kill(signal);
    }
    // Null after SIGINT: the second one can come when it has cleaned up, and Node no longer listens.
    const codes = { SIGTERM: [1], SIGHUP: [1], SIGINT: [1, null], SIGKILL: [null] };
    expect(codes[signal]).toContain(await ended);
    await locker.query('ROLLBACK');
    await until(gone);
    const left = (await readdir(folder)).filter((name) => name.startsWith(signal));
    expect(left).toEqual(
      signal === 'SIGKILL' ? [expect.stringMatching(/^SIGKILL\.[-0-9a-f]{36}\.part$/)] : [],
    );
    // The next backup is not in the way of what a killed one has left.
    expect((await onebook({ DATABASE_URL: target.url }, 'backup', at(signal))).code).toBe(0);
    expect((await readdir(folder)).filter((name) => name.startsWith(signal))).toEqual([
      signal,
      ...left,
    ]);
  });
});

test('a backup replaces no file without --force, and says so before it starts PostgreSQL', async () => {
  const dataDir = at('not started');
  const refused = await onebook({ DATA_DIR: dataDir }, 'backup', file);
  expect([refused.code, refused.output]).toEqual([
    1,
    `onebook: ${file} exists: choose another file, or pass --force to replace it\n`,
  ]);
  await expect(stat(dataDir)).rejects.toThrow('ENOENT');
});

test('a login of the gateway may not restore', async () => {
  const refused = await onebook(
    { DATABASE_GATEWAY_URL: 'postgres://nobody@127.0.0.1:1/x' },
    'restore',
    file,
  );
  expect([refused.code, refused.output]).toEqual([
    1,
    'onebook: DATABASE_URL must be set: the login of DATABASE_GATEWAY_URL may not restore\n',
  ]);
});
