import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { GatewayProcess, type GatewayClient } from '../support/gateway-process.js';
import { until } from '../support/until.js';

// A whole gateway whose PostgreSQL cannot write: what it says, what it logs, and how it comes back without a restart.

const run = promisify(execFile);
const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const DEPOSIT = `mutation ($input: DepositInput!) {
  deposit(input: $input) { __typename ... on DepositPayload { replayed } } }`;
const SOME = 20;

let gateway: GatewayProcess;
let owner: Client;
let client: GatewayClient;
let wallet: string;
beforeAll(async () => {
  gateway = await GatewayProcess.create();
  await gateway.start();
  owner = await gateway.owner();
  client = await gateway.client('service', 'SERVICE');
  const input = { ownerId: 'ann', currency: 'USD', idempotencyKey: randomUUID() };
  const opened = await client.ask<{ openWallet: { wallet: { id: string } } }>(OPEN, { input });
  wallet = opened.openWallet.wallet.id;
});
afterAll(async () => {
  await owner.end();
  await gateway.discard();
});

/** The code of the answer to a deposit of 1.00; DONE if it succeeded. */
async function deposit(idempotencyKey: string): Promise<string> {
  const amount = { amount: '1.00', currency: 'USD' };
  const input = { walletId: wallet, amount, idempotencyKey };
  const { errors } = await client.send(DEPOSIT, { input });
  return errors ? String(errors[0]?.extensions?.code) : 'DONE';
}

async function readiness(): Promise<{ status: number; reasons: readonly string[] }> {
  const response = await fetch(`${gateway.url}/readyz`);
  const { reasons } = (await response.json()) as { reasons: string[] };
  return { status: response.status, reasons };
}

async function faults(cause: string): Promise<number> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  const line = new RegExp(
    `^onebook_database_faults_total{what="commit",cause="${cause}"} (\\d+)$`,
    'm',
  );
  return Number(line.exec(text)?.[1] ?? 0);
}

/** The log lines that carry a stack. */
function stacks(): string[] {
  return gateway.output.split('\n').filter((line) => line.includes('"stack"'));
}

/** Fails commits, sees that everything names the cause, mends it, and sees that everything works again. */
async function failAndRecover(
  cause: string,
  words: string,
  fail: () => Promise<void>,
  mend: () => Promise<void>,
): Promise<void> {
  const before = stacks().length;
  const earlier = randomUUID();
  expect(await deposit(earlier)).toBe('DONE');
  await fail();
  let keys: string[] = [];
  // The first ones may still find room on pages that are there.
  await until(async () => {
    keys = Array.from({ length: SOME }, () => randomUUID());
    const codes: string[] = [];
    for (const key of keys) codes.push(await deposit(key));
    return codes.every((code) => code === 'UNAVAILABLE');
  });
  const refused = { status: 503, reasons: [`commits fail: ${words}`] };
  expect(await readiness()).toEqual(refused);
  expect(await faults(cause)).toBeGreaterThanOrEqual(SOME);
  // A replay writes nothing, so it does not show that commits work again.
  expect(await deposit(earlier)).toBe('DONE');
  for (let time = 0; time < 4; time++) expect(await readiness()).toEqual(refused);
  expect(gateway.output).toContain(`a commit failed: ${words}`);
  expect(stacks().length - before).toBeLessThan(8);
  await mend();
  await until(async () => (await readiness()).status === 200);
  expect(await Promise.all(keys.map(deposit))).toEqual(keys.map(() => 'DONE'));
}

async function balance(): Promise<string> {
  const { wallet: found } = await client.ask<{
    wallet: { balance: { available: { amount: string } } };
  }>('query ($id: ID!) { wallet(id: $id) { balance { available { amount } } } }', { id: wallet });
  return found.balance.available.amount;
}

/** What the entries of the wallet add up to, by plain SQL. */
async function booked(): Promise<string> {
  const { rows } = await owner.query<{ sum: string }>(
    `SELECT to_char(sum(e.amount) / 100, 'FM999990.00') AS sum
       FROM entry e JOIN account a ON a.id = e.account_id WHERE a.kind = 'CASH'`,
  );
  return rows[0]?.sum ?? '';
}

