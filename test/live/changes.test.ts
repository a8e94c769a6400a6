import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  closeWallet,
  completePurchase,
  freezeWallet,
  purchase,
  revokeTokens,
} from '../../src/movements/index.js';
import { TooManyError, TooSlowError } from '../../src/live/errors.js';
import type { WalletChangesFilter } from '../../src/live/live.js';
import { ChangeSet } from '../../src/live/changed-wallets.js';
import type { WalletNow } from '../../src/live/wallet-batcher.js';
import { done, useBook } from '../support/book.js';
import { Follower, openTestLive, type TestLive } from '../support/live.js';
import { until } from '../support/until.js';
import { ADMIN, member, money, SERVICE } from '../support/inputs.js';

const at = useBook();
const EVERYTHING: WalletChangesFilter = { ownerId: undefined, currency: undefined };
const followers: Follower<unknown>[] = [];

describe('live subscriptions push changes of wallets and transactions', () => {
  let live: TestLive;
  beforeAll(async () => {
    live = await openTestLive(at.gateway.book, at.database.url);
  });
  afterEach(async () => {
    for (const follower of followers.splice(0)) await follower.stop();
    expect(live.live.size).toBe(0);
  });
  afterAll(() => live.close());

  const followAll = (filter: Partial<WalletChangesFilter> = {}, viewer = SERVICE) => {
    const follower = new Follower<readonly WalletNow[]>((signal) =>
      Promise.resolve(live.live.walletChanges(viewer, { ...EVERYTHING, ...filter }, signal)),
    );
    followers.push(follower);
    return follower;
  };
  const seen = (follower: Follower<readonly WalletNow[]>): WalletNow[] => follower.taken.flat();

  test('walletChanges pushes an empty list at once, then new wallets and each change of balance or status', async () => {
    const follower = followAll();
    await until(() => follower.taken.length >= 1);
    expect(follower.taken).toEqual([[]]);
    const wallet = await at.gateway.wallet('ann', 'USD');
    await until(() => seen(follower).length === 1);
    await at.gateway.deposit(wallet, '5', 'USD');
    await until(() => seen(follower).length === 2);
    await at.gateway.book.ledger.submit(
      freezeWallet,
      { walletId: wallet, reason: 'x' },
      ADMIN,
      'f',
    );
    await until(() => seen(follower).length === 3);
    expect(
      seen(follower).map((now) => [now.wallet.id, now.wallet.status, now.balance.available]),
    ).toEqual([
      [wallet, 'ACTIVE', 0n],
      [wallet, 'ACTIVE', 500n],
      [wallet, 'FROZEN', 500n],
    ]);
  });

  test('walletChanges pushes only wallets that match the filter and that the viewer may see', async () => {
    const [bens, dollars, members] = [
      followAll({ ownerId: 'ben' }),
      followAll({ currency: 'USD' }),
      followAll({}, member('cem')),
    ];
    await until(() => [bens, dollars, members].every(({ taken }) => taken.length >= 1));
    const ids = {
      ben: await at.gateway.wallet('ben', 'USD', '1'),
      benEur: await at.gateway.wallet('ben', 'EUR', '1'),
      cem: await at.gateway.wallet('cem', 'EUR', '1'),
      dot: await at.gateway.wallet('dot', 'USD', '1'),
    };
    const of = (follower: Follower<readonly WalletNow[]>): Set<string> =>
      new Set(seen(follower).map(({ wallet }) => wallet.id));
    await until(
      () => of(dollars).has(ids.dot) && of(bens).has(ids.benEur) && of(members).has(ids.cem),
    );
    expect(of(bens)).toEqual(new Set([ids.ben, ids.benEur]));
    expect(of(dollars)).toEqual(new Set([ids.ben, ids.dot]));
    expect(of(members)).toEqual(new Set([ids.cem]));
  });

  test('walletChanges pushes at most 200 wallets at once, each of them once, however often it changed', async () => {
    const signal = new AbortController();
    const events = live.live.walletChanges(SERVICE, EVERYTHING, signal.signal);
    await events.next();
    const ids = await Promise.all(
      Array.from({ length: 250 }, (_, index) => at.gateway.wallet(`eve-${index}`, 'USD', '1')),
    );
    await Promise.all(ids.map((id) => at.gateway.deposit(id, '1', 'USD')));
    // Waits until every announcement has been heard. Meanwhile the test takes no event.
    const other = followAll();
    // Late announcements of the deposits can bring more than the first event.
    await until(() => other.taken.length >= 1);
    const last = await at.gateway.wallet('eve-last', 'USD');
    await until(() => seen(other).some(({ wallet }) => wallet.id === last));
    const pushes: (readonly WalletNow[])[] = [];
    const mine = new Set([...ids, last]);
    const received = (): WalletNow[] => pushes.flat().filter(({ wallet }) => mine.has(wallet.id));
    while (received().length < mine.size) {
      const { value } = (await events.next()) as { value: { value: readonly WalletNow[] } };
      pushes.push(value.value);
    }
    expect(Math.max(...pushes.map(({ length }) => length))).toBe(200);
    // Each wallet once: a change of another test may come late, and is none of these.
    expect(new Set(received().map(({ wallet }) => wallet.id))).toEqual(mine);
    const byId = new Map(received().map((now) => [now.wallet.id, now.balance.available]));
    expect(ids.map((id) => byId.get(id))).toEqual(ids.map(() => 200n));
    signal.abort();
  });

  test('walletChanges pushes what changed while the listener was down as soon as it is back', async () => {
    const follower = followAll();
    await until(() => follower.taken.length >= 1);
    const wallet = await at.gateway.wallet('flo', 'USD', '1');
    const empty = await at.gateway.wallet('flo', 'EUR');
    await until(() => seen(follower).some(({ wallet: { id } }) => id === empty));
    await at.owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'test listener'`,
    );
    await until(() => !live.isListening);
    await at.gateway.deposit(wallet, '1', 'USD');
    await at.gateway.book.ledger.submit(closeWallet, { walletId: empty, reason: 'x' }, ADMIN, 'c');
    const opened = await at.gateway.wallet('gil', 'USD');
    const last = (id: string): WalletNow | undefined =>
      seen(follower).findLast((now) => now.wallet.id === id);
    await until(() => last(opened) !== undefined && last(empty)?.wallet.status === 'CLOSED');
    // The gateway may hear of the other wallets before it has found what it missed.
    await until(() => last(wallet)?.balance.version === 2);
    expect(last(wallet)?.balance).toEqual(await at.gateway.balance(wallet));
  });

  test('a subscription to a transaction pushes its id at once and with each change', async () => {
    const wallet = await at.gateway.wallet('hal', 'USD', '10');
    const input = { walletId: wallet, amount: money('5', 'USD'), description: 'shoes' };
    const { transactionId = '' } = done(
      await at.gateway.book.ledger.submit(purchase, input, SERVICE, randomUUID()),
    );
    const follower = new Follower((signal) =>
      Promise.resolve(live.live.transaction(SERVICE, transactionId, signal)),
    );
    followers.push(follower);
    await until(() => follower.taken.length >= 1);
    await at.gateway.deposit(wallet, '1', 'USD');
    await at.gateway.book.ledger.submit(completePurchase, { transactionId }, SERVICE, 'cp');
    await until(() => follower.taken.length === 2);
    expect(follower.taken).toEqual([transactionId, transactionId]);
  });

  test('a revocation is known as soon as it is committed anywhere', async () => {
    const issuedAt = new Date();
    expect(live.revocations.isRevoked({ id: 'ida', issuedAt })).toBe(false);
    await at.gateway.book.ledger.submit(revokeTokens, { subject: 'ida', reason: 'x' }, ADMIN, 'rt');
    await until(() => live.revocations.isRevoked({ id: 'ida', issuedAt }));
  });

  test('a revocation made while the listener was down is known when it is back', async () => {
    const issuedAt = new Date();
    await at.owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'test listener'`,
    );
    await until(() => !live.isListening);
    await at.gateway.book.ledger.submit(revokeTokens, { subject: 'jim', reason: 'x' }, ADMIN, 'ru');
    await until(() => live.revocations.isRevoked({ id: 'jim', issuedAt }));
  });
});

