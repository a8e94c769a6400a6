import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type Movement, type Changes, type Transaction } from '../../src/ledger/index.js';
import type { MoneyInput } from '../../src/movements/index.js';
import * as movements from '../../src/movements/index.js';
import { parseDecimal } from '../../src/money/decimal.js';
import { addFollower, NOW, Rows, stored } from '../support/locked-state.js';
import { isRefusal, type Refusal } from '../../src/domain/index.js';
import { ADMIN, money, reason, viewerWith } from '../support/inputs.js';

/*
 * If several things are wrong, the refusal names the first of: the transaction, its kind, its status,
 * SELF_APPROVAL of a pending request, expiry, wallet, amount, remaining amount, funds. Each list starts with all its
 * faults at once. A line says which refusal follows, and the next line no longer has that fault; at
 * the end nothing is wrong.
 */
type Fault =
  | 'missing' // the transaction, or the wallet that pays
  | 'stranger' // the caller is another member
  | 'kind'
  | 'status'
  | 'followed' // the transaction was reversed, or refunded in full
  | 'self' // the caller requested the transaction
  | 'expired'
  | 'frozen'
  | 'closed'
  | 'same' // both wallets are the same
  | 'to missing'
  | 'to another' // the receiving wallet belongs to another owner
  | 'to closed'
  | 'to euro'
  | 'unknown' // the currency is not in the book
  | 'mismatch'
  | 'zero'
  | 'line' // no credit line is approved
  | 'much'; // the amount is more than there is
type Wrong = ReadonlySet<Fault>;
type Order = readonly (readonly [fault: Fault, named: RegExp])[];

function expectNamed(order: Order, ask: (wrong: Wrong) => object): void {
  const wrong = new Set(order.map(([fault]) => fault));
  for (const [fault, expected] of order) {
    const decided = ask(wrong);
    const found = isRefusal(decided) ? `${decided.code}: ${decided.message}` : 'done';
    expect([fault, found]).toEqual([fault, expect.stringMatching(expected)]);
    wrong.delete(fault);
  }
  expect(isRefusal(ask(wrong))).toBe(false);
}

function amountOf(wrong: Wrong): MoneyInput {
  const currency = wrong.has('unknown') ? 'ZZZ' : wrong.has('mismatch') ? 'EUR' : 'USD';
  return money(wrong.has('zero') ? '0' : wrong.has('much') ? '9999' : '1', currency);
}

const AMOUNT: Order = [
  ['unknown', /^UNKNOWN_CURRENCY/],
  ['mismatch', /^CURRENCY_MISMATCH/],
  ['zero', /^INVALID_AMOUNT/],
];
const STEP: Order = [
  ['missing', /^TRANSACTION_NOT_FOUND/],
  ['kind', /^INVALID_TRANSITION: This transaction is a BONUS/],
  ['status', /^INVALID_TRANSITION: The \w+ is FAILED/],
];

interface StepInput {
  transactionId: string;
  reason: string;
  amount?: MoneyInput;
}

/** Decides a step of a transaction that has all the faults given. */
function step(
  movement: Movement<StepInput>,
  kind: Transaction['kind'],
  from: 'PENDING' | 'COMPLETED',
) {
  return (wrong: Wrong): Changes | Refusal => {
    const made = stored(
      wrong.has('kind') ? 'BONUS' : kind,
      wrong.has('status') ? 'FAILED' : from,
      { initiatedBy: 'admin', expiresAt: wrong.has('expired') ? NOW : null },
      wrong.has('closed') ? 'CLOSED' : wrong.has('frozen') ? 'FROZEN' : 'ACTIVE',
    );
    if (wrong.has('followed')) addFollower(made, kind === 'PURCHASE' ? 'REFUND' : 'REVERSAL');
    if (wrong.has('much'))
      Object.assign(made.rows.heads.find((head) => head.kind === 'CASH') ?? {}, { balance: 0n });
    const transactionId = wrong.has('missing') ? randomUUID() : made.transaction.id;
    const viewer = wrong.has('stranger')
      ? viewerWith('another', 'MEMBER')
      : viewerWith(wrong.has('self') ? 'admin' : 'cashier', 'ADMIN');
    const input = { transactionId, reason, amount: amountOf(wrong) };
    return movement.decide(input, viewer, made.rows.state()) as Changes | Refusal;
  };
}