describe('a disk that is really full', () => {
  let directory: string;
  let mounted = false;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'onebook-small-disk-'));
    await chmod(directory, 0o755);
    const mount = run('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', directory]);
    mounted = await mount.then(
      () => true,
      () => false,
    );
    if (!mounted)
      console.warn('only root can mount a small disk: the test of a full disk is skipped');
  });
  afterAll(async () => {
    // PostgreSQL holds files on it until it ends.
    if (mounted) await run('umount', ['-l', directory]);
    await rm(directory, { recursive: true });
  });

  test('a full disk: /readyz, the metrics and one log line a minute name it, and it passes', async () => {
    if (!mounted) return;
    const space = join(directory, 'space');
    await mkdir(space);
    const { uid, gid } = await stat(join(gateway.dataDir, 'postgres', 'cluster'));
    await chown(space, uid, gid);
    await owner.query(`CREATE TABLESPACE small LOCATION '${space}'`);
    await keysTo('small');
    const filler = join(directory, 'filler');
    await failAndRecover(
      'disk_full',
      'the disk of the database is full (53100)',
      () => fill(filler),
      () => rm(filler),
    );
    expect(await balance()).toBe(await booked());
    await keysTo('pg_default');
    await owner.query('DROP TABLESPACE small');
  });

  /** Every commit writes keys. */
  async function keysTo(space: string): Promise<void> {
    await owner.query(`ALTER TABLE command SET TABLESPACE ${space}`);
    await owner.query(`ALTER INDEX command_pkey SET TABLESPACE ${space}`);
  }

  async function fill(path: string): Promise<void> {
    const file = await open(path, 'w');
    try {
      for (const size of [65_536, 4_096]) {
        const write = (): Promise<unknown> => file.write(Buffer.alloc(size, 1));
        while (
          await write().then(
            () => true,
            () => false,
          )
        );
      }
    } finally {
      await file.close();
    }
  }
});

test('files that cannot grow: /readyz, the metrics and one log line a minute name it, and it passes', async () => {
  // Larger than a segment of the WAL, so that the limit below meets this table and not the WAL.
  await owner.query(
    `INSERT INTO command (caller, key, movement, input, input_hash, outcome, created_at)
     SELECT 'filler', lpad(n::text, 150, 'x'), 'filler', '{}', sha256('["filler",{}]'), '{}', now() FROM generate_series(1, 90000) n`,
  );
  await owner.query(
    `INSERT INTO command (caller, key, movement, input, input_hash, outcome, created_at)
     SELECT 'filler', 'large ' || n, 'filler', '{}', sha256('["filler",{}]'),
            (SELECT to_jsonb(string_agg(md5(random()::text || n || m), '')) FROM generate_series(1, 33000) m), now()
       FROM generate_series(1, 20) n`,
  );
  const sessions = async (): Promise<number[]> => {
    const { rows } = await owner.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return rows.map(({ pid }) => pid);
  };
  const { uid, gid } = await stat(join(gateway.dataDir, 'postgres', 'cluster'));
  // A process may limit others of its own user.
  const as = process.getuid?.() === 0 ? { uid, gid } : {};
  const limit = async (bytes: string): Promise<void> => {
    const limitOne = (pid: number) =>
      run('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`], as);
    await limitOne(await gateway.postmaster());
    for (const pid of await sessions())
      await limitOne(pid).catch((error: unknown) => {
        // A session that has ended since needs no limit, and a new one has that of the postmaster.
        if (!String(error).includes('No such process')) throw error;
      });
  };
  const { rows } = await owner.query<{ bytes: string }>(
    `SELECT pg_relation_size('command')::text AS bytes`,
  );
  expect(Number(rows[0]?.bytes)).toBeGreaterThan(16 * 1024 * 1024);
  await failAndRecover(
    'storage',
    'the database cannot write its files (XX000)',
    () => limit(String(16 * 1024 * 1024)),
    () => limit('unlimited'),
  );
  expect(await balance()).toBe(await booked());
});

test('commands that wait for three seconds without a commit: /readyz names it, and it passes', async () => {
  const other = await gateway.owner();
  await other.query('BEGIN');
  await other.query('LOCK TABLE command IN EXCLUSIVE MODE');
  const waiting = Array.from({ length: 4 }, () => deposit(randomUUID()));
  // One after another each gives up after five seconds.
  const more = (async () => {
    for (let time = 0; time < 3; time++) await deposit(randomUUID());
  })();
  await until(async () => (await readiness()).status === 503);
  expect((await readiness()).reasons[0]).toMatch(/^no commit for \d+ s while commands wait$/);
  await other.query('ROLLBACK');
  await other.end();
  await Promise.all([...waiting, more]);
  await until(async () => (await readiness()).status === 200);
});
