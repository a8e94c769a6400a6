import { describe, expect, test } from '@jest/globals';
import { affectedIds } from '../../src/ledger/affected.js';
import type { Posting, Wallet } from '../../src/ledger/index.js';
import {
  cancelPurchase,
  completePurchase,
  expireHold,
  failPurchase,
  payReferralCommission,
  purchase,
  refundPurchase,
} from '../../src/movements/index.js';
import {
  decision,
  type AccountBalances,
  NOW,
  plan,
  posted,
  postings,
  Rows,
} from '../support/locked-state.js';
import { CASHIER, money, OWNER, reason, SERVICE } from '../support/inputs.js';

/** A purchase with the entries given, of a wallet with the holdings given. */
function purchaseOf(
  holdings: AccountBalances,
  entries: (wallet: Wallet) => Posting[],
  status: 'PENDING' | 'COMPLETED' = 'PENDING',
) {
  const rows = new Rows();
  const wallet = rows.wallet('owner', 'USD', holdings);
  rows.systemAccount('USD', 'SALES', 10_000n);
  const made = entries(wallet);
  const amount = made
    .filter(({ phase, amount: one }) => phase === 'HOLD' && one > 0n)
    .reduce((sum, one) => sum + one.amount, 0n);
  const what = { kind: 'PURCHASE', status, amount, walletId: wallet.id } as const;
  const { id } = rows.transaction({ ...what, expiresAt: null, initiatedBy: 'owner' }, made);
  return { rows, wallet, transactionId: id };
}

/** Entries that hold 60 of cash and 40 of credit. */
const HELD_BOTH = (wallet: Wallet): Posting[] =>
  postings(wallet, 'HOLD', { CASH: -60n, HELD: 60n, CREDIT: -40n, HELD_CREDIT: 40n });
const HOLDS_BOTH = { HELD: 60n, HELD_CREDIT: 40n, OWED: -40n };
/** The same hold, captured in full. */
const TAKEN_BOTH = (wallet: Wallet): Posting[] => [
  ...HELD_BOTH(wallet),
  ...postings(wallet, 'POST', { HELD: -60n, HELD_CREDIT: -40n, SALES: 100n }),
];

describe('purchase holds cash first, then credit', () => {
  test.each<[string, AccountBalances, string, string[]]>([
    ['cash alone', { CASH: 100n }, '1', ['HOLD owner CASH -100 USD', 'HOLD owner HELD +100 USD']],
    [
      ...(['enough cash, credit stays', { CASH: 100n, CREDIT: 50n, OWED: -50n }, '1'] as const),
      ['HOLD owner CASH -100 USD', 'HOLD owner HELD +100 USD'],
    ],
    [
      ...(['both', { CASH: 60n, CREDIT: 50n, OWED: -50n }, '1'] as const),
      [
        ...['HOLD owner CASH -60 USD', 'HOLD owner CREDIT -40 USD'],
        ...['HOLD owner HELD +60 USD', 'HOLD owner HELD_CREDIT +40 USD'],
      ],
    ],
    [
      ...(['credit alone', { CREDIT: 100n, OWED: -100n }, '1'] as const),
      ['HOLD owner CREDIT -100 USD', 'HOLD owner HELD_CREDIT +100 USD'],
    ],
    [
      ...(['one cent of credit', { CASH: 99n, CREDIT: 1n, OWED: -1n }, '1'] as const),
      [
        ...['HOLD owner CASH -99 USD', 'HOLD owner CREDIT -1 USD'],
        ...['HOLD owner HELD +99 USD', 'HOLD owner HELD_CREDIT +1 USD'],
      ],
    ],
  ])('purchase holds cash before credit: %s', (_, holdings, amount, expected) => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'USD', holdings);
    const said = { reference: 'r', description: 'd', metadata: { a: 1 } };
    const input = { walletId, amount: money(amount), expiresInSeconds: 60, ...said };
    const made = plan(purchase, input, OWNER, rows.state());
    expect(posted(rows, made)).toEqual(expected);
    expect(made.transaction).toEqual({
      ...{
        id: affectedIds(made, NOW).transactionId,
        kind: 'PURCHASE',
        status: 'PENDING',
        amount: 100n,
      },
      ...{ currency: 'USD', walletId, counterWalletId: null, originalId: null, quoteId: null },
      ...{ furtherWalletIds: [], splits: [] },
      replacesId: null,
      bonusOwner: null,
      effectiveAt: null,
      ...{
        details: {},
        statusReason: null,
        initiatedByProgram: false,
        initiatedBy: 'owner',
        createdAt: NOW,
      },
      ...{ completedAt: null, expiresAt: new Date(NOW.getTime() + 60_000) },
      ...{ statusChangedBy: null, statusChangedAt: null, ...said },
    });
  });
});

