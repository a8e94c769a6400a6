import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../src/domain/viewer.js';
import type { WalletNow } from '../../src/live/wallet-batcher.js';
import { closeWallet, freezeWallet, unfreezeWallet } from '../../src/movements/index.js';
import { done, TestGateway, useBook } from '../support/book.js';
import type { RowReader } from '../../src/reader/index.js';
import { deafLive, Follower, Observed, openTestLive, type TestLive } from '../support/live.js';
import { until } from '../support/until.js';
import { ADMIN, member, reason, SERVICE } from '../support/inputs.js';

const at = useBook();
let second: TestGateway;
let live: TestLive;
/** Of a second gateway, which hears the commits of the first one and reads over its own pools. */
let live2: TestLive;
const followers: Follower<WalletNow>[] = [];

beforeAll(async () => {
  second = await TestGateway.open(at.database.url);
  live = await openTestLive(at.gateway.book, at.database.url);
  live2 = await openTestLive(second.book, at.database.url);
});
afterEach(async () => {
  for (const follower of followers.splice(0)) await follower.stop();
  expect([live.live.size, live2.live.size]).toEqual([0, 0]);
});
afterAll(async () => {
  await live.close();
  await live2.close();
  await second.close();
});

function follow(viewer: Viewer, walletId: string, on = live): Follower<WalletNow> {
  const follower = new Follower((signal) => on.live.balance(viewer, walletId, signal));
  followers.push(follower);
  return follower;
}

const versions = ({ taken }: Follower<WalletNow>): number[] =>
  taken.map(({ balance }) => balance.version);

