import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource } from '../../src/database/data-source.js';
import { MOST_FINDINGS, verifyBook, type IntegrityReport } from '../../src/ledger/integrity.js';
import { adjustBalance, closeWallet, reverseTransaction } from '../../src/movements/index.js';
import { admin, done, money, TestGateway, useBook } from '../support/book.js';
import { createTestDatabase } from '../support/database.js';

const at = useBook();

/** As a superuser who has switched off triggers and foreign keys. */
let owner: DataSource;

/** What the spoiling statements refer to, and the findings name. Account ids, then transaction ids. */
const ids = {} as Record<
  | 'alice'
  | 'bob'
  | 'closed'
  | 'aliceCash'
  | 'bobCash'
  | 'closedCash'
  | 'external'
  | 'deposit'
  | 'closedDeposit'
  | 'transfer'
  | 'newest'
  | 'reversal',
  string
>;

beforeAll(async () => {
  owner = await createDataSource({
    url: at.database.url,
    book: 'book',
    connections: 1,
    name: 'superuser',
  }).initialize();
  const { gateway } = at;
  const { ledger } = gateway.book;
  const reason = 'as the test wants it';
  ids.alice = await gateway.wallet('alice', 'USD');
  ids.deposit = done(await gateway.deposit(ids.alice, '100.00', 'USD')).transactionId as string;
  await pause();
  ids.bob = await gateway.wallet('bob', 'USD', '50.00');
  await gateway.wallet('erin', 'EUR', '20.00');
  await gateway.wallet('without accounts', 'JPY');
  for (let i = 1; i <= 6; i++) {
    await pause();
    const { transactionId } = done(await gateway.transfer(ids.alice, ids.bob, `${i}.00`, 'USD'));
    if (i === 3) ids.transfer = transactionId as string;
    ids.newest = transactionId as string;
  }
  ids.closed = await gateway.wallet('closed', 'USD');
  ids.closedDeposit = done(await gateway.deposit(ids.closed, '1.00', 'USD'))
    .transactionId as string;
  const debit = {
    walletId: ids.closed,
    direction: 'DEBIT',
    amount: money('1.00', 'USD'),
    reason,
  } as const;
  done(await ledger.submit(adjustBalance, debit, admin, randomUUID()));
  done(await ledger.submit(closeWallet, { walletId: ids.closed, reason }, admin, randomUUID()));
  const mistake = done(await gateway.deposit(ids.bob, '3.00', 'USD')).transactionId as string;
  const undone = await ledger.submit(
    reverseTransaction,
    { transactionId: mistake, reason },
    admin,
    randomUUID(),
  );
  ids.reversal = done(undone).transactionId as string;
  const accountOf = async (where: string): Promise<string> => {
    const [row] = await owner.query<{ id: string }[]>(`SELECT id FROM account WHERE ${where}`);
    return row?.id ?? '';
  };
  ids.aliceCash = await accountOf(`wallet_id = '${ids.alice}'`);
  ids.bobCash = await accountOf(`wallet_id = '${ids.bob}'`);
  ids.closedCash = await accountOf(`wallet_id = '${ids.closed}'`);
  ids.external = await accountOf(`wallet_id IS NULL AND currency = 'USD' AND kind = 'EXTERNAL'`);
});
afterAll(() => owner.destroy());

/** Entries of different commits carry different milliseconds. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3));

/** Portions of these many entries put their borders everywhere in a chain. */
const PORTIONS = [1, 4, 50_000];

