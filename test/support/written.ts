import { randomUUID } from 'node:crypto';
import type { Posting, Transaction, Wallet } from '../../src/ledger/index.js';
import { NOW, Rows } from './locked-state.js';
import { postings } from './movements.js';

type Kind = Transaction['kind'];

/** A transaction of 100 minor units that stands in the book, with the wallet that it is about. */
export interface Written {
  readonly rows: Rows;
  readonly wallet: Wallet;
  readonly transaction: Transaction;
}

export const UNTIL = new Date(NOW.getTime() + 3_600_000);

/**
 * A transaction of 100 minor units as the book has it, its entries written out by hand: a purchase of 60
 * in cash and 40 in credit, a transfer to, and an exchange into, a wallet of another currency or owner.
 */
export function written(
  kind: Kind,
  status: Transaction['status'] = 'COMPLETED',
  more: Partial<Transaction> = {},
  walletStatus: Wallet['status'] = 'ACTIVE',
): Written {
  const rows = new Rows();
  const wallet = rows.wallet(
    'owner',
    'USD',
    { CASH: 500n, HELD: 100n, CREDIT: 100n, HELD_CREDIT: 100n, OWED: -300n },
    walletStatus,
  );
  for (const house of ['EXTERNAL', 'SALES', 'COMMISSIONS', 'EXCHANGE'] as const)
    rows.house('USD', house);
  rows.house('EUR', 'EXCHANGE');
  const counter = counterOf(kind, rows);
  const transaction = rows.transaction(
    {
      ...{ kind, status, amount: 100n, walletId: wallet.id, initiatedBy: wallet.ownerId },
      ...(counter && { counterWalletId: counter.id }),
      ...(kind === 'EXCHANGE' && { quoteId: randomUUID() }),
      ...(FOLLOWS.includes(kind) && { originalId: randomUUID() }),
      ...(status === 'COMPLETED' ? {} : { completedAt: null }),
      ...more,
    },
    entriesOf(kind, status, wallet, counter ?? wallet),
  );
  return { rows, wallet, transaction };
}

/** Another transaction that names it as its original. */
export function followed({ rows, wallet, transaction }: Written, kind: Kind, amount = 100n): void {
  rows.transaction({ kind, amount, walletId: wallet.id, originalId: transaction.id });
}

const FOLLOWS: readonly Kind[] = ['REFUND', 'COMMISSION', 'REVERSAL'];

function counterOf(kind: Kind, rows: Rows): Wallet | undefined {
  if (kind === 'TRANSFER') return rows.wallet('receiver', 'USD', { CASH: 100n });
  if (kind === 'EXCHANGE') return rows.wallet('owner', 'EUR', { CASH: 90n });
  return undefined;
}

function entriesOf(
  kind: Kind,
  status: Transaction['status'],
  wallet: Wallet,
  counter: Wallet,
): Posting[] {
  if (kind === 'DEPOSIT') return status === 'COMPLETED' ? onceOf(kind, wallet, counter) : [];
  if (kind !== 'WITHDRAWAL' && kind !== 'PURCHASE') return onceOf(kind, wallet, counter);
  const steps = kind === 'WITHDRAWAL' ? withdrawn(wallet) : bought(wallet);
  if (status === 'PENDING') return steps.hold;
  return [...steps.hold, ...(status === 'COMPLETED' ? steps.post : steps.release)];
}

interface Steps {
  readonly hold: Posting[];
  readonly post: Posting[];
  readonly release: Posting[];
}

function withdrawn(wallet: Wallet): Steps {
  return {
    hold: postings(wallet, 'HOLD', { CASH: -100n, HELD: 100n }),
    post: postings(wallet, 'POST', { HELD: -100n, EXTERNAL: 100n }),
    release: postings(wallet, 'RELEASE', { CASH: 100n, HELD: -100n }),
  };
}

function bought(wallet: Wallet): Steps {
  return {
    hold: postings(wallet, 'HOLD', { CASH: -60n, HELD: 60n, CREDIT: -40n, HELD_CREDIT: 40n }),
    post: postings(wallet, 'POST', { HELD: -60n, HELD_CREDIT: -40n, SALES: 100n }),
    release: postings(wallet, 'RELEASE', { CASH: 60n, HELD: -60n, CREDIT: 40n, HELD_CREDIT: -40n }),
  };
}

/** What is posted in one step. */
function onceOf(kind: Kind, wallet: Wallet, counter: Wallet): Posting[] {
  const post = (amounts: Parameters<typeof postings>[2]) => postings(wallet, 'POST', amounts);
  const once: Partial<Record<Kind, () => Posting[]>> = {
    DEPOSIT: () => post({ CASH: 100n, EXTERNAL: -100n }),
    REFUND: () => post({ CASH: 60n, CREDIT: 40n, SALES: -100n }),
    TRANSFER: () => [...post({ CASH: -100n }), ...postings(counter, 'POST', { CASH: 100n })],
    EXCHANGE: () => [
      ...post({ CASH: -100n, EXCHANGE: 100n }),
      ...postings(counter, 'POST', { CASH: 90n, EXCHANGE: -90n }),
    ],
    BONUS: () => post({ CASH: 100n, BONUSES: -100n }),
    COMMISSION: () => post({ CASH: 100n, COMMISSIONS: -100n }),
    EARNING: () => post({ CASH: 100n, EARNINGS: -100n }),
    CREDIT_DRAW: () => post({ CREDIT: 100n, OWED: -100n }),
    CREDIT_REPAYMENT: () => post({ CREDIT: -40n, CASH: -60n, OWED: 100n }),
    ADJUSTMENT: () => post({ CASH: -100n, ADJUSTMENTS: 100n }),
    REVERSAL: () => post({ CASH: -100n, EXTERNAL: 100n }),
  };
  return once[kind]?.() ?? [];
}