describe('completePurchase captures cash first and releases the rest', () => {
  test.each<[string | undefined, string[]]>([
    [
      undefined,
      [...['POST owner HELD -60 USD', 'POST owner HELD_CREDIT -40 USD'], 'POST SALES +100 USD'],
    ],
    [
      '0.70',
      [
        ...['POST owner HELD -60 USD', 'POST owner HELD_CREDIT -10 USD', 'POST SALES +70 USD'],
        ...['RELEASE owner HELD_CREDIT -30 USD', 'RELEASE owner CREDIT +30 USD'],
      ],
    ],
    [
      '0.60',
      [
        ...['POST owner HELD -60 USD', 'POST SALES +60 USD'],
        ...['RELEASE owner HELD_CREDIT -40 USD', 'RELEASE owner CREDIT +40 USD'],
      ],
    ],
    [
      '0.01',
      [
        ...['POST owner HELD -1 USD', 'POST SALES +1 USD'],
        ...['RELEASE owner HELD -59 USD', 'RELEASE owner HELD_CREDIT -40 USD'],
        ...['RELEASE owner CREDIT +40 USD', 'RELEASE owner CASH +59 USD'],
      ],
    ],
  ])('completePurchase takes cash first, releases the rest: %s of 1.00', (amount, expected) => {
    const { rows, transactionId } = purchaseOf(HOLDS_BOTH, HELD_BOTH);
    const input = { transactionId, amount: amount === undefined ? amount : money(amount) };
    expect(posted(rows, plan(completePurchase, input, CASHIER, rows.state()))).toEqual(expected);
  });
});

