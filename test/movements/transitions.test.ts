import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { affectedIds } from '../../src/ledger/affected.js';
import { type Changes, type Transaction } from '../../src/ledger/index.js';
import {
  approveRepair,
  approveWithdrawal,
  cancelPurchase,
  cancelWithdrawal,
  completePurchase,
  confirmDeposit,
  expireHold,
  failDeposit,
  failPurchase,
  payReferralCommission,
  refundPurchase,
  rejectRepair,
  rejectWithdrawal,
  reverseTransaction,
} from '../../src/movements/index.js';
import {
  decision,
  addFollower,
  NOW,
  IN_AN_HOUR,
  stored,
  type StoredTransaction,
} from '../support/locked-state.js';
import { TRANSACTION_KINDS } from '../../src/domain/index.js';
import { ADMIN, money, reason } from '../support/inputs.js';

type Kind = Transaction['kind'];
type Status = Transaction['status'];

/** Each mutation that takes a transaction, by a caller who may, with nothing else in its way. */
const MUTATIONS: Record<string, (on: StoredTransaction) => string | Changes> = {
  confirmDeposit: ({ rows, transaction: { id } }) =>
    decision(confirmDeposit, { transactionId: id }, ADMIN, rows.state()),
  failDeposit: ({ rows, transaction: { id } }) =>
    decision(failDeposit, { transactionId: id, reason }, ADMIN, rows.state()),
  approveWithdrawal: ({ rows, transaction: { id } }) =>
    decision(approveWithdrawal, { transactionId: id }, ADMIN, rows.state()),
  rejectWithdrawal: ({ rows, transaction: { id } }) =>
    decision(rejectWithdrawal, { transactionId: id, reason }, ADMIN, rows.state()),
  cancelWithdrawal: ({ rows, transaction: { id } }) =>
    decision(cancelWithdrawal, { transactionId: id }, ADMIN, rows.state()),
  completePurchase: ({ rows, transaction: { id } }) =>
    decision(completePurchase, { transactionId: id }, ADMIN, rows.state()),
  failPurchase: ({ rows, transaction: { id } }) =>
    decision(failPurchase, { transactionId: id, reason }, ADMIN, rows.state()),
  cancelPurchase: ({ rows, transaction: { id } }) =>
    decision(cancelPurchase, { transactionId: id }, ADMIN, rows.state()),
  refundPurchase: ({ rows, transaction: { id } }) =>
    decision(
      refundPurchase,
      { transactionId: id, amount: money('0.01'), reason },
      ADMIN,
      rows.state(),
    ),
  reverseTransaction: ({ rows, transaction: { id } }) =>
    decision(reverseTransaction, { transactionId: id, reason }, ADMIN, rows.state()),
  payReferralCommission: ({ rows, transaction: { id } }) => {
    const walletId = rows.wallet('referrer', 'USD').id;
    const input = { walletId, sourceTransactionId: id, rateBps: 500 };
    return decision(payReferralCommission, input, ADMIN, rows.state());
  },
  expireHold: ({ rows, transaction: { id } }) =>
    decision(expireHold, { transactionId: id }, ADMIN, rows.state()),
  approveRepair: ({ rows, transaction: { id } }) =>
    decision(approveRepair, { transactionId: id }, ADMIN, rows.state()),
  rejectRepair: ({ rows, transaction: { id } }) =>
    decision(rejectRepair, { transactionId: id, reason }, ADMIN, rows.state()),
};

/**
 * The outcome of each mutation: the next status; `new`, a transaction of its own that leaves
 * the first as it is; `-` INVALID_TRANSITION; `>` AMOUNT_EXCEEDS_REMAINING. The columns are
 * MUTATIONS, in their order.
 */
