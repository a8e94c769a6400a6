import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { type AffectedIds, type Result } from '../../src/ledger/index.js';
import { deposit, openWallet, transfer } from '../../src/movements/index.js';
import { money, SERVICE } from './inputs.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { type Book, type BookOptions, openBook } from '../../src/book/index.js';
import type { Balance } from '../../src/domain/index.js';
import type { BookReader } from '../../src/reader/index.js';

type Options = Partial<BookOptions>;

/** One gateway's share of a book: its ledger and readers over pools of its own. */
export class TestGateway {
  private constructor(
    readonly book: Book,
    private readonly sources: readonly DataSource[],
  ) {}

  static async open(
    url: string,
    options: Options = {},
    { lockMs = 30_000 } = {},
  ): Promise<TestGateway> {
    const writers = options.writers ?? 1;
    const source = (name: string, connections: number) =>
      createDataSource({
        url,
        book: 'book',
        connections,
        name,
        role: GATEWAY_ROLE,
        statementTimeoutMs: 30_000,
        lockTimeoutMs: lockMs,
      }).initialize();
    const [writes, reads] = await Promise.all([
      source('test writes', writers),
      source('test reads', 4),
    ]);
    const observer = {
      committed: () => undefined,
      settled: () => undefined,
      retried: () => undefined,
    };
    const book = await openBook(
      { writes, reads, checks: reads },
      { batchMax: 1024, writers, queueMax: 100_000, observer, ...options },
    );
    return new TestGateway(book, [writes, reads]);
  }

  async close(): Promise<void> {
    await this.book.ledger.close();
    for (const source of this.sources) await source.destroy();
  }

  async wallet(ownerId: string, currency: string, amount = '0'): Promise<string> {
    const opened = await this.book.ledger.submit(
      openWallet,
      { ownerId, currency },
      SERVICE,
      randomUUID(),
    );
    const walletId = done(opened).walletId as string;
    if (Number(amount) > 0) await this.deposit(walletId, amount, currency);
    return walletId;
  }

  deposit(
    walletId: string,
    amount: string,
    currency: string,
    key: string = randomUUID(),
  ): Promise<Result> {
    return this.book.ledger.submit(
      deposit,
      { walletId, amount: money(amount, currency) },
      SERVICE,
      key,
    );
  }

  transfer(
    from: string,
    to: string,
    amount: string,
    currency: string,
    key: string = randomUUID(),
  ): Promise<Result> {
    const input = { fromWalletId: from, toWalletId: to, amount: money(amount, currency) };
    return this.book.ledger.submit(transfer, input, SERVICE, key);
  }

  /** Reads with a reader of its own, which is ended. */
  async reading<T>(read: (reader: BookReader) => Promise<T>): Promise<T> {
    const reader = this.book.read();
    try {
      return await read(reader);
    } finally {
      await reader.end();
    }
  }

  async balance(walletId: string): Promise<Balance> {
    const balance = (await this.reading((reader) => reader.balances([walletId]))).get(walletId);
    if (!balance) throw new Error(`no wallet ${walletId}`);
    return balance;
  }
}

/** What was done, or a failure of the test that says why not. */
export function done(result: Result): AffectedIds {
  if ('refused' in result.outcome)
    throw new Error(`refused: ${JSON.stringify(result.outcome.refused, bigintText)}`);
  if ('many' in result.outcome) throw new Error('many were done');
  return result.outcome.done;
}

/** The refusal's code, or what was done instead. */
export function refusalCode(result: Result): string {
  return 'refused' in result.outcome ? result.outcome.refused.code : 'DONE';
}

function bigintText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

/** A book of the test file's own. */
export interface TestBook {
  readonly database: TestDatabase;
  readonly gateway: TestGateway;
  /** The owner, a superuser, with search_path on the book. */
  readonly owner: Client;
  /** Set by a test that has spoilt the books on purpose. */
  spoilt: boolean;
}

/** Gives the test file a book, and fails every test that leaves it unbalanced. */
export function useBook(options: Options = {}): TestBook {
  const state = { spoilt: false } as { -readonly [K in keyof TestBook]: TestBook[K] };
  beforeAll(async () => {
    state.database = await createTestDatabase();
    state.gateway = await TestGateway.open(state.database.url, options);
    state.owner = new Client({
      connectionString: state.database.url,
      options: '-c search_path=book,pg_temp',
    });
    await state.owner.connect();
  });
  afterEach(async () => {
    if (!state.spoilt)
      expect(await state.gateway.book.verify()).toMatchObject({ healthy: true, findings: [] });
  });
  afterAll(async () => {
    await state.gateway.close();
    await state.owner.end();
    await state.database.drop();
  });
  return state;
}