describe('a purchase gives back credit first, then cash', () => {
  const RELEASED = [
    ...['RELEASE owner HELD -60 USD', 'RELEASE owner HELD_CREDIT -40 USD'],
    ...['RELEASE owner CREDIT +40 USD', 'RELEASE owner CASH +60 USD'],
  ];

  test('failPurchase, cancelPurchase and expireHold release all that a pending purchase holds', () => {
    const { rows, transactionId } = purchaseOf(HOLDS_BOTH, HELD_BOTH);
    const failed = plan(failPurchase, { transactionId, reason }, CASHIER, rows.state());
    expect(posted(rows, failed)).toEqual(RELEASED);
    expect(failed.transactionChange).toEqual({ id: transactionId, status: 'FAILED', reason });
    const cancelled = plan(cancelPurchase, { transactionId }, OWNER, rows.state());
    expect(posted(rows, cancelled)).toEqual(RELEASED);
    expect(cancelled.transactionChange).toEqual({
      ...{ id: transactionId, status: 'CANCELLED', reason: null },
    });
    rows.transactions.forEach((one) => Object.assign(one, { expiresAt: NOW }));
    const expired = plan(expireHold, { transactionId }, CASHIER, rows.state());
    expect(posted(rows, expired)).toEqual(RELEASED);
  });

  test.each<[string, string[]]>([
    ['0.30', ['POST SALES -30 USD', 'POST owner CREDIT +30 USD']],
    ['0.40', ['POST SALES -40 USD', 'POST owner CREDIT +40 USD']],
    ['0.41', ['POST SALES -41 USD', 'POST owner CREDIT +40 USD', 'POST owner CASH +1 USD']],
    ['1.00', ['POST SALES -100 USD', 'POST owner CREDIT +40 USD', 'POST owner CASH +60 USD']],
  ])('refundPurchase returns credit before cash: %s of 1.00', (amount, expected) => {
    const { rows, wallet, transactionId } = purchaseOf({ OWED: -40n }, TAKEN_BOTH, 'COMPLETED');
    const input = { transactionId, amount: money(amount), reason };
    const made = plan(refundPurchase, input, CASHIER, rows.state());
    expect(posted(rows, made)).toEqual(expected);
    expect(made.transactionChange).toBeUndefined();
    expect(made.transaction).toMatchObject({
      ...{ kind: 'REFUND', status: 'COMPLETED', originalId: transactionId, walletId: wallet.id },
      ...{
        statusReason: reason,
        initiatedByProgram: false,
        initiatedBy: 'cashier',
        completedAt: NOW,
        details: {},
      },
    });
  });

  test('partial refunds and then failPurchase each return from what is left', () => {
    const { rows, wallet, transactionId } = purchaseOf({ OWED: -40n }, TAKEN_BOTH, 'COMPLETED');
    const state = rows.state();
    const refund = (amount: string): string[] => {
      const input = { transactionId, amount: money(amount), reason };
      const made = plan(refundPurchase, input, CASHIER, state);
      expect(state.apply(made, 'cashier')).toBeUndefined();
      return posted(rows, made);
    };
    expect(refund('0.25')).toEqual(['POST SALES -25 USD', 'POST owner CREDIT +25 USD']);
    expect(refund('0.25')).toEqual([
      ...['POST SALES -25 USD', 'POST owner CREDIT +15 USD', 'POST owner CASH +10 USD'],
    ]);
    expect(refund('0.01')).toEqual(['POST SALES -1 USD', 'POST owner CASH +1 USD']);
    const tooMuch = { transactionId, amount: money('0.50'), reason };
    expect(refundPurchase.decide(tooMuch, CASHIER, state)).toMatchObject({
      code: 'AMOUNT_EXCEEDS_REMAINING',
      message: '0.50 USD was requested, but only 0.49 USD remains to be refunded.',
    });
    const failed = plan(failPurchase, { transactionId, reason }, CASHIER, state);
    expect(posted(rows, failed)).toEqual(['REVERT SALES -49 USD', 'REVERT owner CASH +49 USD']);
    expect(state.apply(failed, 'cashier')).toBeUndefined();
    expect(state.balance(wallet)).toMatchObject({ cash: 60n, credit: 40n, held: 0n, owed: 40n });
  });

  test('commissions on a purchase do not count as refunds of it', () => {
    const { rows, transactionId } = purchaseOf({ OWED: -40n }, TAKEN_BOTH, 'COMPLETED');
    const referrer = rows.wallet('referrer', 'USD');
    const commission = {
      kind: 'COMMISSION',
      walletId: referrer.id,
      originalId: transactionId,
    } as const;
    rows.transaction({ ...commission, amount: 50n });
    rows.transaction({ ...commission, amount: 70n });
    const whole = { transactionId, amount: money('1'), reason };
    expect(posted(rows, plan(refundPurchase, whole, CASHIER, rows.state()))).toEqual([
      ...['POST SALES -100 USD', 'POST owner CREDIT +40 USD', 'POST owner CASH +60 USD'],
    ]);
    const failed = plan(failPurchase, { transactionId, reason }, CASHIER, rows.state());
    expect(posted(rows, failed)).toEqual([
      ...['REVERT SALES -100 USD', 'REVERT owner CREDIT +40 USD', 'REVERT owner CASH +60 USD'],
    ]);
    const other = rows.wallet('another referrer', 'USD');
    const input = { walletId: other.id, sourceTransactionId: transactionId, rateBps: 1_000 };
    const paid = plan(payReferralCommission, input, SERVICE, rows.state());
    expect(paid.transaction?.amount).toBe(10n);
  });

  test('failPurchase of a completed purchase without refunds returns all of it', () => {
    const { rows, transactionId } = purchaseOf({ OWED: -40n }, TAKEN_BOTH, 'COMPLETED');
    const made = plan(failPurchase, { transactionId, reason }, CASHIER, rows.state());
    expect(posted(rows, made)).toEqual([
      ...['REVERT SALES -100 USD', 'REVERT owner CREDIT +40 USD', 'REVERT owner CASH +60 USD'],
    ]);
  });

  test('refundPurchase and failPurchase return no more than was captured', () => {
    const partly = (wallet: Wallet): Posting[] => [
      ...HELD_BOTH(wallet),
      ...postings(wallet, 'POST', { HELD: -60n, HELD_CREDIT: -10n, SALES: 70n }),
      ...postings(wallet, 'RELEASE', { HELD_CREDIT: -30n, CREDIT: 30n }),
    ];
    const { rows, transactionId } = purchaseOf({ CREDIT: 30n, OWED: -40n }, partly, 'COMPLETED');
    const more = { transactionId, amount: money('0.71'), reason };
    expect(decision(refundPurchase, more, CASHIER, rows.state())).toBe('AMOUNT_EXCEEDS_REMAINING');
    const made = plan(failPurchase, { transactionId, reason }, CASHIER, rows.state());
    expect(posted(rows, made)).toEqual([
      ...['REVERT SALES -70 USD', 'REVERT owner CREDIT +10 USD', 'REVERT owner CASH +60 USD'],
    ]);
  });
});