test('a gateway carries only so many subscriptions, and one that ends makes room', async () => {
  const live = await openTestLive(at.gateway.book, at.database.url, { most: 2 });
  try {
    const wallet = await at.gateway.wallet('kai', 'USD');
    const signal = [new AbortController(), new AbortController(), new AbortController()];
    const follow = (index: number) =>
      live.live.balance(SERVICE, wallet, (signal[index] as AbortController).signal);
    await follow(0);
    live.live.transaction(SERVICE, randomUUID(), (signal[1] as AbortController).signal);
    await expect(follow(2)).rejects.toThrow(TooManyError);
    expect(() => live.live.walletChanges(SERVICE, EVERYTHING, AbortSignal.timeout(1))).toThrow(
      TooManyError,
    );
    signal[1]?.abort();
    await follow(2);
    for (const controller of signal) controller.abort();
    expect(live.live.size).toBe(0);
  } finally {
    await live.close();
  }
});

test('a subscriber that falls too far behind gets TooSlowError, and nothing is kept for it', async () => {
  const changeSet = new ChangeSet();
  const ids = Array.from({ length: 10_000 }, () => randomUUID());
  changeSet.add(ids, 1);
  changeSet.add(ids, 2);
  expect(changeSet.take(200)).toEqual({ ids: ids.slice(0, 200), committedAt: 1, isRecheck: false });
  changeSet.add([randomUUID()], 3);
  changeSet.add(
    Array.from({ length: 200 }, () => randomUUID()),
    4,
  );
  await changeSet.whenChanged(AbortSignal.timeout(1_000));
  expect(() => changeSet.take(200)).toThrow(TooSlowError);
});
