import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource, GATEWAY_ROLE } from '../../../src/database/data-source.js';
import {
  BookClock,
  ReadUnavailableError,
  Rounds,
  type RowReader,
} from '../../../src/reader/index.js';
import type { RoundsOptions } from '../../../src/reader/rounds/rounds.js';
import { done, useBook } from '../../support/book.js';
import { urlThrough } from '../../support/proxy-url.js';

const at = useBook();

/** A proxy to PostgreSQL that can cut the next connection that begins a transaction, between two of its answers. */
class CuttingProxy {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  /** How many more answers (ReadyForQuery) pass before the connection that gets them is cut; undefined: all. */
  answersLeft: number | undefined;
  #victim: Socket | undefined;

  constructor(private readonly target: URL) {
    this.#server = createServer((client) => {
      const server = connect(Number(target.port), target.hostname);
      for (const [from, to] of [
        [client, server],
        [server, client],
      ] as const) {
        this.#open.add(from);
        from.on('error', () => from.destroy());
        from.on('close', () => to.destroy());
      }
      client.on('data', (data) => {
        if (this.answersLeft !== undefined && data.includes('BEGIN ')) this.#victim ??= client;
        server.write(data);
      });
      this.#relay(server, client);
    }).listen(0, '127.0.0.1');
  }

  async url(): Promise<string> {
    if (!this.#server.listening) await once(this.#server, 'listening');
    return urlThrough(this.#server, this.target);
  }

  arm(answers: number | undefined): void {
    this.answersLeft = answers;
    this.#victim = undefined;
  }

  close(): void {
    for (const socket of this.#open) socket.destroy();
    this.#server.close();
  }

  /** Passes on whole messages, each a type and a length, and cuts before the answer that is one too many. */
  #relay(server: Socket, client: Socket): void {
    let rest = Buffer.alloc(0);
    server.on('data', (data) => {
      rest = Buffer.concat([rest, data]);
      while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
        const message = rest.subarray(0, 1 + rest.readInt32BE(1));
        rest = rest.subarray(message.length);
        if (client === this.#victim && this.answersLeft === 0) {
          this.answersLeft = undefined;
          client.destroy();
          return;
        }
        client.write(message);
        if (client === this.#victim && this.answersLeft !== undefined && message[0] === READY)
          this.answersLeft -= 1;
      }
    });
  }
}

const READY = 'Z'.charCodeAt(0);

let proxy: CuttingProxy;
let source: DataSource;
let rounds: Rounds;
let wallets: string[];
let deposited: string;
const failures: unknown[] = [];

beforeAll(async () => {
  proxy = new CuttingProxy(new URL(at.database.url));
  source = createDataSource({
    ...{ url: await proxy.url(), book: 'book', connections: 4, name: 'rounds', role: GATEWAY_ROLE },
    ...{ statementTimeoutMs: 30_000, lookUpsOnly: true, pipelined: true },
    onIdleError: () => undefined,
  });
  await source.initialize();
  rounds = new Rounds({
    ...{ source, clock: new BookClock(), maxMs: 60_000 },
    onFailure: (error) => failures.push(error),
  });
  wallets = await Promise.all(
    Array.from({ length: 8 }, (_, index) => at.gateway.wallet(`owner-${index}`, 'USD', '10.00')),
  );
  const result = await at.gateway.deposit(wallets[0] ?? '', '1.00', 'USD');
  deposited = done(result).transactionId ?? '';
});
afterAll(async () => {
  await source.destroy();
  proxy.close();
});

async function reading<T>(read: (reader: RowReader) => Promise<T>): Promise<T> {
  const reader = rounds.reader();
  try {
    return await read(reader);
  } finally {
    await reader.end();
  }
}

/** Two flushes: a wallet with its balance, then the entries of a transaction. */
const twoFlushes = (id: string): Promise<[string | undefined, number]> =>
  reading(async (reader) => {
    const wallet = await reader.rows.wallet(id);
    const entries = await reader.rows.entriesOf(deposited);
    return [wallet?.id, entries.length];
  });

describe('a connection that is cut', () => {
  // The answers of a round: BEGIN, two reads, SAVEPOINT, one read, COMMIT.
  test.each([0, 1, 2, 3, 4, 5])(
    'a cut after %i answers fails the members of its round with UNAVAILABLE and nobody else',
    async (answers) => {
      failures.length = 0;
      proxy.arm(answers);
      const members = [0, 1, 2].map((index) => twoFlushes(wallets[index] ?? ''));
      await new Promise(setImmediate);
      const others = [3, 4, 5].map((index) => twoFlushes(wallets[index] ?? ''));
      const settled = await Promise.allSettled(members);
      // COMMIT is the last: no request waits for its answer.
      const expected = (index: number): object =>
        answers === 5
          ? { status: 'fulfilled', value: [wallets[index], 2] }
          : { status: 'rejected', reason: expect.any(ReadUnavailableError) };
      expect(settled).toEqual([0, 1, 2].map((index) => expected(index)));
      expect(await Promise.all(others)).toEqual([3, 4, 5].map((index) => [wallets[index], 2]));
      expect(failures).toHaveLength(answers === 5 ? 0 : 1);
      proxy.arm(undefined);
      expect(await twoFlushes(wallets[6] ?? '')).toEqual([wallets[6], 2]);
    },
  );
});

describe('a connection that cannot be opened', () => {
  const beside = (others: Pick<RoundsOptions, 'source'> & Partial<RoundsOptions>): Rounds =>
    new Rounds({ clock: new BookClock(), maxMs: 60_000, onFailure: () => undefined, ...others });
  const walletIn = async (some: Rounds): Promise<unknown> => {
    const reader = some.reader();
    try {
      return await reader.rows.wallet(wallets[0] ?? '');
    } finally {
      await reader.end();
    }
  };

  test('a server that refuses it fails every member, and each later round tries again', async () => {
    const closed = new CuttingProxy(new URL(at.database.url));
    const lost = createDataSource({
      ...{ url: await closed.url(), book: 'book', connections: 2, name: 'lost' },
      ...{ role: GATEWAY_ROLE, pipelined: true, onIdleError: () => undefined },
    });
    await lost.initialize();
    const lostRounds = beside({ source: lost });
    expect(await walletIn(lostRounds)).toMatchObject({ id: wallets[0] });
    closed.close();
    for (const _ of [1, 2, 3]) {
      const settled = await Promise.allSettled([walletIn(lostRounds), walletIn(lostRounds)]);
      for (const one of settled)
        expect(one).toMatchObject({
          status: 'rejected',
          reason: expect.any(ReadUnavailableError),
        });
    }
    await lost.destroy();
  });

  test('a connection that does not come fails every member when the time of the round is over', async () => {
    const good = createDataSource({
      ...{ url: at.database.url, book: 'book', connections: 1, name: 'busy' },
      ...{ role: GATEWAY_ROLE, pipelined: true, onIdleError: () => undefined },
    });
    await good.initialize();
    // The only connection is taken, so the round waits for one.
    const runner = good.createQueryRunner();
    await runner.connect();
    const slow = beside({ source: good, maxMs: 50 });
    await expect(walletIn(slow)).rejects.toThrow(ReadUnavailableError);
    await runner.release();
    expect(await walletIn(slow)).toMatchObject({ id: wallets[0] });
    await good.destroy();
  });
});

describe('a statement that PostgreSQL refuses', () => {
  /** Lets every read of this wallet's row, or of its accounts, fail as on a damaged page. */
  const damage = async (table: 'wallet' | 'account', id: string): Promise<void> => {
    const column = table === 'wallet' ? 'id' : 'wallet_id';
    await at.owner.query(`
      CREATE FUNCTION damaged(uuid) RETURNS boolean LANGUAGE plpgsql AS $$
      BEGIN
        IF $1 = '${id}' THEN RAISE EXCEPTION 'invalid page in block 1' USING ERRCODE = 'XX001'; END IF;
        RETURN true;
      END $$;
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
      CREATE POLICY damaged ON ${table} USING (book.damaged(${column}));`);
  };
  afterEach(() =>
    at.owner.query(`
      DROP POLICY IF EXISTS damaged ON wallet; ALTER TABLE wallet DISABLE ROW LEVEL SECURITY;
      DROP POLICY IF EXISTS damaged ON account; ALTER TABLE account DISABLE ROW LEVEL SECURITY;
      DROP FUNCTION IF EXISTS damaged(uuid);`),
  );

  const refused = { status: 'rejected', reason: { driverError: { code: 'XX001' } } };

  test('a refused read in the first flush fails only who asked for that row', async () => {
    await damage('wallet', wallets[2] ?? '');
    const settled = await Promise.allSettled(wallets.map((id) => twoFlushes(id)));
    for (const [index, one] of settled.entries())
      expect(one).toMatchObject(
        index === 2 ? refused : { status: 'fulfilled', value: [wallets[index], 2] },
      );
  });

  test('a refused balance does not fail who asked for the wallet only', async () => {
    await damage('account', wallets[2] ?? '');
    const id = wallets[2] ?? '';
    expect(await reading(async ({ rows }) => rows.wallet(id))).toMatchObject({ id });
    const [balance, other] = await Promise.allSettled([
      reading(async ({ rows }) => rows.balance(id)),
      reading(async ({ rows }) => rows.balance(wallets[3] ?? '')),
    ]);
    expect(balance).toMatchObject(refused);
    expect(other).toMatchObject({ status: 'fulfilled', value: { available: 1_000n } });
  });

  test('a refused read in a later flush leaves the others in their snapshot', async () => {
    await damage('account', wallets[2] ?? '');
    const [one, two] = [wallets[4] ?? '', wallets[5] ?? ''];
    const before = (await at.gateway.balance(two)).available;
    await reading(async ({ rows }) => {
      expect(await rows.wallet(one)).not.toBeNull();
      await at.gateway.deposit(two, '1.00', 'USD');
      for (let flush = 0; flush < 3; flush++) {
        const id = wallets[flush] ?? '';
        const [bad, good] = await Promise.allSettled([
          (async () => rows.balance(wallets[2] ?? ''))(),
          (async () => (flush === 0 ? rows.balance(two) : rows.balance(id)))(),
        ]);
        expect(bad).toMatchObject(refused);
        if (flush === 0) expect(good).toMatchObject({ value: { available: before } });
      }
    });
    expect((await at.gateway.balance(two)).available).toBe(before + 100n);
  });

  test('a read that times out fails with UNAVAILABLE, and the others go on', async () => {
    await at.owner.query(`BEGIN; LOCK TABLE transaction IN ACCESS EXCLUSIVE MODE`);
    const hasty = createDataSource({
      ...{ url: at.database.url, book: 'book', connections: 2, name: 'hasty', role: GATEWAY_ROLE },
      ...{ statementTimeoutMs: 200, lookUpsOnly: true, pipelined: true },
    });
    await hasty.initialize();
    const own = new Rounds({
      ...{ source: hasty, clock: new BookClock(), onFailure: () => undefined, maxMs: 60_000 },
    });
    const [slow, quick] = [own.reader(), own.reader()];
    const settled = await Promise.allSettled([
      (async () => slow.rows.transaction(deposited))(),
      (async () => quick.rows.balance(wallets[3] ?? ''))(),
    ]);
    await at.owner.query('ROLLBACK');
    expect(settled).toMatchObject([
      { status: 'rejected', reason: expect.any(ReadUnavailableError) },
      { status: 'fulfilled', value: { available: 1_000n } },
    ]);
    await Promise.all([slow.end(), quick.end()]);
    await hasty.destroy();
  });
});
