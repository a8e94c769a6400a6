import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { migrations } from '../../migrations/index.js';
import { type Book, openBook } from '../../src/book/index.js';
import { connectDatabase, type Database } from '../../src/database/connect.js';
import { readWalletId, walletId } from '../../src/graphql/ids.js';
import { readScheduled } from '../../src/graphql/inputs/scheduled-mutation.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { Schedules } from '../../src/jobs/schedules.js';
import { openWallet, scheduleTransaction } from '../../src/movements/index.js';
import { recorder } from '../../packages/embedded-postgres/test/support/recorder.js';
import { done, recordRetries } from '../support/book.js';
import { SERVICE } from '../support/inputs.js';
import { hasPostgres15, OwnPostgres } from '../support/own-postgres.js';

// A real server of its own, whose clock a preloaded library shifts: `-3600` is an hour back.

const run = promisify(execFile);
const HOUR = 3_600;
const hasCompiler = await run('cc', ['--version']).then(
  () => true,
  () => false,
);
if (!hasCompiler)
  console.warn('there is no C compiler (cc): the tests of shifted clocks are skipped');
const withShiftedClock = hasCompiler && hasPostgres15 ? describe : describe.skip;

withShiftedClock('on a server whose clock jumps', () => {
  const schema = buildSchema();
  const errors: unknown[] = [];
  let directory: string;
  let server: OwnPostgres;
  let owner: Client;
  let database: Database;
  let book: Book;
  let wallet: string;

  const setClock = (seconds: number): Promise<void> =>
    writeFile(join(directory, 'shift'), String(seconds), { mode: 0o644 });

  /** Opens a gateway, which has no memory of the time of the one before. */
  async function openGateway(): Promise<void> {
    const config = { databaseUrl: server.url, databaseGatewayUrl: undefined, dataDir: '' };
    const more = { book: 'book', writers: 1, readers: 2, migrations };
    const signal = new AbortController().signal;
    database = await connectDatabase({ ...config, ...more }, recorder(), signal);
    const limits = { batchMax: 64, writers: 1, queueMax: 1_000, commandTimeoutMs: 60_000 };
    book = await openBook(database, { ...limits, observer: recordRetries().observer });
  }

  async function closeGateway(): Promise<void> {
    await book.ledger.close();
    await database.close();
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'onebook-clock-'));
    await chmod(directory, 0o755);
    await setClock(0);
    const library = join(directory, 'clock-shift.so');
    const source = join(import.meta.dirname, '..', 'support', 'clock-shift.c');
    await run('cc', ['-shared', '-fPIC', '-O1', '-o', library, source]);
    const env = { LD_PRELOAD: library, CLOCK_SHIFT_FILE: join(directory, 'shift') };
    server = await OwnPostgres.start({ env });
    await openGateway();
    owner = new Client({ connectionString: server.url, options: '-c search_path=book,pg_temp' });
    await owner.connect();
    const input = { ownerId: 'ann', currency: 'USD' };
    const opened = await book.ledger.submit(openWallet, input, SERVICE, randomUUID());
    wallet = walletId(done(opened).walletId!);
  });
  afterAll(async () => {
    await closeGateway();
    await owner.end();
    await server.stop();
    await rm(directory, { recursive: true });
  });

  async function schedule(when: object): Promise<string> {
    const amount = { amount: '1.00', currency: 'USD' };
    const input = {
      mutation: 'deposit',
      input: { walletId: wallet, amount },
      walletIds: [readWalletId(wallet)],
      late: 'ALL' as const,
    };
    const none = { at: undefined, cron: undefined, timeZone: undefined, until: undefined };
    const sent = { ...input, ...none, ...when };
    const made = await book.ledger.submit(scheduleTransaction, sent, SERVICE, randomUUID());
    return done(made).scheduleId!;
  }

  /** Runs what is due, and gives the number of runs and of their moments. */
  async function runDue(id: string): Promise<{ runs: number; moments: number }> {
    await new Schedules(book, {
      read: (of, creator) => readScheduled(schema, of, creator),
      onError: (error) => errors.push(error),
    }).runDue();
    expect(errors).toEqual([]);
    const { rows } = await owner.query<{ runs: number; moments: number }>(
      `SELECT count(*)::int AS runs, count(DISTINCT split_part(key, '·', 3))::int AS moments
         FROM command WHERE key LIKE 'run·' || $1 || '·%'`,
      [id],
    );
    return rows[0]!;
  }

  test('a jump of an hour ahead runs what lies in it early and once, and the way back runs nothing again', async () => {
    const once = await schedule({ at: new Date(Date.now() + (HOUR / 2) * 1_000) });
    const everyMinute = await schedule({ cron: '* * * * *', timeZone: 'UTC' });
    expect(await runDue(once)).toEqual({ runs: 0, moments: 0 });
    await setClock(HOUR);
    expect(await runDue(once)).toEqual({ runs: 1, moments: 1 });
    const ahead = await runDue(everyMinute);
    expect(ahead.runs).toBeGreaterThanOrEqual(60);
    expect(ahead.runs).toBe(ahead.moments);
    for (const seconds of [0, -HOUR]) {
      await setClock(seconds);
      for (const again of [false, true]) {
        if (again) {
          await closeGateway();
          await openGateway();
        }
        const { runs, moments } = await runDue(everyMinute);
        // The book's time goes on from where it was: at most a minute has begun since.
        expect(runs).toBe(moments);
        expect(runs - ahead.runs).toBeLessThanOrEqual(2);
        expect(await runDue(once)).toEqual({ runs: 1, moments: 1 });
      }
    }
    // What is scheduled now lies ahead of the book's time, not of the clock that was set back.
    const { rows } = await owner.query<{ next: Date; newest: Date }>(
      `SELECT next_at AS next, (SELECT max(created_at) FROM command) AS newest FROM schedule WHERE id = $1`,
      [await schedule({ cron: '* * * * *', timeZone: 'UTC' })],
    );
    expect(rows[0]!.next > rows[0]!.newest).toBe(true);
  });
});
