import { beforeAll, describe, expect, test } from '@jest/globals';
import { createDataSource } from '../../src/database/data-source.js';
import { Snapshot } from '../../src/database/snapshot.js';
import { useBook } from '../support/book.js';
import { type RowReader, InputError } from '../../src/reader/index.js';
import { until } from '../support/until.js';

const at = useBook();

let a: string;
let b: string;
const BOTH = 200_000n;

beforeAll(async () => {
  a = await at.gateway.wallet('a', 'USD', '1000.00');
  b = await at.gateway.wallet('b', 'USD', '1000.00');
});

/**
 * Transfers to and fro until the work is done.
 * @param work is given a wait until one more transfer has been done
 * @returns how many transfers there were meanwhile
 */
async function whileMoneyMoves(
  work: (oneMore: () => Promise<void>) => Promise<void>,
): Promise<number> {
  let going = true;
  let transfers = 0;
  const mover = async (from: string, to: string): Promise<void> => {
    for (; going; transfers++) await at.gateway.transfer(from, to, '1.00', 'USD');
  };
  const movers = [mover(a, b), mover(a, b), mover(b, a)];
  try {
    await work(() => {
      const before = transfers;
      return until(() => transfers > before);
    });
  } finally {
    going = false;
    await Promise.all(movers);
  }
  return transfers;
}

interface Connections {
  readonly open: number;
  readonly inTransaction: number;
}

/** The connections of readers as PostgreSQL counts them. The database belongs to this file alone. */
async function connections(): Promise<Connections> {
  const { rows } = await at.owner.query<{ open: string; in_transaction: string }>(
    `SELECT count(*) AS open, count(*) FILTER (WHERE state <> 'idle') AS in_transaction
       FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'test reads'`,
  );
  return { open: Number(rows[0]?.open), inTransaction: Number(rows[0]?.in_transaction) };
}

async function expectAllGivenBack(): Promise<void> {
  const { open, inTransaction } = await connections();
  expect(inTransaction).toBe(0);
  expect(open).toBeLessThanOrEqual(4);
}

async function available(reader: RowReader, wallet: string): Promise<bigint> {
  const balance = await reader.rows.balance(wallet);
  if (!balance) throw new Error('the wallet is not there');
  return balance.available;
}

describe('all reads of one reader are of one moment', () => {
  test('the sum over two wallets stays the same while money moves between the two reads', async () => {
    const seen = new Set<bigint>();
    let apart = 0;
    const transfers = await whileMoneyMoves(async (oneMore) => {
      // Two to and one fro may come to nothing, so it goes on until it could tell.
      for (let round = 0; round < 25 || apart === 0 || seen.size < 2; round++) {
        expect(round).toBeLessThan(1_000);
        const reader = at.gateway.book.read();
        const ofA = await available(reader, a);
        await oneMore();
        expect(ofA + (await available(reader, b))).toBe(BOTH);
        expect(await available(reader, a)).toBe(ofA);
        await reader.end();
        seen.add(ofA);
        // This shows that the test can fail: two readers see two moments.
        const [one, two] = [at.gateway.book.read(), at.gateway.book.read()];
        const before = await available(one, a);
        await one.end();
        await oneMore();
        if (before + (await available(two, b)) !== BOTH) apart++;
        await two.end();
      }
    });
    expect(transfers).toBeGreaterThan(25);
    expect(seen.size).toBeGreaterThan(1);
    expect(apart).toBeGreaterThan(0);
  });

  test('entries, pages, balances at a moment and the treasury of one reader agree with its balances', async () => {
    await whileMoneyMoves(async (oneMore) => {
      for (let round = 0; round < 10; round++) {
        const reader = at.gateway.book.read();
        const [ofA, ofB] = [await available(reader, a), await available(reader, b)];
        const newest = (await reader.entriesPage(a, { first: 1 })).edges[0]?.node;
        expect(newest?.balance).toBe(ofA);
        await oneMore();
        const treasury = await reader.treasury('USD');
        expect(treasury).toMatchObject({ memberTotal: ofA + ofB, sumOfAllAccounts: 0n });
        const last = (await reader.transactionsPage({ walletId: a }, { first: 1 })).edges[0]?.node;
        expect(await reader.rows.entriesOf(last?.id ?? '')).toContainEqual(newest);
        expect((await reader.rows.balanceAt(a, newest?.createdAt ?? new Date(0)))?.available).toBe(
          ofA,
        );
        await reader.end();
      }
    });
  });

  test('concurrent reads of one reader share its moment', async () => {
    await whileMoneyMoves(async () => {
      for (let round = 0; round < 20; round++) {
        const reader = at.gateway.book.read();
        const [ofA, ofB] = await Promise.all([available(reader, a), available(reader, b)]);
        expect(ofA + ofB).toBe(BOTH);
        await reader.end();
      }
    });
  });

  test('a snapshot cannot write', async () => {
    const source = await createDataSource({
      url: at.database.url,
      book: 'book',
      connections: 1,
      name: 'test',
    }).initialize();
    const snapshot = new Snapshot(source);
    const written = snapshot.read((manager) =>
      manager.query(`UPDATE wallet SET status = 'FROZEN'`),
    );
    await expect(written).rejects.toMatchObject({ driverError: { code: '25006' } });
    await snapshot.end();
    await source.destroy();
  });
});

