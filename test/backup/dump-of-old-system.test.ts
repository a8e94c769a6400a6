import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { onebook } from '../support/onebook-command.js';
import { installedPostgres, PostgresServer, runClient } from '../support/postgres-server.js';
import { until } from '../support/until.js';
import { ALL_MONEY, createOldSystem, MAPPING, moneyIn, OldCode } from './old-system.js';

// A dump of the whole database has the book and the tables of the old system at one moment.

const installed = installedPostgres === undefined ? describe.skip : describe;
const unlessInstalled =
  installedPostgres === undefined ? ' (skipped: no PostgreSQL with pg_dump is installed)' : '';

installed(`a dump of a book and its old system${unlessInstalled}`, () => {
  let folder: string;
  let server: PostgresServer;

  const at = (name: string) => join(folder, name);

  async function run(database: string, code: number, ...args: string[]): Promise<string> {
    const ended = await onebook({ DATABASE_URL: server.urlOf(database) }, ...args);
    expect([ended.code, ended.output]).toEqual([code, expect.any(String)]);
    return ended.output;
  }
  const mapped = (database: string, ...args: string[]) =>
    run(database, 0, ...args, '--mapping', at('mapping.yml'));

  async function dump(name: string): Promise<void> {
    const dumped = await runClient('pg_dump', '-Fc', '-f', at(name), server.urlOf('wallets'));
    expect(dumped).toEqual({ code: 0, errors: '' });
  }

  /** Restores a dump into a database of its name, where every table has another OID. */
  async function restored(name: string): Promise<Client> {
    await server.query(`CREATE DATABASE ${name}`);
    const { errors } = await runClient('pg_restore', '-d', server.urlOf(name), at(name));
    expect(errors).toBe('');
    expect(await run(name, 0, 'verify')).toContain('The book is correct');
    const client = new Client({
      ...{ connectionString: server.urlOf(name), application_name: 'game-server' },
    });
    await client.connect();
    return client;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onebook dump '));
    await writeFile(at('mapping.yml'), MAPPING);
    server = await PostgresServer.start();
    await server.query('CREATE DATABASE wallets');
    await run('wallets', 0, 'migrate');
    const owner = new Client({ connectionString: server.urlOf('wallets') });
    await owner.connect();
    await createOldSystem(owner);
    await owner.end();
    await mapped('wallets', 'import');
    await mapped('wallets', 'shadow', 'start');
    await dump('shadowed');
    await mapped('wallets', 'adopt', '--yes');
    const load = new OldCode(server.urlOf('wallets'));
    await until(() => load.hasCommitted(10));
    await dump('adopted');
    await load.stop();
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('the restored shadow records further changes, and stops', async () => {
    const client = await restored('shadowed');
    await client.query('UPDATE legacy.users SET balance = balance + 3 WHERE id = 2');
    const report = await run('shadowed', 1, 'shadow', 'report', '--mapping', at('mapping.yml'));
    expect(report).toContain('UPDATE legacy.users SET balance = balance + $1 WHERE id = $2');
    expect(await mapped('shadowed', 'shadow', 'stop')).toContain('Shadow 1 is stopped');
    const { rows } = await client.query(`SELECT FROM pg_trigger WHERE tgname LIKE 'onebook%'`);
    expect(rows).toEqual([]);
    await client.query('UPDATE legacy.users SET balance = balance + 3 WHERE id = 2');
    await client.end();
  });

  test('old code runs on over the restored views, and the adoption is undone with the numbers of the book', async () => {
    const client = await restored('adopted');
    expect((await moneyIn(client)).sum).toBe(ALL_MONEY);
    const load = new OldCode(server.urlOf('adopted'));
    await until(() => load.hasCommitted(10));
    await load.stop();
    const numbers = async (): Promise<unknown[]> =>
      (await client.query('SELECT id, balance, wallet_balance FROM legacy.users ORDER BY id')).rows;
    await client.query('UPDATE legacy.users SET balance = balance + 3 WHERE id = 2');
    const shown = await numbers();
    expect(await mapped('adopted', 'adopt', '--undo', '--yes')).toContain('legacy');
    expect(await numbers()).toEqual(shown);
    const { rows } = await client.query(
      `SELECT relkind, (SELECT sum(balance)::text FROM legacy.users) AS sum FROM pg_class WHERE oid = 'legacy.users'::regclass`,
    );
    expect(rows).toEqual([{ relkind: 'r', sum: '803.00' }]);
    expect(await run('adopted', 0, 'verify')).toContain('The book is correct');
    await client.end();
  });
});