describe('a subscription to a balance pushes each change of it', () => {
  test('a subscription pushes the present balance at once and then each change, from any gateway', async () => {
    const wallet = await at.gateway.wallet('ann', 'USD', '10');
    const [here, there] = [follow(member('ann'), wallet), follow(SERVICE, wallet, live2)];
    await until(() => here.taken.length === 1 && there.taken.length === 1);
    await second.deposit(wallet, '5', 'USD');
    await until(() => here.taken.length === 2 && there.taken.length === 2);
    await at.gateway.deposit(wallet, '1', 'USD');
    await until(() => here.taken.length === 3 && there.taken.length === 3);
    for (const follower of [here, there]) {
      expect(follower.taken.map(({ balance }) => balance.available)).toEqual([
        1_000n,
        1_500n,
        1_600n,
      ]);
      expect(versions(follower)).toEqual([1, 2, 3]);
      expect(follower.last?.balance).toEqual(await at.gateway.balance(wallet));
    }
  });

  test('an owner gets a push when their wallet is frozen, unfrozen and closed, with the same balance', async () => {
    const walletId = await at.gateway.wallet('ivo', 'USD');
    const [here, there] = [follow(member('ivo'), walletId), follow(SERVICE, walletId, live2)];
    await until(() => here.taken.length === 1 && there.taken.length === 1);
    for (const [index, movement] of [freezeWallet, unfreezeWallet, closeWallet].entries()) {
      const { ledger } = at.gateway.book;
      done(await ledger.submit(movement, { walletId, reason }, ADMIN, randomUUID()));
      await until(() => here.taken.length === index + 2 && there.taken.length === index + 2);
    }
    for (const follower of [here, there]) {
      const statuses = follower.taken.map(({ wallet }) => wallet.status);
      expect(statuses).toEqual(['ACTIVE', 'FROZEN', 'ACTIVE', 'CLOSED']);
      expect(versions(follower)).toEqual([0, 0, 0, 0]);
    }
  });

  test('a subscription pushes nothing for what does not change the balance', async () => {
    const [wallet, other] = [
      await at.gateway.wallet('ben', 'USD', '10'),
      await at.gateway.wallet('cem', 'USD', '10'),
    ];
    const follower = follow(member('ben'), wallet);
    await until(() => follower.taken.length === 1);
    await at.gateway.deposit(other, '1', 'USD');
    await at.gateway.transfer(wallet, other, '99', 'USD'); // refused
    await at.gateway.deposit(wallet, '2', 'USD');
    await until(() => follower.taken.length === 2);
    expect(versions(follower)).toEqual([1, 2]);
  });

  test('a missing wallet and one that the viewer may not see are refused alike', async () => {
    const wallet = await at.gateway.wallet('dot', 'USD', '10');
    const [foreign, missing] = [follow(member('eve'), wallet), follow(member('eve'), randomUUID())];
    await Promise.all([foreign.done, missing.done]);
    const { code, message } = missing.error as { code: string; message: string };
    expect(foreign.error).toMatchObject({ code, message });
    expect(code).toBe('WALLET_NOT_FOUND');
    expect([...foreign.taken, ...missing.taken]).toEqual([]);
  });

  test('a viewer who may no longer see the wallet gets no further push', async () => {
    const wallet = await at.gateway.wallet('flo', 'USD', '10');
    const viewer = { id: 'flo', roles: ['MEMBER'] as Viewer['roles'] };
    const follower = follow(viewer, wallet);
    await until(() => follower.taken.length === 1);
    viewer.roles = [];
    await at.gateway.deposit(wallet, '1', 'USD');
    await follower.done;
    expect(follower.error).toMatchObject({ code: 'WALLET_NOT_FOUND' });
    expect(versions(follower)).toEqual([1]);
  });

  test('pushed versions only grow while many write, and the last is what a query shows', async () => {
    const wallets = await Promise.all(
      Array.from({ length: 8 }, (_, index) => at.gateway.wallet(`gil-${index}`, 'USD', '100')),
    );
    const all = wallets.flatMap((id) => [follow(SERVICE, id), follow(SERVICE, id, live2)]);
    await until(() => all.every(({ taken }) => taken.length > 0));
    await Promise.all(
      Array.from({ length: 400 }, (_, index) => {
        const [from, to] = [wallets[index % 8] as string, wallets[(index * 5 + 1) % 8] as string];
        return (index % 2 ? at.gateway : second).transfer(from, to, '1', 'USD');
      }),
    );
    const shown = new Map(
      await Promise.all(wallets.map(async (id) => [id, await at.gateway.balance(id)] as const)),
    );
    await until(() =>
      all.every(({ last }) => last?.balance.version === shown.get(last?.wallet.id ?? '')?.version),
    );
    for (const follower of all) {
      const received = versions(follower);
      expect(received).toEqual([...new Set(received)].sort((a, b) => a - b));
      expect(follower.last?.balance).toEqual(shown.get(follower.last?.wallet.id ?? ''));
    }
  });

  test('a wallet is read once for all its followers', async () => {
    const wallet = await at.gateway.wallet('hal', 'USD', '10');
    const asked: string[] = [];
    const { book } = at.gateway;
    const counting = { ...book, join: () => counted(book.join(), asked) };
    const own = await openTestLive(counting, at.database.url);
    try {
      const all = Array.from({ length: 50 }, () => follow(member('hal'), wallet, own));
      await until(() => all.every(({ taken }) => taken.length === 1));
      const reads = asked.length;
      await at.gateway.deposit(wallet, '1', 'USD');
      await until(() => all.every(({ taken }) => taken.length === 2));
      expect(asked.slice(reads)).toEqual([wallet]);
      for (const follower of all) await follower.stop();
    } finally {
      await own.close();
    }
  });
});

test('only one read of balances runs at a time, however many follow', async () => {
  let [now, most, looks] = [0, 0, 0];
  const { book } = at.gateway;
  const counting = {
    ...book,
    join: (): RowReader => {
      const reader = book.join();
      looks += 1;
      most = Math.max(most, ++now);
      const end = async (): Promise<void> => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        now -= 1;
        await reader.end();
      };
      return { rows: reader.rows, end };
    },
  };
  const wallets = await Promise.all(
    Array.from({ length: 20 }, (_, index) => at.gateway.wallet(`joy-${index}`, 'USD', '1')),
  );
  const own = await openTestLive(counting, at.database.url);
  try {
    const all = wallets.map((id) => follow(SERVICE, id, own));
    // Each at its own pace, because otherwise all would share one read anyway.
    await Promise.all(
      wallets.map(async (id, index) => {
        for (let round = 0; round < 5; round++) {
          await new Promise((resolve) => setTimeout(resolve, index * 3));
          await at.gateway.deposit(id, '1', 'USD');
        }
      }),
    );
    await until(() => all.every(({ last }) => last?.balance.version === 6));
    expect(most).toBe(1);
    expect(looks).toBeGreaterThan(1);
    for (const follower of all) await follower.stop();
  } finally {
    await own.close();
  }
});

