import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { GatewayProcess } from '../support/gateway-process.js';
import { onebook as run } from '../support/onebook-command.js';
import { cashOf, openWallet, replay, TransferLoad } from '../support/transfers.js';
import { installedPostgres, PostgresServer, runClient } from '../support/postgres-server.js';

/*
 * A dump that pg_dump made while a gateway wrote, restored on a server that has never seen the gateway's role. A dump of
 * a database has the grants to that role, but not the role, so restoring it loses them.
 */

const installed = installedPostgres === undefined ? describe.skip : describe;
const unlessInstalled =
  installedPostgres === undefined ? ' (skipped: no PostgreSQL with pg_dump is installed)' : '';

const onebook = (command: string, url: string) => run({ DATABASE_URL: url }, command);

installed(`a dump restored on another server${unlessInstalled}`, () => {
  let folder: string;
  let source: PostgresServer;
  let target: PostgresServer;
  let ann: string;
  let bob: string;
  let load: TransferLoad;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onebook dump '));
    [source, target] = await Promise.all([PostgresServer.start(), PostgresServer.start()]);
    await source.query('CREATE DATABASE wallets');
    const gateway = await GatewayProcess.create({ DATABASE_URL: source.urlOf('wallets') });
    await gateway.start();
    const client = await gateway.client('shop', 'SERVICE');
    ann = await openWallet(client, 'ann', '100000.00');
    bob = await openWallet(client, 'bob', '1.00');
    load = new TransferLoad(client, ann, bob);
    const dumps = await load.around(() => {
      const url = source.urlOf('wallets');
      return Promise.all([
        runClient('pg_dump', '-Fc', '-f', file('custom'), url),
        runClient('pg_dump', '-Fp', '-f', file('plain'), url),
      ]);
    });
    for (const { code, errors } of dumps) expect([code, errors]).toEqual([0, '']);
    await gateway.discard();
  });
  afterEach(async () => {
    await target.query('DROP DATABASE IF EXISTS wallets WITH (FORCE)');
    await target.query('DROP ROLE IF EXISTS wallet_gateway');
    await target.query('DROP ROLE IF EXISTS app');
  });
  afterAll(async () => {
    await Promise.all([source.stop(), target.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  const file = (name: string) => join(folder, name);

  const transfersIn = async (server: PostgresServer): Promise<number> =>
    (
      await server.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM book.transaction WHERE kind = 'TRANSFER'`,
        'wallets',
      )
    )[0]?.n ?? 0;

  test('opens, is right, and answers the keys of before: those in the dump with what they did', async () => {
    await target.query('CREATE DATABASE wallets');
    const restored = await runClient('pg_restore', '-d', target.urlOf('wallets'), file('custom'));
    expect(restored.errors).toContain('role "wallet_gateway" does not exist');

    const url = target.urlOf('wallets');
    const early = await onebook('verify', url);
    expect([early.code, early.output]).toEqual([
      1,
      'onebook: this server has no role wallet_gateway: run `onebook migrate` as the owner\n',
    ]);

    const gateway = await GatewayProcess.create({ DATABASE_URL: url });
    await gateway.start();
    try {
      const client = await gateway.client('shop', 'SERVICE');
      const inDump = await transfersIn(target);
      expect(inDump).toBeLessThan(load.sent.length);
      expect(await cashOf(client, ann)).toBe(`${100_000 - inDump}.00`);
      const verified = await onebook('verify', url);
      expect([verified.code, verified.output]).toEqual([0, expect.stringContaining('is correct')]);

      expect(await replay(client, load)).toBe(inDump);
      expect(await cashOf(client, ann)).toBe(`${100_000 - load.sent.length}.00`);
      expect(await cashOf(client, bob)).toBe(`${1 + load.sent.length}.00`);
      expect((await onebook('verify', url)).code).toBe(0);
    } finally {
      await gateway.discard();
    }
  });

  test('without owners and rights, by another login that is no superuser', async () => {
    await target.query('CREATE ROLE app LOGIN CREATEROLE');
    await target.query('CREATE DATABASE wallets OWNER app');
    const url = target.urlOf('wallets', 'app');
    const restored = await runClient(
      'pg_restore',
      '--no-owner',
      '--no-acl',
      '-d',
      url,
      file('custom'),
    );
    expect([restored.code, restored.errors]).toEqual([0, '']);
    const migrated = await onebook('migrate', url);
    expect(migrated.output).toMatch(/^book book: GRANT USAGE ON SCHEMA book TO wallet_gateway$/m);
    expect(migrated.output).toMatch(
      /^book book: GRANT SELECT, INSERT ON TABLE book.currency TO wallet_gateway$/m,
    );
    expect(migrated.code).toBe(0);
    expect((await onebook('migrate', url)).output).toBe('book book: already up to date\n');
    const verified = await onebook('verify', url);
    expect([verified.code, verified.output]).toEqual([0, expect.stringContaining('is correct')]);
  });

  test('as plain SQL, and owned by a superuser: its new owner hears what to do, and the superuser mends it', async () => {
    await target.query('CREATE ROLE app LOGIN CREATEROLE');
    await target.query('CREATE DATABASE wallets OWNER app');
    const loaded = await runClient(
      'psql',
      '-q',
      '-d',
      target.urlOf('wallets'),
      '-f',
      file('plain'),
    );
    expect(loaded.errors).toContain('role "wallet_gateway" does not exist');
    const refused = await onebook('migrate', target.urlOf('wallets', 'app'));
    expect([refused.code, refused.output]).toEqual([
      1,
      expect.stringMatching(
        /DATABASE_URL's role app may not read book book, whose owner is postgres: set DATABASE_URL/,
      ),
    ]);
    expect((await onebook('migrate', target.urlOf('wallets'))).code).toBe(0);
    const outsider = await onebook('verify', target.urlOf('wallets', 'app'));
    expect([outsider.code, outsider.output]).toEqual([
      1,
      expect.stringMatching(/DATABASE_URL's login may not take role wallet_gateway: run/),
    ]);
    const verified = await onebook('verify', target.urlOf('wallets'));
    expect([verified.code, verified.output]).toEqual([0, expect.stringContaining('is correct')]);
  });
});
