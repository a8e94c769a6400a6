import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { HoldExpiry } from '../../../src/jobs/hold-expiry.js';
import { walletId } from '../../../src/graphql/ids.js';
import { LockedError, UnavailableError } from '../../../src/ledger/index.js';
import { approveWithdrawal, openWallet, requestWithdrawal } from '../../../src/movements/index.js';
import { done, TestGateway, useBook } from '../../support/book.js';
import { ADMIN, member, money, SERVICE } from '../../support/inputs.js';
import { askers, moneyInput } from '../../support/graphql.js';
import { expireHoldsNow, until } from '../../support/until.js';

/** Long enough for every command that nothing holds up. */
const PATIENT = { commandTimeoutMs: 60_000 };
/** As the gateway's pool of writers has it. */
const LOCKS = { lockMs: 100 };

afterEach(() => outsider.query('ROLLBACK'));
// Before the database is dropped.
afterAll(async () => {
  await outsider.end();
  await gateway.close();
  await patient.close();
});
const at = useBook();
/** Its commands on locked rows end soon. */
let gateway: TestGateway;
/** Its commands wait for as long as a test takes. */
let patient: TestGateway;
/** Another session of the database, such as an open psql. */
let outsider: Client;

beforeAll(async () => {
  gateway = await TestGateway.open(at.database.url, { commandTimeoutMs: 1_500 }, LOCKS);
  patient = await TestGateway.open(at.database.url, PATIENT, LOCKS);
  outsider = new Client({
    connectionString: at.database.url,
    options: '-c search_path=book,pg_temp',
  });
  await outsider.connect();
});
const hold = async (sql: string, ...values: unknown[]): Promise<void> => {
  await outsider.query('BEGIN');
  await outsider.query(sql, values);
};
const holdWallet = (id: string): Promise<void> =>
  hold('SELECT FROM wallet WHERE id = $1 FOR UPDATE', id);

const available = async (walletId: string): Promise<bigint> =>
  (await at.gateway.balance(walletId)).available;

/** How a command ended: DONE, or its error. */
async function ending(sent: Promise<unknown>): Promise<unknown> {
  return sent.then(
    () => 'DONE',
    (error: unknown) => error,
  );
}

test('three clients that retry on a locked wallet get a clear error, and nobody else waits for it', async () => {
  const locked = await at.gateway.wallet('locked', 'USD', '10.00');
  const other = await at.gateway.wallet('other', 'USD', '100.00');
  const third = await at.gateway.wallet('third', 'USD');
  await holdWallet(locked);
  let stopped = false;
  const errors: unknown[] = [];
  const retrying = Promise.all(
    Array.from({ length: 3 }, async () => {
      while (!stopped) {
        errors.push(await ending(gateway.transfer(other, locked, '1.00', 'USD')));
        await delay(5);
      }
    }),
  );
  // Also on the wallet to which the locked one has business: nothing is held while a command waits.
  for (let sent = 0; sent < 60 || errors.length < 4; sent++)
    await gateway.transfer(other, third, '0.01', 'USD');
  stopped = true;
  await retrying;
  for (const error of errors) {
    expect((error as LockedError).message).toBe(
      `Wallet ${locked} is locked by another session of the database. Nothing was executed. Retry with the same idempotencyKey.`,
    );
  }
  expect([await available(locked), (await available(third)) >= 60n]).toEqual([1_000n, true]);
});

test('a command waits for a locked wallet within its time, in order, and is executed when it is free', async () => {
  const locked = await at.gateway.wallet('soon free', 'USD', '3.00');
  const to = await at.gateway.wallet('soon paid', 'USD');
  await holdWallet(locked);
  const sent = ['2.00', '2.00', '1.00'].map((amount) =>
    patient.transfer(locked, to, amount, 'USD'),
  );
  await until(() => patient.book.ledger.waiting === 3);
  await outsider.query('ROLLBACK');
  const codes = (await Promise.all(sent)).map(({ outcome }) =>
    'refused' in outcome ? outcome.refused.code : 'DONE',
  );
  expect(codes).toEqual(['DONE', 'INSUFFICIENT_FUNDS', 'DONE']);
});

test('a client of the API reads the id of the locked wallet in the error', async () => {
  const locked = await at.gateway.wallet('named', 'USD', '1.00');
  await holdWallet(locked);
  const id = walletId(locked);
  const { service } = askers(() => gateway.book);
  await expect(
    service.send('Deposit', { walletId: id, amount: moneyInput('1.00') }),
  ).rejects.toMatchObject({
    message: `Wallet ${id} is locked by another session of the database. Nothing was executed. Retry with the same idempotencyKey.`,
    extensions: { code: 'UNAVAILABLE' },
  });
});

