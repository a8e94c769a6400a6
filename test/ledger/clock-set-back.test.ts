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
import { HoldExpiry } from '../../src/jobs/hold-expiry.js';
import {
  claimDailyBonus,
  deposit,
  exchange,
  openWallet,
  purchase,
  quoteExchange,
} from '../../src/movements/index.js';
import { parseDecimal } from '../../src/money/decimal.js';
import { recorder } from '../../packages/embedded-postgres/test/support/recorder.js';
import { done, recordRetries, refusalCode } from '../support/book.js';
import { member, money, SERVICE } from '../support/inputs.js';
import { hasPostgres15, OwnPostgres } from '../support/own-postgres.js';
import { until } from '../support/until.js';

// A real server of its own, whose clock a preloaded library shifts: `-3600` is an hour back.

const run = promisify(execFile);
const HOUR = 3_600;
const ANN = member('ann');

let directory: string;
let shift: string;
const hasCompiler = await run('cc', ['--version']).then(
  () => true,
  () => false,
);
if (!hasCompiler)
  console.warn('there is no C compiler (cc): the tests of shifted clocks are skipped');
const withShiftedClock = hasCompiler && hasPostgres15 ? describe : describe.skip;

withShiftedClock('a server whose clock is set', () => {
  let server: OwnPostgres;
  let owner: Client;
  let database: Database;
  let book: Book;
  let expiry: HoldExpiry;
  let usd: string;
  let eur: string;
  const errors: unknown[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'onebook-clock-'));
    await chmod(directory, 0o755);
    shift = join(directory, 'shift');
    await setClock(0);
    const library = join(directory, 'clock-shift.so');
    const source = join(import.meta.dirname, '..', 'support', 'clock-shift.c');
    await run('cc', ['-shared', '-fPIC', '-O1', '-o', library, source]);
    const env = { LD_PRELOAD: library, CLOCK_SHIFT_FILE: shift };
    server = await OwnPostgres.start({ env });
    await openGateway();
    owner = new Client({ connectionString: server.url, options: '-c search_path=book,pg_temp' });
    await owner.connect();
    [usd, eur] = [await wallet('USD'), await wallet('EUR')];
  });
  afterAll(async () => {
    await closeGateway();
    await owner.end();
    await server.stop();
    await rm(directory, { recursive: true });
  });

  async function setClock(seconds: number): Promise<void> {
    await writeFile(shift, String(seconds), { mode: 0o644 });
  }

  async function openGateway(): Promise<void> {
    const config = { databaseUrl: server.url, databaseGatewayUrl: undefined, dataDir: '' };
    const more = { book: 'book', writers: 1, readers: 2, migrations };
    database = await connectDatabase(
      { ...config, ...more },
      recorder(),
      new AbortController().signal,
    );
    const { observer } = recordRetries();
    const limits = { batchMax: 64, writers: 1, queueMax: 1_000, commandTimeoutMs: 60_000 };
    book = await openBook(database, { ...limits, observer });
    expiry = new HoldExpiry(book, (error) => errors.push(error), { everyMs: 50, keyMs: 60_000 });
    expiry.start();
  }

  async function closeGateway(): Promise<void> {
    await expiry.stop();
    await book.ledger.close();
    await database.close();
  }

  const key = randomUUID;

  async function wallet(currency: string): Promise<string> {
    const input = { ownerId: 'ann', currency };
    const id = done(await book.ledger.submit(openWallet, input, SERVICE, key())).walletId as string;
    await pay(id, '100.00', currency);
    return id;
  }

  async function pay(walletId: string, amount: string, currency: string): Promise<string> {
    const input = { walletId, amount: money(amount, currency) };
    return done(await book.ledger.submit(deposit, input, SERVICE, key())).transactionId as string;
  }

  async function hold(): Promise<string> {
    const input = {
      walletId: usd,
      amount: money('1.00', 'USD'),
      description: 'held',
      expiresInSeconds: 1,
    };
    return done(await book.ledger.submit(purchase, input, ANN, key())).transactionId as string;
  }

  async function statusOf(id: string): Promise<string> {
    const { rows } = await owner.query<{ status: string }>(
      'SELECT status FROM transaction WHERE id = $1',
      [id],
    );
    return rows[0]?.status ?? 'none';
  }

  /** The newest moment of the book, in milliseconds. */
  async function newest(): Promise<number> {
    const { rows } = await owner.query<{ ms: string }>(
      'SELECT (extract(epoch FROM max(created_at)) * 1000)::bigint AS ms FROM command',
    );
    return Number(rows[0]?.ms);
  }

  async function createdAt(id: string): Promise<number> {
    const { rows } = await owner.query<{ at: Date }>(
      'SELECT created_at AS at FROM transaction WHERE id = $1',
      [id],
    );
    return rows[0]?.at.getTime() ?? 0;
  }

  async function balanceAt(moment: Date): Promise<bigint | undefined> {
    const reader = book.read();
    try {
      return (await reader.rows.balanceAt(eur, moment))?.available;
    } finally {
      await reader.end();
    }
  }

  async function present(): Promise<bigint | undefined> {
    const reader = book.read();
    try {
      return (await reader.rows.balance(eur))?.available;
    } finally {
      await reader.end();
    }
  }

  /** What must hold whatever the clock did: later commits are later, holds end, and the present is the present. */
  async function expectTimeToGoOn(): Promise<void> {
    const before = await newest();
    // Another wallet than that of the newest entry: each wallet alone was always in order.
    const paid = await createdAt(await pay(eur, '1.00', 'EUR'));
    expect(paid).toBeGreaterThanOrEqual(before);
    const held = await hold();
    expect(await createdAt(held)).toBeGreaterThanOrEqual(paid);
    const began = performance.now();
    await until(async () => (await statusOf(held)) === 'FAILED');
    expect(performance.now() - began).toBeLessThan(30_000);
    // A client that has seen the newest moment asks for the balance then.
    expect(await balanceAt(new Date(await newest()))).toBe(await present());
  }

  test('an hour back: holds of one second end, time in the book goes on, and balance(at:) is not stale', async () => {
    const held = await hold();
    await setClock(-HOUR);
    await until(async () => (await statusOf(held)) === 'FAILED');
    await expectTimeToGoOn();
    // By a clock that was not set back.
    expect(await newest()).toBeGreaterThan(Date.now() - 60_000);
    expect(await balanceAt(new Date(Date.now() - 5_000))).toBeDefined();
    expect(book.clock.aheadMs).toBeGreaterThan((HOUR - 60) * 1_000);
  });

  test('an hour back: a gateway that starts then goes on from the newest moment in the book', async () => {
    const before = await newest();
    const held = await hold();
    await closeGateway();
    await openGateway();
    await pay(usd, '1.00', 'USD');
    expect(await newest()).toBeGreaterThanOrEqual(before);
    await until(async () => (await statusOf(held)) === 'FAILED');
    await expectTimeToGoOn();
  });

  test('an hour back: a quote expires, and a bonus of the day is not paid twice', async () => {
    const bonus = () => book.ledger.submit(claimDailyBonus, { walletId: usd }, ANN, key());
    expect(refusalCode(await bonus())).toBe('DONE');
    const quoted = await book.ledger.submit(
      quoteExchange,
      {
        ...{ fromWalletId: usd, toWalletId: eur, amount: money('1.00', 'USD') },
        ...{ rate: parseDecimal('0.9'), expiresInSeconds: 1 },
      },
      SERVICE,
      key(),
    );
    const quoteId = done(quoted).quoteId as string;
    await setClock(-26 * HOUR);
    expect(refusalCode(await bonus())).toBe('ALREADY_CLAIMED');
    const { rows } = await owner.query<{ expires_at: Date }>(
      'SELECT expires_at FROM exchange_quote',
    );
    const expiresAt = rows[0]?.expires_at ?? new Date(Number.NaN);
    await until(() => book.clock.floor >= expiresAt);
    const used = await book.ledger.submit(exchange, { quoteId }, ANN, key());
    expect(refusalCode(used)).toBe('QUOTE_EXPIRED');
  });

  test('right again, then an hour ahead, then corrected: time in the book goes on through all of it', async () => {
    await setClock(0);
    await expectTimeToGoOn();
    await setClock(HOUR);
    await expectTimeToGoOn();
    expect(await newest()).toBeGreaterThan(Date.now() + (HOUR - 60) * 1_000);
    await setClock(0);
    await expectTimeToGoOn();
    expect(await book.verify()).toMatchObject({ healthy: true, findings: [] });
    expect(errors).toEqual([]);
  });
});
