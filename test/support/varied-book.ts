import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource } from '../../src/database/data-source.js';
import { verifyBook, type IntegrityReport } from '../../src/ledger/integrity.js';
import { adjustBalance, closeWallet, reverseTransaction } from '../../src/movements/index.js';
import { admin, done, money, useBook, type TestBook } from './book.js';

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
  | 'deposit'
  | 'closedDeposit'
  | 'transfer'
  | 'newest'
  | 'reversal',
  string
>;

/** Entries of different commits carry different milliseconds. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3));

/**
 * Gives the test file a book with a bit of everything in it.
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
}

/** Portions of these many entries put their borders everywhere in a chain. */
const PORTIONS = [1, 4, 50_000];

/** What verify says of a book in which these statements were carried out; they are rolled back. */
export async function spoilt(statements: readonly string[]): Promise<IntegrityReport[]> {
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

/** A report for each size of portion. */
export async function reports(manager: EntityManager): Promise<IntegrityReport[]> {
  const each: IntegrityReport[] = [];
  for (const portion of PORTIONS) each.push(await verifyBook(manager, undefined, portion));
  return each;
}