const TABLE = `
                             deposit           withdrawal                     purchase                           any           the job repair
                             confirm    fail   approve    reject   cancel     complete   fail   cancel    refund reverse  pay  expire approve   reject
DEPOSIT PENDING            : COMPLETED  FAILED -          -        -          -          -      -         -      -        -    -    -         -
DEPOSIT COMPLETED          : -          FAILED -          -        -          -          -      -         -      new      new  -    -         -
DEPOSIT FAILED             : -          -      -          -        -          -          -      -         -      -        -    -    -         -
DEPOSIT then REVERSAL      : -          -      -          -        -          -          -      -         -      -        -    -    -         -
DEPOSIT then COMMISSION    : -          FAILED -          -        -          -          -      -         -      new      new  -    -         -
WITHDRAWAL PENDING         : -          -      COMPLETED  FAILED   CANCELLED  -          -      -         -      -        -    FAILED  -         -
WITHDRAWAL COMPLETED       : -          -      -          -        -          -          -      -         -      new      new  -    -         -
WITHDRAWAL FAILED          : -          -      -          -        -          -          -      -         -      -        -    -    -         -
WITHDRAWAL CANCELLED       : -          -      -          -        -          -          -      -         -      -        -    -    -         -
WITHDRAWAL then REVERSAL   : -          -      -          -        -          -          -      -         -      -        -    -    -         -
PURCHASE PENDING           : -          -      -          -        -          COMPLETED  FAILED CANCELLED -      -        -    FAILED  -         -
PURCHASE COMPLETED         : -          -      -          -        -          -          FAILED -         new    -        new  -    -         -
PURCHASE FAILED            : -          -      -          -        -          -          -      -         -      -        -    -    -         -
PURCHASE CANCELLED         : -          -      -          -        -          -          -      -         -      -        -    -    -         -
PURCHASE then REFUND       : -          -      -          -        -          -          -      -         >      -        -    -    -         -
REFUND COMPLETED           : -          -      -          -        -          -          -      -         -      -        -    -    -         -
TRANSFER COMPLETED         : -          -      -          -        -          -          -      -         -      new      new  -    -         -
TRANSFER then REVERSAL     : -          -      -          -        -          -          -      -         -      -        -    -    -         -
EXCHANGE COMPLETED         : -          -      -          -        -          -          -      -         -      new      new  -    -         -
EXCHANGE then REVERSAL     : -          -      -          -        -          -          -      -         -      -        -    -    -         -
BONUS COMPLETED            : -          -      -          -        -          -          -      -         -      new      new  -    -         -
COMMISSION COMPLETED       : -          -      -          -        -          -          -      -         -      new      new  -    -         -
EARNING COMPLETED          : -          -      -          -        -          -          -      -         -      new      new  -    -         -
CREDIT_DRAW COMPLETED      : -          -      -          -        -          -          -      -         -      -        new  -    -         -
CREDIT_REPAYMENT COMPLETED : -          -      -          -        -          -          -      -         -      -        new  -    -         -
ADJUSTMENT PENDING         : -          -      -          -        -          -          -      -         -      -        -    -    COMPLETED FAILED
ADJUSTMENT COMPLETED       : -          -      -          -        -          -          -      -         -      new      new  -    -         -
ADJUSTMENT FAILED          : -          -      -          -        -          -          -      -         -      -        -    -    -         -
POSTING COMPLETED          : -          -      -          -        -          -          -      -         -      new      -    -    -         -
OPENING_BALANCE COMPLETED  : -          -      -          -        -          -          -      -         -      new      new  -    -         -
REVERSAL COMPLETED         : -          -      -          -        -          -          -      -         -      -        -    -    -         -
`;

const LINES = TABLE.split('\n')
  .filter((line) => line.includes(':'))
  .map((line) => line.split(':') as [string, string])
  .map(([what, outcomes]) => ({ what: what.trim(), expected: outcomes.trim().split(/ +/) }));

/**
 * A transaction as a line of the table describes it: "PURCHASE then REFUND" is completed and
 * refunded in full.
 */
function transactionAs(what: string): StoredTransaction {
  const [kind, status, follower] = what.split(' ') as [Kind, Status | 'then', Kind];
  if (status !== 'then') return stored(kind, status);
  const made = stored(kind);
  addFollower(made, follower);
  return made;
}

const REFUSED: Record<string, string> = { INVALID_TRANSITION: '-', AMOUNT_EXCEEDS_REMAINING: '>' };

/**
 * The outcome in the words of the table. A change of status must be of this transaction; a new
 * one must leave it alone.
 */
function outcomeOf(decided: string | Changes, { transaction }: StoredTransaction): string {
  if (typeof decided === 'string') return REFUSED[decided] ?? decided;
  const { transactionChange, transaction: made } = decided;
  expect([transactionChange, made].filter((one) => one !== undefined)).toHaveLength(1);
  expect(affectedIds(decided, NOW)).toEqual({ transactionId: made?.id ?? transaction.id });
  if (!transactionChange) return made?.originalId === transaction.id ? 'new' : 'of another';
  return transactionChange.id === transaction.id ? transactionChange.status : 'of another';
}

/** The statuses that transactions of a kind can have: `transaction_transition` in migrations/. */
function statusesOf(kind: Kind): string[] {
  const more: Partial<Record<Kind, Status[]>> = {
    DEPOSIT: ['PENDING', 'FAILED'],
    ADJUSTMENT: ['PENDING', 'FAILED'],
    WITHDRAWAL: ['PENDING', 'FAILED', 'CANCELLED'],
    PURCHASE: ['PENDING', 'FAILED', 'CANCELLED'],
  };
  return ['COMPLETED', ...(more[kind] ?? [])].map((status) => `${kind} ${status}`);
}

