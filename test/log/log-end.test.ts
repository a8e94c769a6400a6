import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { EventFeed } from '../../src/log/event-feed.js';
import { TestGateway, useBook } from '../support/book.js';
import { until } from '../support/until.js';

const at = useBook();
const open: Client[] = [];

/** A session that writes past the gateway, as one of another gateway would. */
async function session(): Promise<Client> {
  const client = new Client(at.database.url);
  await client.connect();
  await client.query('SET search_path = book');
  open.push(client);
  return client;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.end()));
});

const LOGGED = `INSERT INTO command (caller, key, movement, input, input_hash, outcome, created_at, event_types)
  VALUES ('other', gen_random_uuid(), 'other', '{}', sha256('["other",{}]'), '{"done": {"currencyCode": "USD"}}',
          clock_timestamp(), '{currency.created}') RETURNING position`;

async function positionOf(client: Client): Promise<bigint> {
  const { rows } = await client.query<{ position: string }>(LOGGED);
  return BigInt(rows[0]!.position);
}

describe('a gateway whose first look finds a transaction open', () => {
  test('does not show an empty log, and pushes nothing that was before', async () => {
    const [early, late] = [await session(), await session()];
    await early.query('BEGIN');
    await positionOf(early);
    await positionOf(late);
    const fresh = await TestGateway.open(at.database.url, {}, { name: 'fresh' });
    const feed = new EventFeed(fresh.book, () => undefined, { everyMs: 5, settleMs: 20 });
    const signal = new AbortController();
    const pushed: bigint[] = [];
    const following = (async () => {
      for await (const { position } of feed.follow(undefined, undefined, {}, signal.signal))
        pushed.push(position);
    })();
    expect(await fresh.book.log.settle(20)).toMatchObject({ isReached: false });
    await early.query('COMMIT');
    // It begins at some moment after the commit.
    let last = 0n;
    await until(async () => {
      last = await positionOf(late);
      return pushed.length > 0;
    });
    const [first] = pushed;
    expect(first).toBeLessThanOrEqual(last);
    const { rows } = await late.query<{ position: string }>(
      'SELECT min(position) AS position FROM command',
    );
    expect(first).toBeGreaterThan(BigInt(rows[0]!.position));
    signal.abort();
    await Promise.all([following, feed.close()]);
    await fresh.close();
  });
});

describe('the log ends before the first number that an open transaction can still use', () => {
  test('what a later commit wrote waits for an earlier one, and both come in their order', async () => {
    const { log } = at.gateway.book;
    const [early, late] = [await session(), await session()];
    await early.query('BEGIN');
    const first = await positionOf(early);
    const second = await positionOf(late);
    expect(second).toBeGreaterThan(first);
    expect((await log.settle(50)).end).toBeLessThan(first);
    await early.query('COMMIT');
    expect((await log.settle(5_000)).end).toBe(second);
  });

  test('a number that is rolled back holds up nothing after its transaction', async () => {
    const { log } = at.gateway.book;
    const [early, late] = [await session(), await session()];
    await early.query('BEGIN');
    await positionOf(early);
    const second = await positionOf(late);
    expect((await log.settle(50)).end).toBeLessThan(second);
    await early.query('ROLLBACK');
    expect((await log.settle(5_000)).end).toBe(second);
  });

  test('a transaction that has drawn no number holds up nothing, however long it is open', async () => {
    const { log } = at.gateway.book;
    const [idle, late] = [await session(), await session()];
    await idle.query(`BEGIN; CREATE TABLE beside (n integer); INSERT INTO beside VALUES (1)`);
    const second = await positionOf(late);
    expect((await log.settle(5_000)).end).toBe(second);
    await idle.query('ROLLBACK');
  });

  test('an end is never known before it is settled, while many commits overlap', async () => {
    const { log } = at.gateway.book;
    const writers = await Promise.all(Array.from({ length: 6 }, session));
    const followers = [new Follower(), new Follower()];
    await until(async () => {
      await positionOf(writers[0]!);
      return followers.every(({ positions }) => positions.length > 0);
    });
    const written: bigint[] = [];
    await Promise.all(
      writers.map(async (client, nth) => {
        for (let i = 0; i < 40; i += 1) {
          await client.query('BEGIN');
          const position = await positionOf(client);
          if ((i + nth) % 3 === 0) await delay(Math.random() * 10);
          const isKept = (i * 7 + nth) % 5 !== 0;
          await client.query(isKept ? 'COMMIT' : 'ROLLBACK');
          if (isKept) written.push(position);
        }
      }),
    );
    const { end } = await log.settle(5_000);
    const expected = written.sort((a, b) => (a < b ? -1 : 1));
    expect(end).toBe(expected.at(-1));
    for (const follower of followers) {
      await until(() => follower.positions.at(-1) === end);
      await follower.stop();
      expect(follower.positions.filter((one) => one >= expected[0]!)).toEqual(expected);
    }
  });
});

/** Follows all events of the book, which the feed looks at every few milliseconds. */
class Follower {
  readonly positions: bigint[] = [];
  readonly #signal = new AbortController();
  readonly #feed = new EventFeed(
    at.gateway.book,
    (error) => {
      throw error;
    },
    { everyMs: 2, settleMs: 20 },
  );
  readonly #done = this.#follow();

  async #follow(): Promise<void> {
    const { signal } = this.#signal;
    for await (const { position } of this.#feed.follow(undefined, undefined, {}, signal))
      this.positions.push(position);
  }

  async stop(): Promise<void> {
    this.#signal.abort();
    await this.#feed.close();
    await this.#done;
  }
}
