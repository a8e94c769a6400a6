import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { migrations } from '../../migrations/index.js';
import { openBook } from '../../src/book/index.js';
import { connectDatabase, type Database } from '../../src/database/connect.js';
import { GATEWAY_ROLE } from '../../src/database/data-source.js';
import { deposit, openWallet } from '../../src/movements/index.js';
import { recorder } from '../../packages/embedded-postgres/test/support/recorder.js';
import { createTestDatabase, done, recordRetries, type TestDatabase } from '../support/book.js';
import { freePort } from '../support/gateway-process.js';
import { money, SERVICE } from '../support/inputs.js';
import { unprivileged, unprivilegedDirectory } from '../support/unprivileged.js';
import { until } from '../support/until.js';

// A real PgBouncer with its default settings, in front of the PostgreSQL of the tests.

const PROGRAM = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find(existsSync);
const withPgBouncer = PROGRAM ? describe : describe.skip;
if (!PROGRAM)
  console.warn(
    'PgBouncer is not installed (Debian: apt-get install pgbouncer): its tests are skipped',
  );

const POOLING =
  'a pooler shares server connections among sessions: let it pool sessions (PgBouncer: pool_mode = session), or connect to PostgreSQL itself';

class PgBouncer {
  #child: ChildProcess | undefined;
  output = '';

  private constructor(
    private readonly directory: string,
    readonly port: number,
    private readonly target: URL,
  ) {}

