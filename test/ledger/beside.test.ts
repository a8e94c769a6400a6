import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { Result } from '../../src/ledger/index.js';
import { deposit, transfer } from '../../src/movements/index.js';
import { useBook } from '../support/book.js';
import { money, SERVICE } from '../support/inputs.js';
import { until, untilBlocked } from '../support/until.js';

// A second commit goes beside the only writer's if enough commands want none of its rows.

/** A session that stops all commits for as long as it has the table. */
let stopper: Client;
// Before the database is dropped.
afterAll(() => stopper.end());
const at = useBook();
const wallets: string[] = [];

beforeAll(async () => {
  stopper = new Client({
    connectionString: at.database.url,
    options: '-c search_path=book,pg_temp',
  });
  await stopper.connect();
  for (let index = 0; index < 70; index++)
    wallets.push(await at.gateway.wallet(`owner-${index}`, 'USD', '10.00'));
});

const send = (from: number, to: number): Promise<Result> =>
  at.gateway.book.ledger.submit(
    transfer,
    { fromWalletId: wallets[from] ?? '', toWalletId: wallets[to] ?? '', amount: money('0.01') },
    SERVICE,
    randomUUID(),
  );
/** Commands on wallets that no other command uses, in pairs. */
const sendApart = (count: number): Promise<Result>[] =>
  Array.from({ length: count }, (_, index) => send(10 + (index % 30) * 2, 11 + (index % 30) * 2));
const waiting = (): number => at.gateway.book.ledger.waiting;
const hasOutcome = async (result: Promise<Result>): Promise<boolean> =>
  Promise.race([
    result.then(() => true),
    new Promise<false>((resolve) => setImmediate(resolve, false)),
  ]);

async function whileStopped(work: () => Promise<void>): Promise<void> {
  await stopper.query('BEGIN; LOCK TABLE command IN EXCLUSIVE MODE');
  try {
    await work();
  } finally {
    await stopper.query('ROLLBACK');
  }
}

test('many commands on other wallets go beside a commit, and those on its wallets wait for it', async () => {
  const sent: Promise<Result>[] = [];
  await whileStopped(async () => {
    sent.push(send(0, 1));
    await untilBlocked(at.owner);
    // Each of the two waits for a wallet of the first commit. The third waits behind them for the other wallet of one.
    sent.push(send(1, 2), send(3, 0), send(2, 4), ...sendApart(60));
    await untilBlocked(at.owner, undefined, 2);
    expect(waiting()).toBe(3);
  });
  const results = await Promise.all(sent);
  expect(results.filter(({ outcome }) => 'done' in outcome)).toHaveLength(64);
});

test('few commands wait, because a small commit costs more than it brings', async () => {
  const sent: Promise<Result>[] = [];
  await whileStopped(async () => {
    sent.push(send(0, 1));
    await untilBlocked(at.owner);
    sent.push(...sendApart(20));
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(waiting()).toBe(20);
  });
  await Promise.all(sent);
});

test('a key that is sent again waits for the commit that has it, and is a replay', async () => {
  const from = wallets[5] ?? '';
  const { outcome } = await at.gateway.book.ledger.submit(
    deposit,
    { walletId: from, amount: money('1.00') },
    SERVICE,
    randomUUID(),
  );
  expect('done' in outcome).toBe(true);
  const sent: Promise<Result>[] = [];
  await whileStopped(async () => {
    sent.push(
      at.gateway.book.ledger.submit(
        deposit,
        { walletId: from, amount: money('1.00') },
        SERVICE,
        'the same key',
      ),
    );
    await untilBlocked(at.owner);
    // The same key again waits for the commit that has it, and is answered as a replay.
    const again = at.gateway.book.ledger.submit(
      deposit,
      { walletId: from, amount: money('1.00') },
      SERVICE,
      'the same key',
    );
    sent.push(again, ...sendApart(60));
    await untilBlocked(at.owner, undefined, 2);
    expect(waiting()).toBe(1);
    expect(await hasOutcome(again)).toBe(false);
  });
  const [first, again] = await Promise.all(sent);
  expect([first?.replayed, again?.replayed]).toEqual([false, true]);
  await until(() => waiting() === 0);
});
