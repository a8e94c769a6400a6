import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { migrations } from '../../migrations/index.js';
import { connectDatabase, connectForReading, type Database } from '../../src/database/connect.js';
import { recorder } from '../../packages/embedded-postgres/test/support/recorder.js';
import { createTestDatabase, DatabaseProxy, type TestDatabase } from '../support/book.js';
import { freePort } from '../support/gateway-process.js';
import { hasPostgres15, OwnPostgres } from '../support/own-postgres.js';
import { until } from '../support/until.js';

// Each start here ends, within seconds, with one line that says what to change.

let database: TestDatabase;
let owner: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const config = (databaseUrl: string) => ({
  ...{ databaseUrl, databaseGatewayUrl: undefined, reachWithinMs: 0 },
  ...{ dataDir: '', book: 'book', writers: 1, readers: 1, migrations },
});

/** The message of the failed start. It and the log never show the password. */
async function failedStart(url: string): Promise<string> {
  const log = recorder();
  const failure = await connectDatabase(config(url), log, new AbortController().signal).then(
    async (connected) => {
      await connected.close();
      throw new Error('it started');
    },
    (error: unknown) => error as Error,
  );
  expect(failure.name).toMatch(/^(DatabaseSetup|UnfitDatabase)Error$/);
  expect(failure.message).not.toContain('\n');
  const { password } = new URL(url);
  expect([failure.message, ...log.lines].join('\n')).not.toContain(password);
  return failure.message;
}

function changed(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

/** `the database NAME at HOST as LOGIN`, as messages begin. */
function described(url: string): string {
  const { pathname, host, username } = new URL(url);
  return `the database ${pathname.slice(1)} at ${host} as ${username}`;
}

test('a wrong password stops the start with one line', async () => {
  const url = changed((it) => (it.password = 'not-the-password'));
  expect(await failedStart(url)).toBe(
    `${described(url)} cannot be used: password authentication failed for user "${new URL(url).username}": ` +
      'correct the login or its password in the URL, or allow it in pg_hba.conf',
  );
});

test('a missing database stops the start with one line', async () => {
  const url = changed((it) => (it.pathname = '/missing'));
  expect(await failedStart(url)).toBe(
    `${described(url)} cannot be used: database "missing" does not exist: ` +
      'create the database, or correct its name in the URL',
  );
});

test('a port on which nothing listens stops the start with one line', async () => {
  const port = await freePort();
  const url = changed((it) => (it.port = String(port)));
  expect(await failedStart(url)).toMatch(
    /cannot be used: connect ECONNREFUSED .* \(tried for 0 s\): start PostgreSQL, or correct the URL/,
  );
});

test('a server that accepts and never answers, and one that falls silent during the start, stop it with one line', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = changed((it) => (it.port = String((server.address() as AddressInfo).port)));
  const proxy = await DatabaseProxy.to(database.url);
  proxy.mode = 'silent';
  // Both at once, because each waits for five seconds.
  const lines = await Promise.all([failedStart(url), failedStart(proxy.url)]);
  expect(lines).toEqual([
    expect.stringMatching(/cannot be used: no answer within 5 s \(tried for 5 s\)/),
    expect.stringMatching(/cannot be used: no answer within 5 s/),
  ]);
  for (const socket of sockets) socket.destroy();
  server.close();
  proxy.close();
});

test('a program that only reads ends with the same line, without waiting', async () => {
  const url = changed((it) => (it.pathname = '/missing'));
  await expect(connectForReading(config(url), recorder())).rejects.toMatchObject({
    name: 'DatabaseSetupError',
    message: expect.stringMatching(/^the database missing at .* does not exist/) as unknown,
  });
});

describe('settings of the database', () => {
  const alter = (change: string) => owner.query(`ALTER DATABASE ${database.name} ${change}`);

  test.each([
    [
      'default_transaction_read_only',
      'on',
      /: it takes no writes: set default_transaction_read_only to off/,
    ],
    ['session_replication_role', 'replica', /: the triggers that guard the book do not fire/],
  ])('%s = %s stops the start with one line', async (name, value, line) => {
    await alter(`SET ${name} = ${value}`);
    try {
      expect(await failedStart(database.url)).toMatch(line);
    } finally {
      await alter(`RESET ${name}`);
    }
  });

  test('settings that would change a meaning or a promise do not reach the sessions of a gateway', async () => {
    const wrong = {
      synchronous_commit: 'off',
      datestyle: "'SQL, DMY'",
      timezone: "'Asia/Kathmandu'",
      bytea_output: 'escape',
      standard_conforming_strings: 'off',
      array_nulls: 'off',
      statement_timeout: '600000',
      idle_session_timeout: '600000',
      search_path: 'public',
      default_transaction_isolation: 'serializable',
    };
    for (const [name, value] of Object.entries(wrong)) await alter(`SET ${name} = ${value}`);
    let connected: Database | undefined;
    try {
      const { signal } = new AbortController();
      connected = await connectDatabase(config(database.url), recorder(), signal);
      const names = Object.keys(wrong);
      const [row] = await connected.writes.query<{ values: string[] }[]>(
        `SELECT array_agg(current_setting(name) ORDER BY at) AS values
           FROM unnest($1::text[]) WITH ORDINALITY AS wanted (name, at)`,
        [names],
      );
      expect(Object.fromEntries(names.map((name, index) => [name, row?.values[index]]))).toEqual({
        synchronous_commit: 'on',
        datestyle: 'ISO, YMD',
        timezone: 'UTC',
        bytea_output: 'hex',
        standard_conforming_strings: 'on',
        array_nulls: 'on',
        statement_timeout: '5s',
        idle_session_timeout: '0',
        search_path: '"book",pg_temp',
        default_transaction_isolation: 'read committed',
      });
      expect(await connected.problems()).toEqual([]);
    } finally {
      await connected?.close();
      for (const name of Object.keys(wrong)) await alter(`RESET ${name}`);
    }
  });

  test('a gateway that runs is not ready while its database takes no writes, and is ready again after', async () => {
    const { signal } = new AbortController();
    const connected = await connectDatabase(config(database.url), recorder(), signal);
    try {
      expect(await connected.problems()).toEqual([]);
      await alter('SET default_transaction_read_only = on');
      // Settings of a database reach new sessions only, as after a failover.
      await endSessions();
      await until(
        async () => (await connected.problems())[0]?.includes('takes no writes') === true,
      );
      await alter('RESET default_transaction_read_only');
      await endSessions();
      await until(async () => (await connected.problems()).length === 0);
    } finally {
      await connected.close();
    }
  });

  async function endSessions(): Promise<void> {
    await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
  }
});

test('a database in another encoding than UTF-8 stops the start with one line', async () => {
  const name = `${database.name}_latin`;
  await owner.query(
    `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C' STRATEGY file_copy`,
  );
  try {
    expect(await failedStart(changed((it) => (it.pathname = `/${name}`)))).toMatch(
      /: its encoding is LATIN1, which cannot hold every text: .* ENCODING 'UTF8'$/,
    );
  } finally {
    await owner.query(`DROP DATABASE ${name}`);
  }
});

const withPostgres15 = hasPostgres15 ? test : test.skip;

withPostgres15('a hot standby, of PostgreSQL 15, stops the start with one line', async () => {
  const server = await OwnPostgres.start({ standby: true });
  try {
    let line = '';
    await until(
      async () => !(line = await failedStart(server.url)).includes('cannot be used'),
      () => line,
    );
    expect(line).toBe(
      `${described(server.url)}: it is a standby, which takes no writes: connect to the primary`,
    );
  } finally {
    await server.stop();
  }
});