describe('each status of each kind allows exactly the mutations of the table', () => {
  test.each(LINES)('$what allows exactly the mutations of the table', ({ what, expected }) => {
    const found = Object.entries(MUTATIONS).map(([name, mutation]) => {
      const made = transactionAs(what);
      if (name === 'expireHold') Object.assign(made.transaction, { expiresAt: NOW });
      return [name, outcomeOf(mutation(made), made)];
    });
    expect(found).toEqual(Object.keys(MUTATIONS).map((name, index) => [name, expected[index]]));
  });

  test('the table has a line for each kind and status and a column for each mutation', () => {
    const inTable = LINES.map(({ what }) => what).filter((what) => !what.includes(' then '));
    expect(new Set(inTable)).toEqual(new Set(TRANSACTION_KINDS.flatMap(statusesOf)));
    for (const { expected } of LINES) expect(expected).toHaveLength(14);
    expect(Object.keys(MUTATIONS)).toHaveLength(14);
  });

  test.each(Object.keys(MUTATIONS))('%s refuses a transaction that does not exist', (name) => {
    const made = stored('DEPOSIT');
    const nothing = { ...made, transaction: { ...made.transaction, id: randomUUID() } };
    expect(MUTATIONS[name]?.(nothing)).toBe('TRANSACTION_NOT_FOUND');
  });
});

describe('a refusal of a transition says what is wrong and what would be right', () => {
  const messageOf = (decided: object): string => (decided as { message: string }).message;

  test('a refusal names the kind of the transaction and the kind that the mutation requires', () => {
    const { rows, transaction } = stored('TRANSFER');
    const refusal = approveWithdrawal.decide(
      { transactionId: transaction.id },
      ADMIN,
      rows.state(),
    );
    expect(messageOf(refusal)).toBe(
      'This transaction is a TRANSFER. approveWithdrawal applies only to a WITHDRAWAL.',
    );
  });

  test('a refusal names the status of the transaction and the statuses that the mutation requires', () => {
    const { rows, transaction } = stored('PURCHASE', 'FAILED');
    const refusal = failPurchase.decide(
      { transactionId: transaction.id, reason },
      ADMIN,
      rows.state(),
    );
    expect(messageOf(refusal)).toBe(
      'The PURCHASE is FAILED. failPurchase requires PENDING or COMPLETED.',
    );
  });

  test.each([
    ['PURCHASE', 'failPurchase or refundPurchase'],
    ['REFUND', 'adjustment'],
    ['CREDIT_DRAW', 'repayCredit'],
    ['CREDIT_REPAYMENT', 'drawCredit'],
    ['REVERSAL', 'new transaction'],
  ] as const)('the refusal to reverse a %s names the way to do it instead: %s', (kind, instead) => {
    const { rows, transaction } = stored(kind);
    const refusal = reverseTransaction.decide(
      { transactionId: transaction.id, reason },
      ADMIN,
      rows.state(),
    );
    expect(messageOf(refusal)).toContain(`A ${kind} cannot be reversed. `);
    expect(messageOf(refusal)).toContain(instead);
  });
});

describe('onlyIfPending leaves what has completed as it is', () => {
  test.each([
    ['failDeposit', failDeposit, 'DEPOSIT'],
    ['failPurchase', failPurchase, 'PURCHASE'],
  ] as const)('%s with onlyIfPending fails only a PENDING transaction', (name, movement, kind) => {
    const decided = (status: Status, onlyIfPending?: boolean) => {
      const { rows, transaction } = stored(kind, status);
      const input = { transactionId: transaction.id, reason, onlyIfPending };
      return movement.decide(input, ADMIN, rows.state());
    };
    const failed = { transactionChange: { status: 'FAILED' } };
    for (const onlyIfPending of [undefined, false, true])
      expect(decided('PENDING', onlyIfPending)).toMatchObject(failed);
    for (const onlyIfPending of [undefined, false])
      expect(decided('COMPLETED', onlyIfPending)).toMatchObject(failed);
    expect(decided('COMPLETED', true)).toEqual({
      code: 'INVALID_TRANSITION',
      message: `The ${kind} is COMPLETED. ${name} with onlyIfPending requires PENDING.`,
    });
  });
});

describe('a change of status is recorded on the transaction', () => {
  test('a change of status records who, when and why, and completedAt only for COMPLETED', () => {
    const { rows, transaction } = stored('PURCHASE', 'PENDING', { expiresAt: IN_AN_HOUR });
    const state = rows.state();
    const step = (decided: string | Changes): Transaction | undefined => {
      if (typeof decided === 'string') throw new Error(decided);
      expect(state.apply(decided, 'admin')).toBeUndefined();
      return state.transaction(transaction.id);
    };
    const { id: transactionId } = transaction;
    const common = { ...transaction, statusChangedBy: 'admin', statusChangedAt: NOW };
    expect(step(decision(completePurchase, { transactionId }, ADMIN, state))).toEqual({
      ...{ ...common, status: 'COMPLETED', completedAt: NOW, statusReason: null },
    });
    expect(step(decision(failPurchase, { transactionId, reason }, ADMIN, state))).toEqual({
      ...{ ...common, status: 'FAILED', completedAt: NOW, statusReason: reason },
    });
  });

  test('an expired hold records the expiry as the reason and no completion', () => {
    const { rows, transaction } = stored('WITHDRAWAL', 'PENDING', { expiresAt: NOW });
    const decided = decision(expireHold, { transactionId: transaction.id }, ADMIN, rows.state());
    expect(decided).toMatchObject({
      transactionChange: { status: 'FAILED', reason: 'The hold expired.' },
    });
  });
});