  static async start(target: string, settings: Record<string, string>): Promise<PgBouncer> {
    const directory = await unprivilegedDirectory('onebook-pgbouncer-');
    const bouncer = new PgBouncer(directory, await freePort(), new URL(target));
    await bouncer.configure(settings);
    const child = spawn(PROGRAM as string, [join(directory, 'pgbouncer.ini')], {
      ...unprivileged,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    bouncer.#child = child;
    child.stderr.on('data', (text) => (bouncer.output += String(text)));
    await until(
      () => bouncer.#accepts(),
      () => bouncer.output,
    );
    return bouncer;
  }

  async configure(settings: Record<string, string>): Promise<void> {
    const { target, directory, port } = this;
    const users = [
      [target.username, decodeURIComponent(target.password)],
      ['bounced', 'bounced'],
    ];
    const all = {
      listen_addr: '127.0.0.1',
      listen_port: String(port),
      unix_socket_dir: '',
      auth_file: join(directory, 'users.txt'),
      ...settings,
    };
    await writeFile(
      join(directory, 'users.txt'),
      users.map(([name, password]) => `"${name}" "${password}"\n`).join(''),
    );
    await writeFile(
      join(directory, 'pgbouncer.ini'),
      `[databases]\n* = host=${target.hostname} port=${target.port}\n[pgbouncer]\n` +
        Object.entries(all)
          .map(([name, value]) => `${name} = ${value}\n`)
          .join(''),
    );
  }

  /** The same database through PgBouncer. */
  url(target: string): string {
    const url = new URL(target);
    url.port = String(this.port);
    return url.href;
  }

  reload(): void {
    this.#child?.kill('SIGHUP');
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child?.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    }
    await rm(this.directory, { recursive: true });
  }

  async #accepts(): Promise<boolean> {
    if (this.#child?.exitCode != null) throw new Error(`PgBouncer ended:\n${this.output}`);
    const socket = connect(this.port, '127.0.0.1');
    try {
      return await once(socket, 'connect').then(
        () => true,
        () => false,
      );
    } finally {
      socket.destroy();
    }
  }
}

const config = (urls: { databaseUrl?: string; databaseGatewayUrl?: string }) => ({
  databaseUrl: undefined,
  databaseGatewayUrl: undefined,
  ...urls,
  ...{ dataDir: '', book: 'book', writers: 2, readers: 4, migrations, reachWithinMs: 0 },
});
const never = new AbortController().signal;

withPgBouncer('behind a real PgBouncer', () => {
  let database: TestDatabase;
  let owner: Client;
  let bouncer: PgBouncer | undefined;
  let connected: Database | undefined;

  beforeAll(async () => {
    database = await createTestDatabase('empty');
    owner = new Client({ connectionString: database.url });
    await owner.connect();
    await owner.query(`DROP ROLE IF EXISTS bounced`);
  });
  afterEach(async () => {
    await connected?.close();
    connected = undefined;
    await bouncer?.stop();
    bouncer = undefined;
  });
  afterAll(async () => {
    await owner.query(`DROP ROLE IF EXISTS bounced`);
    await owner.end();
    await database.drop();
  });

  test.each([
    ['with its defaults', {}],
    ['that hands a server connection on as the last client left it', { server_reset_query: '' }],
  ])(
    'session pooling %s: a gateway migrates, keeps its limits, commits, reads and hears',
    async (_, settings) => {
      bouncer = await PgBouncer.start(database.url, settings);
      // Twice: the second gateway gets the server connections of the first.
      for (let time = 0; time < 2; time++) {
        const url = bouncer.url(database.url);
        const db = (connected = await connectDatabase(
          config({ databaseUrl: url }),
          recorder(),
          never,
        ));
        const limits = await db.writes.query<unknown[]>(
          `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
                  current_setting('idle_in_transaction_session_timeout') AS idle, current_user::text AS role,
                  regexp_replace(current_schemas(true)::text, ',pg_temp_[0-9]+', '') AS path, current_setting('application_name') AS name`,
        );
        expect(limits).toEqual([
          {
            ...{ statement: '5s', lock: '100ms', idle: '1500ms', role: GATEWAY_ROLE },
            ...{ path: '{pg_catalog,book}', name: 'onebook writes' },
          },
        ]);
        expect(await db.problems()).toEqual([]);
        await commitAndHear(db);
        await db.close();
        connected = undefined;
      }
    },
  );

  test('session pooling with a login of the gateway alone: a gateway commits, reads and hears', async () => {
    await owner.query(`CREATE ROLE bounced LOGIN PASSWORD 'bounced' IN ROLE ${GATEWAY_ROLE}`);
    const url = new URL(database.url);
    [url.username, url.password] = ['bounced', 'bounced'];
    bouncer = await PgBouncer.start(database.url, {});
    connected = await connectDatabase(
      config({ databaseGatewayUrl: bouncer.url(url.href) }),
      recorder(),
      never,
    );
    await commitAndHear(connected);
  });

  test.each([
    ['transaction', {}],
    ['transaction', { ignore_startup_parameters: 'options', server_round_robin: '1' }],
    ['statement', {}],
  ])(
    '%s pooling (%p) stops the start with one line that says what to change',
    async (mode, more) => {
      bouncer = await PgBouncer.start(database.url, { pool_mode: mode, ...more });
      const url = bouncer.url(database.url);
      const before = performance.now();
      const failure = await connectDatabase(config({ databaseUrl: url }), recorder(), never).catch(
        (error: unknown) => error as Error,
      );
      expect(failure).toMatchObject({
        name: 'DatabaseSetupError',
        message: `the database ${database.name} at 127.0.0.1:${bouncer.port} as ${new URL(url).username}: ${POOLING}`,
      });
      expect(performance.now() - before).toBeLessThan(20_000);
    },
  );

  test('a pool with fewer server connections than the gateway needs stops the start with one line', async () => {
    bouncer = await PgBouncer.start(database.url, { default_pool_size: '5' });
    const url = bouncer.url(database.url);
    await expect(
      connectDatabase(config({ databaseUrl: url }), recorder(), never),
    ).rejects.toMatchObject({
      name: 'DatabaseSetupError',
      message: expect.stringMatching(
        /^the database \w+ at 127\.0\.0\.1:\d+ as \w+ cannot be used: no answer within [25] s \(tried for \d+ s\): .* free server connection/,
      ) as unknown,
    });
  });

  test('a running gateway notices that the pooler has begun to share connections', async () => {
    bouncer = await PgBouncer.start(database.url, {});
    const url = bouncer.url(database.url);
    const db = (connected = await connectDatabase(config({ databaseUrl: url }), recorder(), never));
    const losses: string[] = [];
    const listener = db.listener({
      channel: 'any',
      onMessage: () => undefined,
      onConnected: () => undefined,
      onLost: ({ message }) => losses.push(message),
    });
    await listener.start();
    await bouncer.configure({ pool_mode: 'transaction' });
    bouncer.reload();
    await until(async () => {
      const [problem = ''] = await db.problems();
      return losses.includes(POOLING) || problem.includes(POOLING);
    });
    await listener.close();
  });

  async function commitAndHear(db: Database): Promise<void> {
    const heard: string[] = [];
    const listener = db.listener({
      channel: 'onebook:book',
      onMessage: (message) => heard.push(message),
      onConnected: () => undefined,
      onLost: (error) => {
        throw error;
      },
    });
    await listener.start();
    const { observer } = recordRetries();
    const limits = { batchMax: 4, writers: 2, queueMax: 1_000, commandTimeoutMs: 60_000 };
    const book = await openBook(db, { ...limits, observer });
    const opened = await book.ledger.submit(
      openWallet,
      { ownerId: randomUUID(), currency: 'USD' },
      SERVICE,
      randomUUID(),
    );
    const walletId = done(opened).walletId as string;
    await Promise.all(
      Array.from({ length: 40 }, async () =>
        book.ledger
          .submit(deposit, { walletId, amount: money('1.00', 'USD') }, SERVICE, randomUUID())
          .then(done),
      ),
    );
    const reader = book.read();
    expect(await reader.rows.balance(walletId)).toMatchObject({ available: 4_000n });
    await reader.end();
    await until(() => heard.length > 0);
    expect(await book.verify()).toMatchObject({ healthy: true });
    await listener.close();
    await book.ledger.close();
  }
});
