import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource } from '../../src/database/data-source.js';
import { verifyBook, type IntegrityReport } from '../../src/integrity/verify-book.js';
import { adjustBalance, closeWallet, reverseTransaction } from '../../src/movements/index.js';
import { done, useBook, type TestBook } from './book.js';
import { pause, VariedMovements } from './varied-movements.js';
import { ADMIN, money, reason } from './inputs.js';

/** As a superuser, with search_path on the book. */
export let owner: DataSource;

/** What the spoiling statements refer to, and the findings name. Account ids, then transaction ids. */
export const ids = {} as Record<
  | 'alice'
  | 'bob'
  | 'closed'
  | 'aliceCash'
  | 'bobCash'
  | 'closedCash'
  | 'external'
  | 'sekSales'
  | 'deposit'
  | 'closedDeposit'
  | 'adjustment'
  | 'mistake'
  | 'transfer'
  | 'newest'
  | 'reversal',
  string
>;

/** What else was made, wallets and transactions, by the names that varied-movements.ts gives. */
let made: ReadonlyMap<string, string> = new Map();

export function idOf(name: string): string {
  const id = ids[name as keyof typeof ids] ?? made.get(name);
  if (!id) throw new Error(`the varied book has no ${name}`);
  return id;
}

/** The first entries of each transaction and phase, in the order of a finding: `entry … seq …`. */
const firstEntries = new Map<string, string>();

export function firstEntryOf(name: string, phase: string): string {
  return firstEntries.get(`${idOf(name)} ${phase}`) ?? `no ${phase} of ${name}`;
}

/**
 * Gives the test file a book with every kind in every status in it.
 * alice's CASH: 100.00, then less 1.00, 2.00, 3.00 (seq 4, `transfer`), 4.00, 5.00, 6.00 (seq 7, `newest`).
 */
export function useVariedBook(): void {
  afterAll(() => owner.destroy()); // stated before the book's own, which drops the database
  const at = useBook();
  beforeAll(() => write(at));
}

async function write(at: TestBook): Promise<void> {
  owner = await createDataSource({
    url: at.database.url,
    book: 'book',
    connections: 1,
    name: 'superuser',
  }).initialize();
  const { gateway } = at;
  const { ledger } = gateway.book;
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
  ids.adjustment = done(await ledger.submit(adjustBalance, debit, ADMIN, randomUUID()))
    .transactionId as string;
  done(await ledger.submit(closeWallet, { walletId: ids.closed, reason }, ADMIN, randomUUID()));
  const varied = new VariedMovements(gateway);
  await varied.write();
  made = varied.made;
  ids.mistake = done(await gateway.deposit(ids.bob, '3.00', 'USD')).transactionId as string;
  await pause();
  const undone = await ledger.submit(
    reverseTransaction,
    { transactionId: ids.mistake, reason },
    ADMIN,
    'reversal',
  );
  ids.reversal = done(undone).transactionId as string;
  const refused = await gateway.transfer(ids.alice, ids.bob, '1000.00', 'USD', 'refused');
  expect(refused).toMatchObject({ outcome: { refused: { code: 'INSUFFICIENT_FUNDS' } } });
  const accountOf = async (where: string): Promise<string> => {
    const [row] = await owner.query<{ id: string }[]>(`SELECT id FROM account WHERE ${where}`);
    return row?.id ?? '';
  };
  ids.aliceCash = await accountOf(`wallet_id = '${ids.alice}'`);
  ids.bobCash = await accountOf(`wallet_id = '${ids.bob}'`);
  ids.closedCash = await accountOf(`wallet_id = '${ids.closed}'`);
  ids.sekSales = await accountOf(`wallet_id IS NULL AND currency = 'SEK' AND kind = 'SALES'`);
  ids.external = await accountOf(`wallet_id IS NULL AND currency = 'USD' AND kind = 'EXTERNAL'`);
  const rows = await owner.query<{ of: string; entry: string }[]>(
    `SELECT DISTINCT ON (transaction_id, phase) transaction_id || ' ' || phase AS of,
            'entry ' || account_id || ' seq ' || seq AS entry
       FROM entry ORDER BY transaction_id, phase, account_id, seq`,
  );
  for (const { of, entry } of rows) firstEntries.set(of, entry);
}

/** Portions of these many entries put their borders everywhere in a chain, and nowhere. */
const PORTIONS: readonly number[] = [1, 50_000];

/** Enough where it is not about chains. */
export const ONE_PORTION: readonly number[] = [50_000];

/** What verify says of a book in which these statements were carried out; they are rolled back. */
export async function spoilt(
  statements: readonly string[],
  portions: readonly number[] = PORTIONS,
): Promise<IntegrityReport[]> {
  const runner = owner.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(`SET LOCAL session_replication_role = 'replica'`);
    for (const statement of statements) await runner.query(statement);
    const each = await reports(runner.manager, portions);
    for (const finding of each.flatMap(({ findings }) => findings))
      expect(Object.values(finding).map((text) => typeof text)).toEqual(Array(4).fill('string'));
    return each;
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/** A report for each size of portion. */
export async function reports(
  manager: EntityManager,
  portions: readonly number[] = PORTIONS,
): Promise<IntegrityReport[]> {
  const each: IntegrityReport[] = [];
  for (const portion of portions) each.push(await verifyBook(manager, undefined, portion));
  return each;
}

/** Somebody's change to the book, and what verify says of it. */
export interface Spoiling {
  readonly what: string;
  readonly by: () => readonly string[];
  /** The first finding: its check, its row, and what it says of it. */
  readonly check: string;
  readonly subject: () => string;
  readonly says?: () => { expected?: string; actual?: string };
}

/** A test for each: the first finding is the one, and the same in portions of every size. */
export function testSpoilings(spoilings: readonly Spoiling[], portions = PORTIONS): void {
  test.each(spoilings)('$what', async ({ by, check, subject, says }) => {
    const [first, ...others] = await spoilt(by(), portions);
    expect(first).toMatchObject({ healthy: false });
    expect(first?.findings[0]).toMatchObject({ check, subject: subject(), ...says?.() });
    for (const other of others) expect(other).toEqual(first);
  });
}

export const setTransaction = (change: string, name = 'transfer'): string[] => [
  `UPDATE transaction SET ${change} WHERE id = '${idOf(name)}'`,
];

/** Statements that change a phase's entry on an account of this kind; wallets' accounts by default. */
export const setEntryOf = (name: string, phase: string, account: string, change: string): string =>
  `UPDATE entry SET ${change}
    WHERE transaction_id = '${idOf(name)}' AND phase = '${phase}' AND account_kind = '${account}'`;

/**
 * Carries out statements that change entries, then makes every chain right again: no gap, and balances
 * that follow from the amounts. Rows that PostgreSQL would refuse by themselves are let in.
 */
export const rechained = (...statements: readonly string[]): string[] => [
  ...['chain_begins_at_zero', 'not_below_floor', 'owed_not_above_zero', 'amount_not_zero'].map(
    (rule) => `ALTER TABLE entry DROP CONSTRAINT entry_${rule}`,
  ),
  ...statements,
  'UPDATE entry SET seq = seq + 1000000',
  `UPDATE entry e SET seq = link.nr, balance = link.balance
     FROM (SELECT account_id, seq, row_number() OVER chain AS nr, sum(amount) OVER chain AS balance
             FROM entry WINDOW chain AS (PARTITION BY account_id ORDER BY created_at, seq)) link
    WHERE link.account_id = e.account_id AND link.seq = e.seq`,
];
