import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { type Book, type BookOptions, openBook } from '../../src/book/index.js';
import { createDataSource, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { constraintName } from '../../src/database/errors.js';
import { Snapshot } from '../../src/database/index.js';
import type { Balance } from '../../src/domain/index.js';
import { checkGuards } from '../../src/integrity/index.js';
import { type Finding, verifyBook } from '../../src/integrity/verify-book.js';
import type { AffectedIds, LedgerOptions, Result } from '../../src/ledger/index.js';
import { deposit, openWallet, transfer } from '../../src/movements/index.js';
import { type BookReader, readBook } from '../../src/reader/index.js';
import { money, SERVICE } from './inputs.js';
import { testSecrets } from './webhooks.js';
import { urlThrough } from './proxy-url.js';
import { alone, asOwner, fromSetUp, urlOf } from './test-server.js';
import { type RowVersions, rowVersionsOf } from './row-versions.js';

type Options = Partial<BookOptions>;

/** One gateway's share of a book: its ledger and readers over pools of its own. */
export class TestGateway {
  private constructor(
    readonly book: Book,
    private readonly sources: readonly DataSource[],
    private readonly verification: DataSource,
  ) {}

  static async open(
    url: string,
    options: Options = {},
    { lockMs = 30_000, name: gateway = 'test' } = {},
  ): Promise<TestGateway> {
    const writers = options.writers ?? 1;
    const source = (
      name: string,
      connections: number,
      { pipelined = false, lookUpsOnly = false, lockTimeoutMs = lockMs } = {},
    ) =>
      createDataSource({
        url,
        book: 'book',
        connections,
        name,
        role: GATEWAY_ROLE,
        statementTimeoutMs: 30_000,
        lockTimeoutMs,
        lookUpsOnly,
        pipelined,
      }).initialize();
    const [writes, aside, rounds, reads, verification] = await Promise.all([
      source(`${gateway} writes`, writers + 2, { pipelined: true }),
      source(`${gateway} aside`, 1, { pipelined: true, lockTimeoutMs: Math.min(lockMs, 250) }),
      source(`${gateway} rounds`, 4, { pipelined: true, lookUpsOnly: true }),
      source(`${gateway} reads`, 4),
      // One connection that plans each check once: planning takes longer than checking so small a book.
      source(`${gateway} verification`, 1, { lookUpsOnly: true }),
    ]);
    const observer = {
      committed: () => undefined,
      settled: () => undefined,
      retried: () => undefined,
    };
    const book = await openBook(
      { writes, aside, rounds, reads, checks: reads, guards: await migrations.guards() },
      {
        newWebhookSecret: (webhookId) => testSecrets.create(webhookId),
        ...{ batchMax: 1024, writers, queueMax: 100_000, commandTimeoutMs: 60_000, observer },
        ...options,
      },
    );
    return new TestGateway(book, [writes, aside, rounds, reads, verification], verification);
  }

  async close(): Promise<void> {
    await this.book.close();
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

  /** Checks every row of the book or its guards or both, as a verification does. Never the storage. */
  async findings(of: { readonly rows: boolean; readonly guards: boolean }): Promise<Finding[]> {
    const snapshot = new Snapshot(this.verification);
    try {
      return await readBook(snapshot, async (manager) => {
        // Plans as the checks of the gateway have them: those must not depend on an index.
        await manager.query(`SELECT set_config('enable_seqscan', 'on', true)`);
        return [
          ...(of.guards ? await checkGuards(manager, await migrations.guards()) : []),
          ...(of.rows ? (await verifyBook(manager)).findings : []),
        ];
      });
    } finally {
      await snapshot.end();
    }
  }

  /** Reads with a new reader and ends it. */
  async reading<T>(read: (reader: BookReader) => Promise<T>): Promise<T> {
    const reader = this.book.read();
    try {
      return await read(reader);
    } finally {
      await reader.end();
    }
  }

  async balance(walletId: string): Promise<Balance> {
    const balance = await this.reading(async (reader) => reader.rows.balance(walletId));
    if (!balance) throw new Error(`no wallet ${walletId}`);
    return balance;
  }
}

/** The values of keys, by key. Leaves out a key whose value is null. */
export async function mapOf<V extends object>(
  keys: readonly string[],
  read: (key: string) => V | null | Promise<V | null>,
): Promise<Map<string, V>> {
  const values = await Promise.all(keys.map(async (key) => read(key)));
  return new Map(
    keys.flatMap((key, index): [string, V][] => {
      const value = values[index];
      return value ? [[key, value]] : [];
    }),
  );
}

/** The ids of a command that succeeded. @throws Error that names the refusal */
export function done(result: Result): AffectedIds {
  if ('refused' in result.outcome)
    throw new Error(`refused: ${JSON.stringify(result.outcome.refused, bigintText)}`);
  if ('many' in result.outcome) throw new Error('many were done');
  return result.outcome.done;
}

/** The refusal's code, or DONE. */
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
  /** Set by a test that spoils the book on purpose. */
  spoilt: boolean;
}

/**
 * Gives the test file a book, and fails every test that leaves it unbalanced. A test that leaves every row and every guard
 * as the last check read them needs none of its own, and one that changes only rows or only guards needs a check of those.
 * After the last test the whole book is verified, with the guards that it began with, and with the storage: an index that
 * lost rows has lost them until then.
 * @param template names the database to copy, once the tests begin
 */
export function useBook(
  options: Options = {},
  template: () => Promise<Template> = () => Promise.resolve('migrated'),
): TestBook {
  const state = { spoilt: false } as { -readonly [K in keyof TestBook]: TestBook[K] };
  let observer: Client;
  let rowVersions: () => Promise<RowVersions>;
  let verified: Partial<RowVersions> = {};
  beforeAll(async () => {
    state.database = await createTestDatabase(await template());
    state.gateway = await TestGateway.open(state.database.url, options);
    state.owner = new Client({
      connectionString: state.database.url,
      options: '-c search_path=book,pg_temp',
    });
    await state.owner.connect();
    // A test can leave its own client in a transaction.
    observer = new Client({ connectionString: state.database.url });
    await observer.connect();
    rowVersions = await rowVersionsOf(observer);
    const { guards } = await rowVersions();
    verified = { guards };
  });
  afterEach(async () => {
    if (state.spoilt) return;
    // Read before the check, which may see more.
    const current = await rowVersions();
    const changed = {
      rows: current.rows !== verified.rows,
      guards: current.guards !== verified.guards,
    };
    if (!changed.rows && !changed.guards) return;
    expect(await state.gateway.findings(changed)).toEqual([]);
    verified = current;
  });
  afterAll(async () => {
    if (state.spoilt) return;
    expect(await state.gateway.book.verify()).toMatchObject({ healthy: true, findings: [] });
  });
  afterAll(async () => {
    await observer.end();
    await state.gateway.close();
    await state.owner.end();
    await state.database.drop();
  });
  return state;
}

/**
 * Returns the findings of `verify` that are new since the last call, so that a run fails only by its own
 * doing, not by what an earlier failing run left behind.
 */
export function trackNewFindings(): (book: Book) => Promise<readonly Finding[]> {
  const known = new Set<string>();
  return async (book) => {
    const report = await book.verify();
    const fresh = report.findings.filter((finding) => !known.has(nameOf(finding)));
    for (const finding of fresh) known.add(nameOf(finding));
    return fresh;
  };
}

const nameOf = ({ check, subject }: Finding): string => `${check} ${subject}`;

/** A database of a test file's own, copied from the migrated template. */
export interface TestDatabase {
  /** The owner's URL (a superuser's). */
  readonly url: string;
  readonly name: string;
  drop(): Promise<void>;
}

/** What a database is a copy of: the migrated template, nothing, or a database that `writtenOnce` wrote. */
export type Template = 'migrated' | 'empty' | { readonly database: string };

function nameOfTemplate(template: Template): string {
  if (typeof template === 'object') return template.database;
  return template === 'migrated' ? fromSetUp('ONEBOOK_TEST_TEMPLATE') : 'template0';
}

export async function createTestDatabase(
  template: Template = 'migrated',
  name = `test_${randomUUID().replaceAll('-', '')}`,
): Promise<TestDatabase> {
  const source = nameOfTemplate(template);
  await asOwner((client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY file_copy`),
  );
  return {
    url: urlOf(name),
    name,
    drop: async () => {
      await asOwner((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/**
 * A database for several test files to copy. The first file that asks for it writes it, and a file that asks meanwhile
 * waits.
 * @param database its name
 * @param write closes every connection that it opens, and returns what a test must know of the rows, as JSON has it
 */
export async function writtenOnce<F>(
  database: string,
  write: (at: TestDatabase) => Promise<F>,
): Promise<{ readonly database: string; readonly facts: F }> {
  const read = async (client: Client): Promise<string | null | undefined> => {
    const { rows } = await client.query<{ facts: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS facts FROM pg_database WHERE datname = $1`,
      [database],
    );
    return rows[0]?.facts;
  };
  const facts = await alone(database, async (client) => {
    const written = await read(client);
    if (written) return written;
    // Without facts it is what a failed writing left.
    if (written === null) await client.query(`DROP DATABASE ${database} WITH (FORCE)`);
    const told = JSON.stringify(await write(await createTestDatabase('migrated', database)));
    await client.query(`COMMENT ON DATABASE ${database} IS ${client.escapeLiteral(told)}`);
    return told;
  });
  return { database, facts: JSON.parse(facts) as F };
}

/**
 * Records what a ledger retried because PostgreSQL refused it. The outcome is right all the same, so nothing
 * else shows that the ledger's own rules or locks missed something.
 */
export function recordRetries(): {
  readonly observer: LedgerOptions['observer'];
  /** The reasons since the last call. */
  readonly take: () => string[];
} {
  const reasons: string[] = [];
  return {
    observer: {
      committed: () => undefined,
      settled: () => undefined,
      retried: (reason, error) =>
        reasons.push(`${reason}: ${constraintName(error) ?? ''} ${String(error)}`),
    },
    take: () => reasons.splice(0),
  };
}

/** A TCP proxy to PostgreSQL that a test can cut or silence. */
export class DatabaseProxy {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  readonly #dead = new Set<Socket>();
  /** Applies to open and to new connections. */
  mode: 'relays' | 'silent' | 'refuses' = 'relays';

  private constructor(private readonly target: URL) {
    this.#server = createServer((client) => {
      if (this.mode === 'refuses') {
        client.destroy();
        return;
      }
      const server = connect(Number(target.port), target.hostname);
      const pair = [client, server] as const;
      this.#pairs.add(pair);
      const relay = (from: Socket, to: Socket): void => {
        from.on('data', (data) => {
          if (this.mode === 'relays' && !this.#dead.has(from)) to.write(data);
        });
        from.on('error', () => from.destroy());
        from.on('close', () => to.destroy());
      };
      relay(client, server);
      relay(server, client);
    }).listen(0, '127.0.0.1');
  }

  static async to(url: string): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(new URL(url));
    await once(proxy.#server, 'listening');
    return proxy;
  }

  /** The URL of the same database through this proxy. */
  get url(): string {
    return urlThrough(this.#server, this.target);
  }

  /** Stops relaying on the open connections. New ones work. */
  silenceOpenConnections(): void {
    for (const pair of this.#pairs) for (const socket of pair) this.#dead.add(socket);
  }

  cut(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    this.#pairs.clear();
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}
