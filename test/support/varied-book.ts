import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source.js';
import type { Result } from '../../src/ledger/index.js';
import { adjustBalance, closeWallet, reverseTransaction } from '../../src/movements/index.js';
import {
  done,
  type TestBook,
  type TestDatabase,
  TestGateway,
  useBook,
  writtenOnce,
} from './book.js';
import { ADMIN, money, reason } from './inputs.js';
import { writeFinding } from './varied-book/finding.js';
import { writeImports } from './varied-book/imports.js';
import { pause, VariedMovements } from './varied-book/movements.js';

/** As a superuser, with search_path on the book. */
export let owner: DataSource;

/** Ids of wallets, accounts and transactions that statements and findings name. */
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

/** Ids of the wallets and transactions of VariedMovements, by their names. */
let made: ReadonlyMap<string, string> = new Map();

export function idOf(name: string): string {
  const id = ids[name as keyof typeof ids] ?? made.get(name);
  if (!id) throw new Error(`the varied book has no ${name}`);
  return id;
}

/** The first entries of each transaction and phase, in the order of a finding: `entry … seq …`. */
let firstEntries: ReadonlyMap<string, string> = new Map();

export function firstEntryOf(name: string, phase: string): string {
  return firstEntries.get(`${idOf(name)} ${phase}`) ?? `no ${phase} of ${name}`;
}

/** What tests know of the varied book. */
interface Facts {
  readonly ids: typeof ids;
  readonly made: readonly (readonly [name: string, id: string])[];
  readonly firstEntries: readonly (readonly [of: string, entry: string])[];
}

/**
 * Gives the test file a book that has every kind in every status. It is written once in a run, and each test file has a copy.
 * alice's CASH: 100.00, then less 1.00, 2.00, 3.00 (seq 4, `transfer`), 4.00, 5.00, 6.00 (seq 7, `newest`).
 */
export function useVariedBook(): TestBook {
  afterAll(() => owner.destroy()); // stated before the book's own, which drops the database
  const at = useBook({}, async () => {
    const { database, facts } = await writtenOnce('test_varied', write);
    Object.assign(ids, facts.ids);
    made = new Map(facts.made);
    firstEntries = new Map(facts.firstEntries);
    return { database };
  });
  beforeAll(async () => {
    owner = await superuser(at.database);
    // Spoilt rows pass no trigger. For the whole connection: PostgreSQL drops every plan when the role changes.
    await owner.query(`SET session_replication_role = 'replica'`);
  });
  return at;
}

/** Plans each check once, because planning takes longer than checking so small a book. */
async function superuser({ url }: TestDatabase): Promise<DataSource> {
  const source = await createDataSource({
    url,
    book: 'book',
    connections: 1,
    name: 'superuser',
    lookUpsOnly: true,
  }).initialize();
  // Plans as the checks of the gateway have them: those must not depend on an index.
  await source.query('SET enable_seqscan = on');
  return source;
}

async function write(database: TestDatabase): Promise<Facts> {
  const gateway = await TestGateway.open(database.url);
  const rows = await superuser(database);
  try {
    const written = await writeWallets(gateway);
    const varied = new VariedMovements(gateway, (walletId) => writeFinding(database, walletId));
    await varied.write();
    const imported = await writeImports(gateway, rows);
    const last = await writeReversal(gateway, written);
    return {
      ids: { ...written, ...last, ...(await accountsOf(rows, written)) },
      made: [...varied.made, ...imported],
      firstEntries: await firstEntriesIn(rows),
    };
  } finally {
    await rows.destroy();
    await gateway.close();
  }
}

type Wallets = Pick<
  typeof ids,
  'alice' | 'bob' | 'closed' | 'deposit' | 'closedDeposit' | 'adjustment' | 'transfer' | 'newest'
>;

async function writeWallets(gateway: TestGateway): Promise<Wallets> {
  const { ledger } = gateway.book;
  const alice = await gateway.wallet('alice', 'USD');
  const deposit = transactionOf(await gateway.deposit(alice, '100.00', 'USD'));
  await pause();
  const bob = await gateway.wallet('bob', 'USD', '50.00');
  await gateway.wallet('erin', 'EUR', '20.00');
  await gateway.wallet('without accounts', 'JPY');
  const transfers: string[] = [];
  for (let i = 1; i <= 6; i++) {
    await pause();
    transfers.push(transactionOf(await gateway.transfer(alice, bob, `${i}.00`, 'USD')));
  }
  const closed = await gateway.wallet('closed', 'USD');
  const closedDeposit = transactionOf(await gateway.deposit(closed, '1.00', 'USD'));
  const debit = {
    walletId: closed,
    direction: 'DEBIT',
    amount: money('1.00', 'USD'),
    reason,
  } as const;
  const adjustment = transactionOf(await ledger.submit(adjustBalance, debit, ADMIN, randomUUID()));
  done(await ledger.submit(closeWallet, { walletId: closed, reason }, ADMIN, randomUUID()));
  const [transfer = '', newest = ''] = [transfers[2], transfers[5]];
  return { alice, bob, closed, deposit, closedDeposit, adjustment, transfer, newest };
}

async function writeReversal(
  gateway: TestGateway,
  { alice, bob }: Wallets,
): Promise<Pick<typeof ids, 'mistake' | 'reversal'>> {
  const mistake = transactionOf(await gateway.deposit(bob, '3.00', 'USD'));
  await pause();
  const reversal = transactionOf(
    await gateway.book.ledger.submit(
      reverseTransaction,
      { transactionId: mistake, reason },
      ADMIN,
      'reversal',
    ),
  );
  const refused = await gateway.transfer(alice, bob, '1000.00', 'USD', 'refused');
  expect(refused).toMatchObject({ outcome: { refused: { code: 'INSUFFICIENT_FUNDS' } } });
  return { mistake, reversal };
}

const transactionOf = (result: Result): string => done(result).transactionId ?? '';

async function accountsOf(
  rows: DataSource,
  { alice, bob, closed }: Wallets,
): Promise<Pick<typeof ids, 'aliceCash' | 'bobCash' | 'closedCash' | 'sekSales' | 'external'>> {
  const accountOf = async (where: string): Promise<string> => {
    const [row] = await rows.query<{ id: string }[]>(`SELECT id FROM account WHERE ${where}`);
    return row?.id ?? '';
  };
  return {
    aliceCash: await accountOf(`wallet_id = '${alice}'`),
    bobCash: await accountOf(`wallet_id = '${bob}'`),
    closedCash: await accountOf(`wallet_id = '${closed}'`),
    sekSales: await accountOf(`wallet_id IS NULL AND currency = 'SEK' AND kind = 'SALES'`),
    external: await accountOf(`wallet_id IS NULL AND currency = 'USD' AND kind = 'EXTERNAL'`),
  };
}

async function firstEntriesIn(rows: DataSource): Promise<Facts['firstEntries']> {
  const found = await rows.query<{ of: string; entry: string }[]>(
    `SELECT DISTINCT ON (transaction_id, phase) transaction_id || ' ' || phase AS of,
            'entry ' || account_id || ' seq ' || seq AS entry
       FROM entry ORDER BY transaction_id, phase, account_id, seq`,
  );
  return found.map(({ of, entry }) => [of, entry]);
}