const SELF = ['self', /^SELF_APPROVAL/] as const;
const EXPIRED = ['expired', /^INVALID_TRANSITION: The hold of this \w+ expired/] as const;
const FROZEN = ['frozen', /^WALLET_NOT_ACTIVE: This wallet is frozen/] as const;
const CLOSED = ['closed', /^WALLET_NOT_ACTIVE: This wallet is closed/] as const;
const REMAINS = ['much', /^AMOUNT_EXCEEDS_REMAINING/] as const;
const FUNDS = ['much', /^INSUFFICIENT_FUNDS/] as const;
const FOLLOWED = [
  'followed',
  /^INVALID_TRANSITION: The \w+ has (already been reversed|been refunded)/,
] as const;
const STRANGER = ['stranger', /^TRANSACTION_NOT_FOUND/] as const;

describe('a step of a transaction names the first of several faults', () => {
  const cases: [string, (wrong: Wrong) => object, Order][] = [
    [
      ...([
        'approveWithdrawal',
        step(movements.approveWithdrawal, 'WITHDRAWAL', 'PENDING'),
      ] as const),
      [...STEP, SELF, EXPIRED, FROZEN],
    ],
    [
      ...(['cancelWithdrawal', step(movements.cancelWithdrawal, 'WITHDRAWAL', 'PENDING')] as const),
      // A caller who may not act on the transaction does not learn its kind or status.
      [STEP[0]!, STRANGER, ...STEP.slice(1)],
    ],
    [
      ...(['rejectWithdrawal', step(movements.rejectWithdrawal, 'WITHDRAWAL', 'PENDING')] as const),
      STEP,
    ],
    [
      ...(['confirmDeposit', step(movements.confirmDeposit, 'DEPOSIT', 'PENDING')] as const),
      [...STEP, SELF],
    ],
    [
      ...(['failDeposit', step(movements.failDeposit, 'DEPOSIT', 'COMPLETED')] as const),
      [...STEP, FOLLOWED, CLOSED, FUNDS],
    ],
    [
      ...(['completePurchase', step(movements.completePurchase, 'PURCHASE', 'PENDING')] as const),
      [...STEP, SELF, EXPIRED, FROZEN, ...AMOUNT, REMAINS],
    ],
    [
      ...(['failPurchase', step(movements.failPurchase, 'PURCHASE', 'COMPLETED')] as const),
      [...STEP, FOLLOWED, CLOSED],
    ],
    [
      ...(['refundPurchase', step(movements.refundPurchase, 'PURCHASE', 'COMPLETED')] as const),
      [...STEP, CLOSED, ...AMOUNT, REMAINS],
    ],
    [
      'reverseTransaction',
      step(movements.reverseTransaction, 'DEPOSIT', 'COMPLETED'),
      [STEP[0]!, STEP[2]!, FOLLOWED, CLOSED, FUNDS],
    ],
  ];
  test.each(cases)('%s names the first of several faults', (_, ask, order) =>
    expectNamed(order, ask),
  );
});

interface WalletInput {
  walletId: string;
  amount: MoneyInput;
}

/** Decides a movement on a wallet of `owner` that has all the faults given. */
function decideOnWallet(movement: Movement<WalletInput>) {
  return (wrong: Wrong): object => {
    const rows = new Rows();
    // The wallet owes as much as it has, so that 'much' exceeds the debt as well as the funds.
    const holdings = { CASH: 400n, CREDIT: 100n, OWED: -500n };
    const wallet = rows.wallet('owner', 'USD', holdings, wrong.has('frozen') ? 'FROZEN' : 'ACTIVE');
    const approved = !wrong.has('line');
    rows.creditLines.set(wallet.id, { approved, limit: 600n, seq: 1 });
    const walletId = wrong.has('missing') ? randomUUID() : wallet.id;
    const viewer = wrong.has('stranger') ? viewerWith('another', 'MEMBER') : ADMIN;
    return movement.decide({ walletId, amount: amountOf(wrong) }, viewer, rows.state());
  };
}