test('a locked wallet behind a transaction, a locked transaction and a locked owner are found, too', async () => {
  const wallet = await at.gateway.wallet('behind', 'USD', '10.00');
  const other = await at.gateway.wallet('beside', 'USD');
  const submit = at.gateway.book.ledger.submit.bind(at.gateway.book.ledger);
  const asked = await submit(
    requestWithdrawal,
    { walletId: wallet, amount: money('1.00'), destination: 'a bank' },
    member('behind'),
    randomUUID(),
  );
  const transactionId = done(asked).transactionId ?? '';
  const approve = () =>
    ending(gateway.book.ledger.submit(approveWithdrawal, { transactionId }, ADMIN, randomUUID()));
  const withOthers = async (command: Promise<unknown>): Promise<unknown> => {
    expect(await ending(gateway.deposit(other, '1.00', 'USD'))).toBe('DONE');
    return ((await command) as Error).message;
  };
  await holdWallet(wallet);
  const byTransaction = expect.stringMatching(`A row of transaction ${transactionId} is locked`);
  expect(await withOthers(approve())).toEqual(byTransaction);
  const open = gateway.book.ledger.submit(
    openWallet,
    { ownerId: 'behind', currency: 'USD' },
    SERVICE,
    randomUUID(),
  );
  expect(await withOthers(ending(open))).toMatch(/^A row that this mutation needs is locked/);
  await outsider.query('ROLLBACK');
  await hold('SELECT FROM transaction WHERE id = $1 FOR UPDATE', transactionId);
  expect(await withOthers(approve())).toEqual(byTransaction);
});

test('a key that another session is about to store holds up only its own command', async () => {
  const wallet = await at.gateway.wallet('same key', 'USD');
  const key = randomUUID();
  await hold(
    `INSERT INTO command (caller, key, movement, input, input_hash, outcome, created_at)
     VALUES ('service', $1, 'deposit', '{}', sha256('["deposit",{}]'), '{}', now())`,
    key,
  );
  const [first, stuck, ...rest] = [randomUUID(), key, randomUUID(), randomUUID()].map((one) =>
    patient.deposit(wallet, '1.00', 'USD', one),
  );
  await Promise.all([first, ...rest]);
  await until(() => patient.book.ledger.waiting === 1);
  expect(await available(wallet)).toBe(300n);
  await outsider.query('ROLLBACK');
  expect(await stuck).toMatchObject({ replayed: false });
  expect(await available(wallet)).toBe(400n);
});

test('if all shards of the system accounts are locked, transfers go on, and deposits follow when one is free', async () => {
  const a = await at.gateway.wallet('shards a', 'USD', '5.00');
  const b = await at.gateway.wallet('shards b', 'USD');
  await hold('SELECT FROM shard FOR UPDATE');
  const deposit = patient.deposit(b, '1.00', 'USD');
  for (let sent = 0; sent < 5; sent++) await patient.transfer(a, b, '1.00', 'USD');
  expect(await available(b)).toBe(500n);
  await outsider.query('ROLLBACK');
  await deposit;
  expect(await available(b)).toBe(600n);
});

test('a locked table ends every command in time, and the next one is executed when it is free', async () => {
  const a = await at.gateway.wallet('table a', 'USD', '5.00');
  const b = await at.gateway.wallet('table b', 'USD');
  await hold('LOCK TABLE wallet IN ACCESS EXCLUSIVE MODE');
  const sent = await Promise.all(
    [1, 2, 3].map(() => ending(gateway.transfer(a, b, '1.00', 'USD'))),
  );
  for (const error of sent) expect(error).toBeInstanceOf(UnavailableError);
  await outsider.query('ROLLBACK');
  await gateway.transfer(a, b, '1.00', 'USD');
  expect(await available(b)).toBe(100n);
});

test('an expired hold on a locked wallet delays neither clients nor other holds, and is released when it can be', async () => {
  const [locked, free] = [
    await at.gateway.wallet('held and locked', 'USD', '10.00'),
    await at.gateway.wallet('held', 'USD', '10.00'),
  ];
  const submit = at.gateway.book.ledger.submit.bind(at.gateway.book.ledger);
  const held: string[] = [];
  for (const id of [locked, free]) {
    const input = { walletId: id, amount: money('1.00'), expiresInSeconds: 3_600 };
    const result = await submit(requestWithdrawal, input, SERVICE, randomUUID());
    held.push(done(result).transactionId ?? '');
  }
  await expireHoldsNow(at.owner, held);
  await holdWallet(locked);
  const errors: unknown[] = [];
  const third = await at.gateway.wallet('a third', 'USD');
  const job = new HoldExpiry(gateway.book, (error) => errors.push(error), {
    ...{ everyMs: 20, withinMs: 300, lockedMs: 50 },
  });
  job.start();
  while (errors.length < 3) await gateway.transfer(free, third, '0.01', 'USD');
  for (const error of errors) expect(error).toBeInstanceOf(LockedError);
  expect([await at.gateway.balance(locked), await at.gateway.balance(free)]).toMatchObject([
    ...[{ held: 100n }, { held: 0n }],
  ]);
  await outsider.query('ROLLBACK');
  await until(async () => (await at.gateway.balance(locked)).held === 0n);
  await job.stop();
});