/** What verify says of a book in which these statements were carried out; they are rolled back. */
async function spoilt(statements: readonly string[]): Promise<IntegrityReport[]> {
  const runner = owner.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(`SET LOCAL session_replication_role = 'replica'`);
    for (const statement of statements) await runner.query(statement);
    return await reports(runner.manager);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

async function reports(manager: EntityManager): Promise<IntegrityReport[]> {
  const each: IntegrityReport[] = [];
  for (const portion of PORTIONS) each.push(await verifyBook(manager, undefined, portion));
  return each;
}

interface Spoiling {
  readonly what: string;
  readonly by: () => readonly string[];
  /** The first finding: its check, its row, and what it says of it. */
  readonly check: string;
  readonly subject: () => string;
  readonly says?: { expected: string; actual: string };
}

const entryAt = (account: 'aliceCash' | 'bobCash' | 'external' | 'closedCash', seq: number) => () =>
  `entry ${ids[account]} seq ${seq}`;
const setEntry = (change: string, seq: number) => () => [
  `UPDATE entry SET ${change} WHERE account_id = '${ids.aliceCash}' AND seq = ${seq}`,
];
const setTransaction =
  (change: string, id: 'transfer' | 'reversal' | 'deposit' = 'transfer') =>
  () => [`UPDATE transaction SET ${change} WHERE id = '${ids[id]}'`];
const transactionOf =
  (id: 'transfer' | 'newest' | 'reversal' | 'deposit' | 'closedDeposit', rest = '') =>
  () =>
    `transaction ${ids[id]}${rest}`;

// alice's CASH: 100.00, then less 1.00, 2.00, 3.00 (seq 4, `transfer`), 4.00, 5.00, 6.00 (seq 7, `newest`).
const SPOILINGS: readonly Spoiling[] = [
  {
    what: 'an amount',
    by: setEntry('amount = amount - 1', 4),
    check: 'entry.balance',
    subject: entryAt('aliceCash', 4),
    says: { expected: 'balance 9399', actual: 'balance 9400' },
  },
  {
    what: 'the first amount',
    by: () => [
      'ALTER TABLE entry DROP CONSTRAINT entry_chain_begins_at_zero',
      ...setEntry('amount = amount - 1', 1)(),
    ],
    check: 'entry.balance',
    subject: entryAt('aliceCash', 1),
    says: { expected: 'balance 9999', actual: 'balance 10000' },
  },
  {
    what: 'the first amount and balance',
    by: setEntry('amount = amount - 1, balance = balance - 1', 1),
    check: 'entry.balance',
    subject: entryAt('aliceCash', 2),
    says: { expected: 'balance 9899', actual: 'balance 9900' },
  },
  {
    what: 'the line that refuses an overdraft',
    by: () => [
      'ALTER TABLE entry DROP CONSTRAINT entry_not_below_floor',
      `UPDATE entry SET amount = amount - 9000 WHERE account_id = '${ids.aliceCash}' AND seq = 4`,
      `UPDATE entry SET balance = balance - 9000 WHERE account_id = '${ids.aliceCash}' AND seq >= 4`,
    ],
    check: 'entry.floor',
    subject: entryAt('aliceCash', 6),
    says: { expected: 'balance at least 0', actual: 'balance -500' },
  },
  {
    what: 'an amount and all balances after it to NaN',
    by: () => [
      'ALTER DOMAIN minor_units DROP CONSTRAINT minor_units_is_a_number',
      `UPDATE entry SET amount = 'NaN' WHERE account_id = '${ids.aliceCash}' AND seq = 4`,
      `UPDATE entry SET balance = 'NaN' WHERE account_id = '${ids.aliceCash}' AND seq >= 4`,
    ],
    check: 'transaction.zeroSum',
    subject: transactionOf('transfer', ' phase POST in USD'),
    says: { expected: 'sum 0', actual: 'sum NaN' },
  },
  {
    what: 'a balance',
    by: setEntry('balance = balance + 1', 4),
    check: 'entry.balance',
    subject: entryAt('aliceCash', 4),
    says: { expected: 'balance 9400', actual: 'balance 9401' },
  },
  {
    what: 'the newest balance',
    by: setEntry('balance = balance + 1', 7),
    check: 'entry.balance',
    subject: entryAt('aliceCash', 7),
  },
  {
    what: 'amount and all balances after it',
    by: () => [
      `UPDATE entry SET amount = amount + 1 WHERE account_id = '${ids.aliceCash}' AND seq = 4`,
      `UPDATE entry SET balance = balance + 1 WHERE account_id = '${ids.aliceCash}' AND seq >= 4`,
    ],
    check: 'transaction.zeroSum',
    subject: transactionOf('transfer', ' phase POST in USD'),
    says: { expected: 'sum 0', actual: 'sum 1' },
  },
  {
    what: 'both amounts, and all balances after them',
    by: () => [
      `UPDATE entry SET amount = amount + 1 WHERE account_id = '${ids.aliceCash}' AND seq = 4`,
      `UPDATE entry SET balance = balance + 1 WHERE account_id = '${ids.aliceCash}' AND seq >= 4`,
      `UPDATE entry SET amount = amount - 1 WHERE account_id = '${ids.bobCash}' AND seq = 4`,
      `UPDATE entry SET balance = balance - 1 WHERE account_id = '${ids.bobCash}' AND seq >= 4`,
    ],
    check: 'transaction.amount',
    subject: transactionOf('transfer'),
    says: { expected: '300 posted', actual: '299 posted' },
  },
  {
    what: "an account's kind in an entry",
    by: setEntry(`account_kind = 'HELD'`, 4),
    check: 'entry.account',
    subject: entryAt('aliceCash', 4),
    says: { expected: 'an account of kind HELD', actual: 'kind CASH' },
  },
  {
    what: 'the newest seq',
    by: setEntry('seq = 8', 7),
    check: 'entry.seq',
    subject: entryAt('aliceCash', 8),
    says: { expected: 'seq 7', actual: 'seq 8' },
  },
  {
    what: 'the order of two entries',
    by: () => [
      `UPDATE entry SET seq = 99 WHERE account_id = '${ids.aliceCash}' AND seq = 4`,
      `UPDATE entry SET seq = 4 WHERE account_id = '${ids.aliceCash}' AND seq = 5`,
      `UPDATE entry SET seq = 5 WHERE account_id = '${ids.aliceCash}' AND seq = 99`,
    ],
    check: 'entry.balance',
    subject: entryAt('aliceCash', 4),
  },
  {
    what: 'a time to before the entry before it',
    by: setEntry(`created_at = created_at - interval '1 day'`, 4),
    check: 'entry.createdAt',
    subject: entryAt('aliceCash', 4),
  },
  {
    what: 'a time to after the entry after it',
    by: setEntry(`created_at = created_at + interval '1 day'`, 4),
    check: 'entry.createdAt',
    subject: entryAt('aliceCash', 5),
  },
  {
    what: 'a time by a millisecond',
    by: setEntry(`created_at = created_at + interval '1 ms'`, 4),
    check: 'entry.time',
    subject: entryAt('aliceCash', 4),
  },
  {
    what: 'the newest time',
    by: setEntry(`created_at = created_at + interval '1 day'`, 7),
    check: 'entry.time',
    subject: entryAt('aliceCash', 7),
  },
  {
    what: "one entry's phase",
    by: setEntry(`phase = 'HOLD'`, 4),
    check: 'transaction.zeroSum',
    subject: transactionOf('transfer', ' phase HOLD in USD'),
  },
  {
    what: "both entries' phase",
    by: () => [`UPDATE entry SET phase = 'HOLD' WHERE transaction_id = '${ids.transfer}'`],
    check: 'transaction.amount',
    subject: transactionOf('transfer'),
    says: { expected: '300 posted', actual: '0 posted' },
  },
  {
    what: "one entry's transaction",
    by: () => setEntry(`transaction_id = '${ids.newest}'`, 4)(),
    check: 'transaction.zeroSum',
    subject: transactionOf('transfer', ' phase POST in USD'),
    says: { expected: 'sum 0', actual: 'sum 300' },
  },
  {
    what: "both entries' transaction",
    by: () => [
      `UPDATE entry SET transaction_id = '${ids.newest}' WHERE transaction_id = '${ids.transfer}'`,
    ],
    check: 'transaction.amount',
    subject: transactionOf('transfer'),
  },
  {
    what: "both entries' transaction to none",
    by: () => [
      `UPDATE entry SET transaction_id = '${randomUUID()}' WHERE transaction_id = '${ids.transfer}'`,
    ],
    check: 'entry.transaction',
    subject: () => [entryAt('aliceCash', 4)(), entryAt('bobCash', 4)()].sort()[0] ?? '',
  },
  {
    what: 'the first entry deleted',
    by: () => [`DELETE FROM entry WHERE account_id = '${ids.aliceCash}' AND seq = 1`],
    check: 'entry.seq',
    subject: entryAt('aliceCash', 2),
    says: { expected: 'seq 1', actual: 'seq 2' },
  },
  {
    what: 'a middle entry deleted',
    by: () => [`DELETE FROM entry WHERE account_id = '${ids.aliceCash}' AND seq = 4`],
    check: 'entry.seq',
    subject: entryAt('aliceCash', 5),
    says: { expected: 'seq 4', actual: 'seq 5' },
  },
  {
    what: 'the newest entry deleted',
    by: () => [`DELETE FROM entry WHERE account_id = '${ids.aliceCash}' AND seq = 7`],
    check: 'transaction.zeroSum',
    subject: transactionOf('newest', ' phase POST in USD'),
  },
  {
    what: 'a whole chain deleted',
    by: () => [`DELETE FROM entry WHERE account_id = '${ids.aliceCash}'`],
    check: 'transaction.zeroSum',
    subject: transactionOf('deposit', ' phase POST in USD'),
  },
  {
    what: 'all entries of a transaction deleted',
    by: () => [`DELETE FROM entry WHERE transaction_id = '${ids.reversal}'`],
    check: 'transaction.amount',
    subject: transactionOf('reversal'),
    says: { expected: '300 posted', actual: '0 posted' },
  },
  {
    what: 'the newest transaction and its entries deleted',
    by: () => [
      `DELETE FROM entry WHERE transaction_id = '${ids.reversal}'`,
      `DELETE FROM transaction WHERE id = '${ids.reversal}'`,
    ],
    check: 'idempotencyKey.transaction',
    subject: () => 'idempotency_key of admin',
  },
  {
    what: 'a transaction deleted',
    by: () => [`DELETE FROM transaction WHERE id = '${ids.transfer}'`],
    check: 'entry.transaction',
    subject: () => [entryAt('aliceCash', 4)(), entryAt('bobCash', 4)()].sort()[0] ?? '',
  },
  {
    what: "a transaction's amount",
    by: setTransaction('amount = amount + 1'),
    check: 'transaction.amount',
    subject: transactionOf('transfer'),
    says: { expected: '301 posted', actual: '300 posted' },
  },
  {
    what: "a transaction's status",
    by: setTransaction(`status = 'FAILED'`),
    check: 'transaction.status',
    subject: transactionOf('transfer'),
    says: { expected: 'a status that a TRANSFER can have', actual: 'FAILED' },
  },
  {
    what: "a transaction's kind",
    by: setTransaction(`kind = 'GIFT'`),
    check: 'transaction.status',
    subject: transactionOf('transfer'),
  },
  {
    what: "a transaction's currency",
    by: setTransaction(`currency = 'EUR'`),
    check: 'transaction.currency',
    subject: transactionOf('transfer'),
    says: { expected: 'USD', actual: 'EUR' },
  },
  {
    what: "a transaction's wallet",
    by: () => setTransaction(`wallet_id = '${ids.closed}'`)(),
    check: 'transaction.wallet',
    subject: transactionOf('transfer'),
  },
  {
    what: "a transaction's wallet to none",
    by: () => setTransaction(`wallet_id = '${randomUUID()}'`)(),
    check: 'transaction.currency',
    subject: transactionOf('transfer'),
    says: { expected: 'a wallet', actual: 'USD' },
  },
  {
    what: "a transaction's other wallet",
    by: setTransaction('counter_wallet_id = NULL'),
    check: 'transaction.wallet',
    subject: transactionOf('transfer'),
  },
  {
    what: 'when a transaction began',
    by: setTransaction(`created_at = created_at + interval '1 day'`),
    check: 'entry.time',
    subject: () => [entryAt('aliceCash', 4)(), entryAt('bobCash', 4)()].sort()[0] ?? '',
  },
  {
    what: 'when a transaction completed',
    by: setTransaction('completed_at = NULL'),
    check: 'entry.time',
    subject: () => [entryAt('aliceCash', 4)(), entryAt('bobCash', 4)()].sort()[0] ?? '',
  },
  {
    what: 'which transaction was reversed',
    by: () => setTransaction(`original_id = '${ids.transfer}'`, 'reversal')(),
    check: 'transaction.reversal',
    subject: transactionOf('reversal'),
  },
  {
    what: "an account's kind",
    by: () => [`UPDATE account SET kind = 'HELD' WHERE id = '${ids.aliceCash}'`],
    check: 'entry.account',
    subject: entryAt('aliceCash', 1),
  },
  {
    what: "an account's currency",
    by: () => [`UPDATE account SET currency = 'EUR' WHERE id = '${ids.aliceCash}'`],
    check: 'transaction.zeroSum',
    subject: transactionOf('deposit', ' phase POST in EUR'),
  },
  {
    what: "an account's wallet",
    by: () => [
      `UPDATE account SET wallet_id = (SELECT id FROM wallet WHERE owner_id = 'without accounts') WHERE id = '${ids.closedCash}'`,
    ],
    check: 'transaction.wallet',
    subject: transactionOf('closedDeposit'),
  },
  {
    what: 'an account deleted',
    by: () => [`DELETE FROM account WHERE id = '${ids.aliceCash}'`],
    check: 'entry.account',
    subject: entryAt('aliceCash', 1),
    says: { expected: 'an account of kind CASH', actual: 'no account' },
  },
  {
    what: 'an account of the house deleted',
    by: () => [
      `DELETE FROM account WHERE wallet_id IS NULL AND currency = 'SEK' AND kind = 'SALES'`,
    ],
    check: 'currency.house',
    subject: () => 'currency SEK',
    says: {
      expected: 'a currency with 8 accounts of the house',
      actual: '7 accounts',
    },
  },
  {
    what: 'a currency deleted',
    by: () => [`DELETE FROM currency WHERE code = 'SEK'`],
    check: 'currency.house',
    subject: () => 'currency SEK',
    says: { expected: 'a currency with 8 accounts of the house', actual: 'no currency' },
  },
  {
    what: "a wallet's currency",
    by: () => [`UPDATE wallet SET currency = 'EUR' WHERE id = '${ids.alice}'`],
    check: 'transaction.currency',
    subject: transactionOf('deposit'),
  },
  {
    what: 'a wallet deleted',
    by: () => [`DELETE FROM wallet WHERE id = '${ids.alice}'`],
    check: 'transaction.currency',
    subject: transactionOf('deposit'),
    says: { expected: 'a wallet', actual: 'USD' },
  },
  {
    what: 'a wallet with money closed',
    by: () => [`UPDATE wallet SET status = 'CLOSED' WHERE id = '${ids.alice}'`],
    check: 'wallet.closed',
    subject: () => `wallet ${ids.alice} account CASH`,
    says: { expected: 'balance 0', actual: 'balance 7900' },
  },
  {
    what: 'what a key led to',
    by: () => [
      `UPDATE idempotency_key SET outcome = jsonb_build_object('done', jsonb_build_object('transactionId', gen_random_uuid()))
        WHERE outcome #>> '{done,transactionId}' = '${ids.transfer}'`,
    ],
    check: 'idempotencyKey.transaction',
    subject: () => 'idempotency_key of service',
  },
];

describe('verify names the first wrong row, whatever portions it reads in, after somebody has changed', () => {
  test.each(SPOILINGS)('$what', async ({ by, check, subject, says }) => {
    const [first, ...others] = await spoilt(by());
    expect(first).toMatchObject({ healthy: false });
    expect(first?.findings[0]).toMatchObject({ check, subject: subject(), ...says });
    for (const other of others) expect(other).toEqual(first);
  });
});

// Each of these a superuser can do without leaving a contradiction in the book: nothing inside it can
// tell. Here so that nobody believes otherwise; a check that finds one of them moves its line above.
describe('verify cannot see', () => {
  test.each<[string, () => readonly string[]]>([
    [
      'whose a wallet is',
      () => [`UPDATE wallet SET owner_id = 'mallory' WHERE id = '${ids.alice}'`],
    ],
    ['how many digits a currency has', () => [`UPDATE currency SET digits = 3 WHERE code = 'USD'`]],
    [
      'who asked for a transaction, and what they said of it',
      () =>
        setTransaction(`initiated_by = 'mallory', reference = 'other', metadata = '{"a": 1}'`)(),
    ],
    ['one legal kind for another', () => setTransaction(`kind = 'ADJUSTMENT'`)()],
    [
      'a forgotten key, so that a resend would be done again',
      () => [
        `DELETE FROM idempotency_key WHERE outcome #>> '{done,transactionId}' = '${ids.transfer}'`,
      ],
    ],
    [
      'the newest transaction gone with its entries and its key',
      () => [
        `DELETE FROM idempotency_key WHERE outcome #>> '{done,transactionId}' = '${ids.reversal}'`,
        `DELETE FROM entry WHERE transaction_id = '${ids.reversal}'`,
        `DELETE FROM transaction WHERE id = '${ids.reversal}'`,
      ],
    ],
  ])('%s', async (_, by) => {
    for (const report of await spoilt(by()))
      expect(report).toMatchObject({ healthy: true, findings: [] });
  });
});

describe('a healthy book', () => {
  test('has no findings, and its entries and wallets are counted', async () => {
    const [entries] = await owner.query<{ n: string }[]>('SELECT count(*) AS n FROM entry');
    for (const report of await reports(owner.manager))
      expect(report).toEqual({
        checkedEntries: Number(entries?.n),
        checkedWallets: 5,
        healthy: true,
        findings: [],
      });
  });

  test('progress is told after each portion, up to all entries', async () => {
    const told: [number, number][] = [];
    const { checkedEntries } = await verifyBook(
      owner.manager,
      (...progress) => told.push(progress),
      10,
    );
    expect(told.map(([, total]) => total)).toEqual(told.map(() => checkedEntries));
    expect(told.map(([checked]) => checked)).toEqual(
      told.map((_, index) => Math.min((index + 1) * 10, checkedEntries)),
    );
    expect(told.at(-1)?.[0]).toBe(checkedEntries);
  });

  test('an empty book is healthy', async () => {
    const database = await createTestDatabase();
    const gateway = await TestGateway.open(database.url);
    expect(await gateway.book.verify()).toEqual({
      checkedEntries: 0,
      checkedWallets: 0,
      healthy: true,
      findings: [],
    });
    await gateway.close();
    await database.drop();
  });
});

describe('a book longer than a portion', () => {
  test('written through the triggers is healthy, and a wrong row on either side of the border is the first named', async () => {
    const database = await createTestDatabase();
    const gateway = await TestGateway.open(database.url);
    const wallet = await gateway.wallet('long', 'USD');
    const { transactionId } = done(await gateway.deposit(wallet, '1.00', 'USD'));
    const client = new Client({
      connectionString: database.url,
      options: '-c search_path=book,pg_temp',
    });
    await client.connect();
    const links = 25_500;
    // Under one transaction with the zero sum in one statement; its amount is brought up to what was posted.
    await client.query(
      `INSERT INTO entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
       SELECT e.account_id, e.seq + i, e.account_kind, e.transaction_id, 'POST', e.amount, e.balance + i * e.amount, e.created_at
         FROM entry e, generate_series(1, ${links}) i WHERE e.transaction_id = '${transactionId}'`,
    );
    await client.query(`SET session_replication_role = 'replica'`);
    await client.query(
      `UPDATE transaction SET amount = amount * ${links + 1} WHERE id = '${transactionId}'`,
    );
    expect(await gateway.book.verify()).toEqual({
      checkedEntries: 2 * (links + 1),
      checkedWallets: 1,
      healthy: true,
      findings: [],
    });

    const { rows } = await client.query<{ account_id: string; seq: string }>(
      'SELECT account_id, seq FROM entry ORDER BY account_id, seq OFFSET 49999 LIMIT 2',
    );
    for (const { account_id, seq } of rows) {
      await client.query(
        'UPDATE entry SET balance = balance + 1 WHERE account_id = $1 AND seq = $2',
        [account_id, seq],
      );
      const { findings } = await gateway.book.verify();
      // The house's side goes down: its wrong link is still the first one that does not continue.
      expect(findings[0]).toMatchObject({
        check: 'entry.balance',
        subject: `entry ${account_id} seq ${seq}`,
      });
      expect(findings).toHaveLength(2);
      await client.query(
        'UPDATE entry SET balance = balance - 1 WHERE account_id = $1 AND seq = $2',
        [account_id, seq],
      );
    }

    await client.query('UPDATE entry SET balance = balance + seq WHERE seq > 1');
    expect((await gateway.book.verify()).findings).toHaveLength(MOST_FINDINGS);
    await client.end();
    await gateway.close();
    await database.drop();
  });
});