describe('a movement on a wallet names the first of several faults', () => {
  const WALLET: Order = [
    ['missing', /^WALLET_NOT_FOUND/],
    ['stranger', /^WALLET_NOT_FOUND/],
    FROZEN,
    ...AMOUNT,
  ];
  const LINE = ['line', /^CREDIT_NOT_APPROVED/] as const;
  const LIMIT = ['much', /^CREDIT_LIMIT_EXCEEDED/] as const;
  test.each<[string, Movement<WalletInput>, Order]>([
    ['requestWithdrawal', movements.requestWithdrawal, [...WALLET, FUNDS]],
    ['purchase', movements.purchase, [...WALLET, FUNDS]],
    ['drawCredit', movements.drawCredit, [...WALLET, LINE, LIMIT]],
    ['repayCredit', movements.repayCredit, [...WALLET, REMAINS]],
  ])('%s names the first of several faults', (_, movement, order) =>
    expectNamed(order, decideOnWallet(movement)),
  );

  test('repayCredit names more than the debt before more than the funds', () => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'USD', { CASH: 100n, OWED: -300n });
    const asked = (amount: string): object =>
      movements.repayCredit.decide({ walletId, amount: money(amount) }, ADMIN, rows.state());
    expect(asked('3.01')).toMatchObject({ code: 'AMOUNT_EXCEEDS_REMAINING' });
    expect(asked('3.00')).toMatchObject({ code: 'INSUFFICIENT_FUNDS' });
  });
});

/** Two wallets with all the faults given: of one owner for an exchange, of two for a transfer. */
function walletPair(wrong: Wrong, owner: string, currency: string) {
  const rows = new Rows();
  const from = rows.wallet(
    'owner',
    'USD',
    { CASH: 500n },
    wrong.has('frozen') ? 'FROZEN' : 'ACTIVE',
  );
  const receiver = wrong.has('to another') ? 'another' : owner;
  const status = wrong.has('to closed') ? 'CLOSED' : 'ACTIVE';
  const to = rows.wallet(receiver, wrong.has('to euro') ? 'EUR' : currency, {}, status);
  const fromWalletId = wrong.has('missing') ? randomUUID() : from.id;
  const second = wrong.has('to missing') ? randomUUID() : to.id;
  const toWalletId = wrong.has('same') ? fromWalletId : second;
  return { rows, input: { fromWalletId, toWalletId, amount: amountOf(wrong) } };
}

describe('a movement between two wallets names the first of several faults', () => {
  const PAIR: Order = [
    ['missing', /^WALLET_NOT_FOUND/],
    ['same', /^SAME_WALLET/],
    ['to missing', /^WALLET_NOT_FOUND/],
  ];
  const TO_CLOSED = ['to closed', /^WALLET_NOT_ACTIVE: This wallet is closed/] as const;

  test('transfer names the first of several faults', () => {
    const TO_EURO = ['to euro', /^CURRENCY_MISMATCH: Both wallets of a transfer/] as const;
    expectNamed([...PAIR, FROZEN, TO_CLOSED, ...AMOUNT, TO_EURO, FUNDS], (wrong) => {
      const { rows, input } = walletPair(wrong, 'receiver', 'USD');
      return movements.transfer.decide(input, ADMIN, rows.state());
    });
  });

  test('quoteExchange names the first of several faults and checks no funds', () => {
    const ANOTHER = ['to another', /^WALLET_NOT_FOUND/] as const;
    expectNamed([...PAIR, ANOTHER, FROZEN, TO_CLOSED, ...AMOUNT], (wrong) => {
      const { rows, input } = walletPair(wrong, 'owner', 'EUR');
      const terms = { rate: parseDecimal('1'), expiresInSeconds: 60 };
      return movements.quoteExchange.decide({ ...input, ...terms }, ADMIN, rows.state());
    });
  });

  test('payReferralCommission names the first of several faults', () => {
    const order: Order = [
      ['missing', /^TRANSACTION_NOT_FOUND/],
      ['to missing', /^WALLET_NOT_FOUND/],
      ['followed', /^ALREADY_PAID/],
      ['status', /^INVALID_TRANSITION: The DEPOSIT is FAILED/],
      ['to closed', /^WALLET_NOT_ACTIVE/],
      ['to euro', /^CURRENCY_MISMATCH/],
      ['zero', /^INVALID_AMOUNT/],
    ];
    expectNamed(order, (wrong) => {
      const { rows, transaction } = stored('DEPOSIT', wrong.has('status') ? 'FAILED' : 'COMPLETED');
      const status = wrong.has('to closed') ? 'CLOSED' : 'ACTIVE';
      const to = rows.wallet('referrer', wrong.has('to euro') ? 'EUR' : 'USD', {}, status);
      if (wrong.has('followed'))
        rows.transaction({ kind: 'COMMISSION', walletId: to.id, originalId: transaction.id });
      const sourceTransactionId = wrong.has('missing') ? randomUUID() : transaction.id;
      const walletId = wrong.has('to missing') ? randomUUID() : to.id;
      const input = { walletId, sourceTransactionId, rateBps: wrong.has('zero') ? 99 : 100 };
      return movements.payReferralCommission.decide(input, ADMIN, rows.state());
    });
  });
});