describe('a reader returns its connection', () => {
  test('a reader that has ended refuses to read, whether or not it has read before', async () => {
    for (const reads of [0, 1]) {
      const reader = at.gateway.book.read();
      for (let i = 0; i < reads; i++) await available(reader, a);
      await reader.end();
      await reader.end();
      await expect(available(reader, a)).rejects.toThrow('ended');
      await expect(reader.treasury('USD')).rejects.toThrow('ended');
      await expect(reader.entriesPage(a, { first: 1 })).rejects.toThrow('ended');
    }
    await expectAllGivenBack();
  });

  test('a reader returns its connection even if it ends while it opens or reads', async () => {
    for (let round = 0; round < 20; round++) {
      const reader = at.gateway.book.read();
      const read = available(reader, a);
      await Promise.all([reader.end(), read.catch(() => undefined)]);
    }
    await expectAllGivenBack();
  });

  test('a reader returns its connection after a refused read and after a failed statement', async () => {
    for (let round = 0; round < 10; round++) {
      const reader = at.gateway.book.read();
      await expect(reader.entriesPage(a, { first: 0 })).rejects.toThrow(InputError);
      await expect(available(reader, 'not an id')).rejects.toThrow();
      await reader.end();
    }
    await expectAllGivenBack();
    const reader = at.gateway.book.read();
    expect((await available(reader, a)) + (await available(reader, b))).toBe(BOTH);
    await reader.end();
  });

  test('100 concurrent readers share four connections, and all connections are returned', async () => {
    const sums = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const reader = at.gateway.book.read();
        try {
          return (await available(reader, a)) + (await available(reader, b));
        } finally {
          await reader.end();
        }
      }),
    );
    expect(new Set(sums)).toEqual(new Set([BOTH]));
    await expectAllGivenBack();
  });

  test('a reader whose connection is cut fails, and the next reader gets a new one', async () => {
    const reader = at.gateway.book.read();
    await available(reader, a);
    await at.owner.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'test reads' AND state = 'idle in transaction'`,
    );
    await expect(available(reader, b)).rejects.toThrow();
    await reader.end().catch(() => undefined); // an error here does not matter
    for (let i = 0; i < 8; i++) {
      const next = at.gateway.book.read();
      expect((await available(next, a)) + (await available(next, b))).toBe(BOTH);
      await next.end();
    }
    await expectAllGivenBack();
  });

  test('a reader that has failed once fails for the same reason from then on', async () => {
    const reader = at.gateway.book.read();
    await at.owner.query('BEGIN');
    await at.owner.query('LOCK TABLE account IN ACCESS EXCLUSIVE MODE');
    const reading = available(reader, a).catch((error: unknown) => (error as Error).name);
    for (let cancelled = 0; cancelled === 0;) {
      const { rowCount } = await at.owner.query(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'test reads' AND wait_event_type = 'Lock'`,
      );
      cancelled = rowCount ?? 0;
    }
    await at.owner.query('ROLLBACK');
    // The cause is 57014, as after a statement timeout; PostgreSQL's own next answer would be 25P02.
    expect(await reading).toBe('ReadUnavailableError');
    await expect(available(reader, b)).rejects.toMatchObject({ name: 'ReadUnavailableError' });
    await reader.end();
    await expectAllGivenBack();
  });
});