describe('credit that was repaid meanwhile comes back as cash', () => {
  test.each<[owed: bigint, credit: bigint, back: string[]]>([
    [40n, 0n, ['RELEASE owner CREDIT +40 USD', 'RELEASE owner CASH +60 USD']],
    [39n, 0n, ['RELEASE owner CREDIT +39 USD', 'RELEASE owner CASH +61 USD']],
    [0n, 0n, ['RELEASE owner CASH +100 USD']],
    // Other unspent credit counts against the debt first.
    [50n, 10n, ['RELEASE owner CREDIT +40 USD', 'RELEASE owner CASH +60 USD']],
    [50n, 30n, ['RELEASE owner CREDIT +20 USD', 'RELEASE owner CASH +80 USD']],
    [30n, 30n, ['RELEASE owner CASH +100 USD']],
  ])('failPurchase returns what is owed as credit: %s owed, %s unspent', (owed, credit, back) => {
    const holdings = { HELD: 60n, HELD_CREDIT: 40n, OWED: -owed, CREDIT: credit };
    const { rows, transactionId } = purchaseOf(holdings, HELD_BOTH);
    const made = plan(failPurchase, { transactionId, reason }, CASHIER, rows.state());
    expect(posted(rows, made)).toEqual([
      ...['RELEASE owner HELD -60 USD', 'RELEASE owner HELD_CREDIT -40 USD', ...back],
    ]);
  });

  test.each<[owed: bigint, refund: string[], revert: string[]]>([
    [
      ...([15n, ['POST owner CREDIT +15 USD', 'POST owner CASH +35 USD']] as const),
      ['REVERT owner CREDIT +15 USD', 'REVERT owner CASH +85 USD'],
    ],
    [0n, ['POST owner CASH +50 USD'], ['REVERT owner CASH +100 USD']],
  ] as [bigint, string[], string[]][])(
    'refundPurchase and failPurchase return as credit only what is still owed: %s owed',
    (owed, refund, revert) => {
      const { rows, transactionId } = purchaseOf({ OWED: -owed }, TAKEN_BOTH, 'COMPLETED');
      const half = { transactionId, amount: money('0.50'), reason };
      const refunded = plan(refundPurchase, half, CASHIER, rows.state());
      expect(posted(rows, refunded)).toEqual(['POST SALES -50 USD', ...refund]);
      const failed = plan(failPurchase, { transactionId, reason }, CASHIER, rows.state());
      expect(posted(rows, failed)).toEqual(['REVERT SALES -100 USD', ...revert]);
    },
  );

  test('a partial capture releases as credit only what is still owed', () => {
    const { rows, transactionId } = purchaseOf(
      { HELD: 60n, HELD_CREDIT: 40n, OWED: -5n },
      HELD_BOTH,
    );
    const input = { transactionId, amount: money('0.70') };
    expect(posted(rows, plan(completePurchase, input, CASHIER, rows.state()))).toEqual([
      ...['POST owner HELD -60 USD', 'POST owner HELD_CREDIT -10 USD', 'POST SALES +70 USD'],
      ...['RELEASE owner HELD_CREDIT -30 USD'],
      ...['RELEASE owner CREDIT +5 USD', 'RELEASE owner CASH +25 USD'],
    ]);
  });
});