describe('a change that commits during a read is not lost', () => {
  test('a change that commits during a read leads to a read of its own', async () => {
    const wallet = await at.gateway.wallet('jon', 'USD', '10');
    let meanwhile: (() => Promise<void>) | undefined;
    const { book } = at.gateway;
    const gated = {
      ...book,
      join: () =>
        delayed(book.join(), async () => {
          const work = meanwhile;
          meanwhile = undefined;
          await work?.();
        }),
    };
    const own = await openTestLive(gated, at.database.url);
    try {
      const follower = follow(member('jon'), wallet, own);
      await until(() => follower.taken.length === 1);
      let heard = 0;
      const announced = own.live.announced.bind(own.live);
      own.live.announced = (...args) => {
        announced(...args);
        heard += 1;
      };
      // The read after the first deposit returns only after the second deposit was announced.
      meanwhile = async () => {
        await at.gateway.deposit(wallet, '1', 'USD');
        await until(() => heard === 2);
      };
      await at.gateway.deposit(wallet, '1', 'USD');
      await until(() => follower.taken.length === 3);
      expect(versions(follower)).toEqual([1, 2, 3]);
      await follower.stop();
    } finally {
      await own.close();
    }
  });
});

describe('a slow subscriber skips to the newest balance', () => {
  test('a slow subscriber finds the newest balance when it reads, and not those before', async () => {
    const wallet = await at.gateway.wallet('ida', 'USD', '1');
    const signal = new AbortController();
    const events = await live.live.balance(member('ida'), wallet, signal.signal);
    expect((await events.next()).value).toMatchObject({ value: { balance: { version: 1 } } });
    for (let paid = 0; paid < 30; paid++) await at.gateway.deposit(wallet, '1', 'USD');
    await until(async () => (await at.gateway.balance(wallet)).version === 31);
    // Changes that come while the subscriber does not read become one event.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await events.next()).value).toMatchObject({ value: { balance: { version: 31 } } });
    const after = events.next();
    await at.gateway.deposit(wallet, '1', 'USD');
    expect((await after).value).toMatchObject({ value: { balance: { version: 32 } } });
    signal.abort();
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });
});

describe('a missed change is found later', () => {
  const terminate = (name: string) =>
    at.owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = $1`,
      [name],
    );

  test('a change that was missed while the listener was down is found when it is back', async () => {
    const wallet = await at.gateway.wallet('jim', 'USD', '10');
    const follower = follow(member('jim'), wallet);
    await until(() => follower.taken.length === 1);
    for (let round = 0; round < 5; round++) {
      const version = follower.last?.balance.version ?? 0;
      await terminate('test listener');
      await until(() => !live.isListening);
      await at.gateway.deposit(wallet, '1', 'USD');
      await until(() => follower.last?.balance.version === version + 1);
    }
    expect(versions(follower)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(live.errors).toContain(
      'the listener lost its connection; commits are not heard of until it is back',
    );
  });

  test('a change that was never announced is found by a recheck', async () => {
    const wallet = await at.gateway.wallet('kai', 'USD', '10');
    const observed = new Observed();
    const deaf = deafLive(at.gateway.book, observed);
    try {
      const follower = new Follower((signal) => deaf.balance(member('kai'), wallet, signal));
      await until(() => follower.taken.length === 1 && observed.looks.includes(true));
      expect(observed.looks).not.toContain(false);
      await at.gateway.deposit(wallet, '1', 'USD');
      await until(() => follower.taken.length === 2);
      expect(observed.looks).toContain(false);
      await follower.stop();
    } finally {
      deaf.close();
    }
  });
});

/** Makes a reader record whose balances it reads. */
function counted(reader: RowReader, asked: string[]): RowReader {
  return withBalance(reader, (id, read) => {
    asked.push(id);
    return read();
  });
}

/** Makes a reader return balances, which it reads at once, only after `before`. */
function delayed(reader: RowReader, before: () => Promise<void>): RowReader {
  return withBalance(reader, async (_, read) => {
    const balance = await read();
    await before();
    return balance;
  });
}

type ReadBalance = RowReader['rows']['balance'];

function withBalance(
  reader: RowReader,
  balance: (id: string, read: () => ReturnType<ReadBalance>) => ReturnType<ReadBalance>,
): RowReader {
  const { rows } = reader;
  const read: ReadBalance = (id) => balance(id, () => rows.balance(id));
  // A proxy, because a method of rows needs rows itself.
  const changed = new Proxy(rows, {
    get: (target, name) => {
      const value: unknown = name === 'balance' ? read : Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { rows: changed, end: () => reader.end() };
}
