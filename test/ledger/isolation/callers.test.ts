import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { OverloadedError, type Result, UnavailableError } from '../../../src/ledger/index.js';
import { deposit, transfer, transferMany } from '../../../src/movements/index.js';
import { refusalCode, TestGateway, useBook } from '../../support/book.js';
import { member, money, SERVICE } from '../../support/inputs.js';
import { until, untilBlocked } from '../../support/until.js';

const LINES = 1_000;

/** A session that stops all commits for as long as it has the table, so that a test says when they go on. */
let stopper: Client;
// Before the database is dropped.
afterAll(() => stopper.end());
const at = useBook({ queueMax: 8_192 });
const ledger = () => at.gateway.book.ledger;

beforeAll(async () => {
  stopper = new Client({
    connectionString: at.database.url,
    options: '-c search_path=book,pg_temp',
  });
  await stopper.connect();
});

/** Sends while no commit can end, and lets them go on. */
async function whileStopped<T>(send: () => Promise<T>[]): Promise<PromiseSettledResult<T>[]> {
  await stopper.query('BEGIN');
  await stopper.query('LOCK TABLE command IN EXCLUSIVE MODE');
  const sent = Promise.allSettled(send());
  await untilBlocked(at.owner);
  await stopper.query('ROLLBACK');
  return sent;
}

/** A list that is refused line by line, because the wallet is empty. */
function refusedList(owner: string, fromWalletId: string, toWalletId: string): Promise<Result> {
  const inputs = Array.from({ length: LINES }, () => ({
    fromWalletId,
    toWalletId,
    amount: money('1.00'),
  }));
  return ledger().submit(transferMany, { inputs, atomic: false }, member(owner), randomUUID());
}

test('ten lists of 1,000 lines of one member refuse no command of four others', async () => {
  const empty = await at.gateway.wallet('mallory', 'USD');
  const sink = await at.gateway.wallet('sink', 'USD');
  const others = await Promise.all(
    ['ann', 'ben', 'cem', 'dia'].map(async (id) => ({
      ...{ id, walletId: await at.gateway.wallet(id, 'USD', '100.00') },
    })),
  );
  const results = await whileStopped(() => [
    ...Array.from({ length: 10 }, () => refusedList('mallory', empty, sink)),
    ...others.flatMap(({ id, walletId }) =>
      Array.from({ length: 100 }, () => {
        const input = { fromWalletId: walletId, toWalletId: sink, amount: money('0.01') };
        return ledger().submit(transfer, input, member(id), randomUUID());
      }),
    ),
  ]);
  const [lists, singles] = [results.slice(0, 10), results.slice(10)];
  expect(singles.filter(({ status }) => status === 'fulfilled')).toHaveLength(400);
  // Only of the lists can some have found no place.
  for (const list of lists)
    if (list.status === 'rejected') expect(list.reason).toBeInstanceOf(OverloadedError);
  expect((await at.gateway.balance(sink)).available).toBe(400n);
});

test('20 lists of 1,000 lines refuse no single command, not even of the same caller', async () => {
  const from = await at.gateway.wallet('payer', 'USD');
  const to = await at.gateway.wallet('paid', 'USD');
  const results = await whileStopped(() => [
    ...Array.from({ length: 20 }, () => refusedList('service', from, to)),
    ...Array.from({ length: 100 }, () =>
      ledger().submit(deposit, { walletId: to, amount: money('1.00') }, SERVICE, randomUUID()),
    ),
  ]);
  expect(results.slice(20).filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
  expect((await at.gateway.balance(to)).available).toBe(10_000n);
});

/** The wait of each session that waits for a lock: 'relation' for a table, another word for a row. */
async function waits(): Promise<string[]> {
  const { rows } = await at.owner.query<{ wait_event: string }>(
    `SELECT wait_event FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows.map(({ wait_event }) => wait_event);
}

test('a command on a wallet of a list that is being committed follows it without a wait for its rows', async () => {
  const commits: string[] = [];
  const observer = {
    committed: () => undefined,
    settled: (name: string) => void commits.push(name),
    retried: (reason: string) => void commits.push(`retried ${reason}`),
  };
  const gateway = await TestGateway.open(at.database.url, { observer });
  const [from, to, other, apart] = await Promise.all(
    ['list from', 'list to', 'list other', 'apart'].map((id) =>
      at.gateway.wallet(id, 'USD', '50.00'),
    ),
  );
  const inputs = Array.from({ length: 20 }, () => ({
    ...{ fromWalletId: from!, toWalletId: to!, amount: money('1.00') },
  }));
  await stopper.query('BEGIN');
  await stopper.query('LOCK TABLE command IN EXCLUSIVE MODE');
  const list = gateway.book.ledger.submit(
    ...([transferMany, { inputs, atomic: true }, SERVICE, randomUUID()] as const),
  );
  await untilBlocked(at.owner);
  const sent = [
    gateway.transfer(from!, other!, '31.00', 'USD'), // more than the list leaves
    gateway.transfer(other!, to!, '1.00', 'USD'),
    gateway.deposit(apart!, '1.00', 'USD'),
  ];
  // The last of them is being committed, or one before it waits for the list. Only the rows of a wallet tell which.
  await untilBlocked(at.owner, undefined, 2);
  expect(await waits()).toEqual(['relation', 'relation']);
  await stopper.query('ROLLBACK');
  expect((await Promise.all(sent)).map(refusalCode)).toEqual([
    ...['INSUFFICIENT_FUNDS', 'DONE', 'DONE'],
  ]);
  await list;
  expect(commits.filter((one) => one !== 'deposit')).toEqual([
    'transferMany',
    'transfer',
    'transfer',
  ]);
  await gateway.close();
});

test('a command that has not begun in time is not executed and says so, and one whose client left is not executed', async () => {
  const wallet = await at.gateway.wallet('late', 'USD');
  const gone = new AbortController();
  const send = (options: object): Promise<Result> =>
    ledger().submit(
      ...([deposit, { walletId: wallet, amount: money('1.00') }, SERVICE, randomUUID()] as const),
      options,
    );
  await stopper.query('BEGIN');
  await stopper.query('LOCK TABLE command IN EXCLUSIVE MODE');
  const first = send({});
  const late = send({ withinMs: 200 });
  const left = send({ gone: gone.signal });
  const patient = send({});
  gone.abort();
  // Both end although no commit does.
  const errors = await Promise.allSettled([late, left]);
  expect(errors.map((one) => one.status === 'rejected' && (one.reason as Error).message)).toEqual([
    'The turn of this mutation did not come in time. Nothing was executed. Retry with the same idempotencyKey.',
    'The client went away before the turn of this mutation came. Nothing was executed. Retry with the same idempotencyKey.',
  ]);
  await stopper.query('ROLLBACK');
  await Promise.all([first, patient]);
  await expect(send({ gone: gone.signal })).rejects.toBeInstanceOf(UnavailableError);
  await until(() => ledger().waiting === 0);
  expect((await at.gateway.balance(wallet)).available).toBe(200n);
});
