import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Role, Viewer } from '../../src/auth/viewer.js';
import type { Plan } from '../../src/ledger/movement.js';
import type { Wallet } from '../../src/ledger/index.js';
import {
  adjustBalance,
  closeWallet,
  deposit,
  freezeWallet,
  openWallet,
  reverseTransaction,
  transfer,
  unfreezeWallet,
} from '../../src/movements/index.js';
import { parseDecimal } from '../../src/money/decimal.js';
import { decision, NOW, Rows } from '../support/locked-state.js';

const by = (id: string, ...roles: Role[]): Viewer => ({ id, roles });
const SERVICE = by('service', 'SERVICE');
const ADMIN = by('admin', 'ADMIN');
const STATUSES = ['ACTIVE', 'FROZEN', 'CLOSED'] as const;
const reason = 'because';
const money = (amount: string, currency = 'USD') => ({ amount: parseDecimal(amount), currency });
const DONE = 'done';
const outcome = (decided: string | Plan): string => (typeof decided === 'string' ? decided : DONE);

describe("a wallet's status decides what may be done with it", () => {
  const doing: Record<string, (rows: Rows, wallet: Wallet) => string | Plan> = {
    deposit: (rows, wallet) =>
      decision(deposit, { walletId: wallet.id, amount: money('1') }, SERVICE, rows.state()),
    pay: (rows, wallet) => {
      const to = rows.wallet('other', 'USD');
      return decision(
        transfer,
        { fromWalletId: wallet.id, toWalletId: to.id, amount: money('1') },
        SERVICE,
        rows.state(),
      );
    },
    receive: (rows, wallet) => {
      const from = rows.wallet('other', 'USD', { CASH: 500n });
      return decision(
        transfer,
        { fromWalletId: from.id, toWalletId: wallet.id, amount: money('1') },
        SERVICE,
        rows.state(),
      );
    },
    credit: (rows, wallet) =>
      decision(
        adjustBalance,
        { walletId: wallet.id, direction: 'CREDIT', amount: money('1'), reason },
        ADMIN,
        rows.state(),
      ),
    debit: (rows, wallet) =>
      decision(
        adjustBalance,
        { walletId: wallet.id, direction: 'DEBIT', amount: money('1'), reason },
        ADMIN,
        rows.state(),
      ),
    'take back what came in': (rows, wallet) => reversing(rows, wallet, 100n),
    'give back what went out': (rows, wallet) => reversing(rows, wallet, -100n),
    freeze: (rows, wallet) =>
      decision(freezeWallet, { walletId: wallet.id, reason }, ADMIN, rows.state()),
    unfreeze: (rows, wallet) =>
      decision(unfreezeWallet, { walletId: wallet.id, reason }, ADMIN, rows.state()),
    close: (rows, wallet) =>
      decision(closeWallet, { walletId: wallet.id, reason }, ADMIN, rows.state()),
  };

  function reversing(rows: Rows, wallet: Wallet, change: bigint): string | Plan {
    const house = {
      account: { walletId: null, kind: 'EXTERNAL', currency: 'USD' },
      phase: 'POST',
      amount: -change,
    } as const;
    const own = {
      account: { walletId: wallet.id, kind: 'CASH', currency: 'USD' },
      phase: 'POST',
      amount: change,
    } as const;
    const original = rows.transaction({ kind: 'DEPOSIT', walletId: wallet.id, amount: 100n }, [
      house,
      own,
    ]);
    return decision(
      reverseTransaction,
      { transactionId: original.id, reason },
      ADMIN,
      rows.state(),
    );
  }

  const cases: [what: string, active: string, frozen: string, closed: string][] = [
    ['deposit', DONE, DONE, 'WALLET_NOT_ACTIVE'],
    ['pay', DONE, 'WALLET_NOT_ACTIVE', 'WALLET_NOT_ACTIVE'],
    ['receive', DONE, DONE, 'WALLET_NOT_ACTIVE'],
    ['credit', DONE, DONE, 'WALLET_NOT_ACTIVE'],
    ['debit', DONE, DONE, 'WALLET_NOT_ACTIVE'],
    ['take back what came in', DONE, DONE, 'WALLET_NOT_ACTIVE'],
    ['give back what went out', DONE, DONE, 'WALLET_NOT_ACTIVE'],
    ['freeze', DONE, 'INVALID_TRANSITION', 'INVALID_TRANSITION'],
    ['unfreeze', 'INVALID_TRANSITION', DONE, 'INVALID_TRANSITION'],
    ['close', 'WALLET_NOT_EMPTY', 'WALLET_NOT_EMPTY', 'INVALID_TRANSITION'],
  ];

  test.each(cases)('%s: active %s, frozen %s, closed %s', (what, ...expected) => {
    const found = STATUSES.map((status) => {
      const rows = new Rows();
      const wallet = rows.wallet('owner', 'USD', { CASH: 500n }, status);
      return outcome(doing[what]?.(rows, wallet) ?? 'no such thing');
    });
    expect(found).toEqual(expected);
  });

  test('nothing is done with a wallet that there is not', () => {
    const missing = { ...new Rows().wallet('owner', 'USD') };
    for (const what of [
      'deposit',
      'pay',
      'receive',
      'credit',
      'debit',
      'freeze',
      'unfreeze',
      'close',
    ])
      expect([what, outcome(doing[what]?.(new Rows(), missing) ?? '')]).toEqual([
        what,
        'WALLET_NOT_FOUND',
      ]);
  });
});

describe('transfer: who may', () => {
  const cases: [who: string, viewer: Viewer, outcome: string][] = [
    ['its owner', by('owner', 'MEMBER'), DONE],
    ['another member', by('other', 'MEMBER'), 'WALLET_NOT_FOUND'],
    ['the receiver', by('receiver', 'MEMBER'), 'WALLET_NOT_FOUND'],
    ['a program', SERVICE, DONE],
    ['an admin', ADMIN, DONE],
    ['a cashier', by('cashier', 'CASHIER'), 'WALLET_NOT_FOUND'],
    ['an auditor', by('auditor', 'AUDITOR'), 'WALLET_NOT_FOUND'],
    ['its owner without a role', by('owner'), 'WALLET_NOT_FOUND'],
    ["a cashier with the owner's id", by('owner', 'CASHIER'), 'WALLET_NOT_FOUND'],
    ['its owner, a cashier too', by('owner', 'CASHIER', 'MEMBER'), DONE],
    ['a member whose id differs in case', by('Owner', 'MEMBER'), 'WALLET_NOT_FOUND'],
  ];
  test.each(cases)('%s', (_, viewer, expected) => {
    const rows = new Rows();
    const from = rows.wallet('owner', 'USD', { CASH: 500n });
    const to = rows.wallet('receiver', 'USD');
    const input = { fromWalletId: from.id, toWalletId: to.id, amount: money('1.00') };
    expect(outcome(decision(transfer, input, viewer, rows.state()))).toBe(expected);
  });

  test("somebody else's wallet and a missing one are refused in the same words", () => {
    const rows = new Rows();
    const from = rows.wallet('owner', 'USD', { CASH: 500n }, 'FROZEN');
    const to = rows.wallet('receiver', 'USD');
    const refusals = [from.id, randomUUID()].map((fromWalletId) =>
      transfer.decide(
        { fromWalletId, toWalletId: to.id, amount: money('9999') },
        by('other', 'MEMBER'),
        rows.state(),
      ),
    );
    expect(refusals[0]).toEqual(refusals[1]);
  });
});

describe('transfer: what is named when several things are wrong', () => {
  // Each line mends what the line before it was refused for.
  interface Wrong {
    from?: 'missing' | 'frozen';
    to?: 'itself' | 'missing' | 'closed' | 'euro';
    amount?: string;
    currency?: string;
  }
  const steps: [string, Wrong][] = [
    ['WALLET_NOT_FOUND', { from: 'missing', to: 'itself', amount: '0', currency: 'ZZZ' }],
    ['SAME_WALLET', { from: 'frozen', to: 'itself', amount: '0', currency: 'ZZZ' }],
    ['WALLET_NOT_FOUND', { from: 'frozen', to: 'missing', amount: '0', currency: 'ZZZ' }],
    ['WALLET_NOT_ACTIVE', { from: 'frozen', to: 'euro', amount: '0', currency: 'ZZZ' }],
    ['WALLET_NOT_ACTIVE', { to: 'closed', amount: '0', currency: 'ZZZ' }],
    ['UNKNOWN_CURRENCY', { to: 'euro', amount: '0', currency: 'ZZZ' }],
    ['CURRENCY_MISMATCH', { to: 'euro', amount: '0', currency: 'EUR' }],
    ['INVALID_AMOUNT', { to: 'euro', amount: '0' }],
    ['CURRENCY_MISMATCH', { to: 'euro', amount: '9999' }],
    ['INSUFFICIENT_FUNDS', { amount: '9999' }],
    [DONE, {}],
  ];
  test.each(steps)('%s: %j', (expected, wrong) => {
    const rows = new Rows();
    const from = rows.wallet(
      'owner',
      'USD',
      { CASH: 500n },
      wrong.from === 'frozen' ? 'FROZEN' : 'ACTIVE',
    );
    const fromWalletId = wrong.from === 'missing' ? randomUUID() : from.id;
    const to = rows.wallet(
      'receiver',
      wrong.to === 'euro' ? 'EUR' : 'USD',
      {},
      wrong.to === 'closed' ? 'CLOSED' : 'ACTIVE',
    );
    const toWalletId = { itself: fromWalletId, missing: randomUUID(), closed: to.id, euro: to.id }[
      wrong.to ?? 'closed'
    ];
    const amount = money(wrong.amount ?? '1.00', wrong.currency);
    expect(
      outcome(decision(transfer, { fromWalletId, toWalletId, amount }, SERVICE, rows.state())),
    ).toBe(expected);
  });
});

describe('amounts', () => {
  const cases: [amount: string, currency: string, outcome: string][] = [
    ['0.01', 'USD', DONE],
    ['5', 'USD', DONE],
    ['5.00', 'USD', DONE],
    ['5.01', 'USD', 'INSUFFICIENT_FUNDS'],
    ['0', 'USD', 'INVALID_AMOUNT'],
    ['0.00', 'USD', 'INVALID_AMOUNT'],
    ['0.001', 'USD', 'INVALID_AMOUNT'],
    ['1.000', 'USD', 'INVALID_AMOUNT'],
    ['1', 'EUR', 'CURRENCY_MISMATCH'],
    ['1', 'ZZZ', 'UNKNOWN_CURRENCY'],
    ['9'.repeat(36), 'USD', 'INSUFFICIENT_FUNDS'],
    ['9'.repeat(37), 'USD', 'AMOUNT_TOO_LARGE'],
  ];
  test.each(cases)('%s %s of a wallet with 5.00 USD: %s', (amount, currency, expected) => {
    const rows = new Rows();
    const wallet = rows.wallet('owner', 'USD', { CASH: 500n });
    const other = rows.wallet('other', 'USD');
    const asked = money(amount, currency);
    const paid = decision(
      transfer,
      { fromWalletId: wallet.id, toWalletId: other.id, amount: asked },
      SERVICE,
      rows.state(),
    );
    const debited = decision(
      adjustBalance,
      { walletId: wallet.id, direction: 'DEBIT', amount: asked, reason },
      ADMIN,
      rows.state(),
    );
    expect([outcome(paid), outcome(debited)]).toEqual([expected, expected]);
    // What comes in needs no funds.
    const added = expected === 'INSUFFICIENT_FUNDS' ? DONE : expected;
    const credited = decision(
      adjustBalance,
      { walletId: wallet.id, direction: 'CREDIT', amount: asked, reason },
      ADMIN,
      rows.state(),
    );
    const deposited = decision(
      deposit,
      { walletId: wallet.id, amount: asked },
      SERVICE,
      rows.state(),
    );
    expect([outcome(credited), outcome(deposited)]).toEqual([added, added]);
  });

  test.each<[string, Parameters<Rows['wallet']>[2], bigint]>([
    ['held cash', { CASH: 100n, HELD: 400n }, 100n],
    ['drawn credit', { CASH: 100n, CREDIT: 400n, OWED: -400n }, 100n],
    ['held credit', { CASH: 100n, HELD_CREDIT: 400n, OWED: -400n }, 100n],
    ['no accounts at all', {}, 0n],
  ])('%s pays no transfer; the refusal carries what is available', (_, holdings, available) => {
    const rows = new Rows();
    const from = rows.wallet('owner', 'USD', holdings);
    const to = rows.wallet('other', 'USD');
    const state = rows.state();
    const refusal = transfer.decide(
      { fromWalletId: from.id, toWalletId: to.id, amount: money('1.01') },
      SERVICE,
      state,
    );
    expect(refusal).toEqual({
      code: 'INSUFFICIENT_FUNDS',
      message: `1.01 USD is required and ${available === 100n ? '1.00' : '0.00'} USD is available.`,
      available: { amount: available, currency: 'USD' },
      required: { amount: 101n, currency: 'USD' },
    });
    expect(state.balance(from).available).toBe(available);
  });
});

describe('openWallet', () => {
  test('opens one, and gives the one that is there the next time, whatever its status', () => {
    const fresh = decision(
      openWallet,
      { ownerId: 'owner', currency: 'USD' },
      SERVICE,
      new Rows().state(),
    ) as Plan;
    expect(fresh.opened).toMatchObject({
      ownerId: 'owner',
      currency: 'USD',
      status: 'ACTIVE',
      createdAt: NOW,
    });
    expect(fresh.answer).toEqual({ walletId: fresh.opened?.id });
    expect(fresh.replayed).toBeUndefined();
    for (const status of STATUSES) {
      const rows = new Rows();
      const { id } = rows.wallet('owner', 'USD', {}, status);
      const again = decision(
        openWallet,
        { ownerId: 'owner', currency: 'USD' },
        SERVICE,
        rows.state(),
      );
      expect(again).toEqual({ answer: { walletId: id }, replayed: true });
    }
  });

  test('another owner or currency is another wallet; an unknown currency is refused', () => {
    const rows = new Rows();
    rows.wallet('owner', 'USD');
    for (const input of [
      { ownerId: 'owner', currency: 'EUR' },
      { ownerId: 'Owner', currency: 'USD' },
    ])
      expect(decision(openWallet, input, SERVICE, rows.state())).toMatchObject({ opened: input });
    expect(decision(openWallet, { ownerId: 'owner', currency: 'ZZZ' }, SERVICE, rows.state())).toBe(
      'UNKNOWN_CURRENCY',
    );
  });
});

describe('closeWallet: only an empty wallet', () => {
  test.each<[string, Parameters<Rows['wallet']>[2], string]>([
    ['without accounts', {}, DONE],
    ['with accounts at zero', { CASH: 0n, HELD: 0n, CREDIT: 0n, HELD_CREDIT: 0n, OWED: 0n }, DONE],
    ['with cash', { CASH: 1n }, 'WALLET_NOT_EMPTY'],
    ['with held cash', { CASH: 0n, HELD: 1n }, 'WALLET_NOT_EMPTY'],
    ['with credit', { CREDIT: 1n }, 'WALLET_NOT_EMPTY'],
    ['with held credit', { HELD_CREDIT: 1n }, 'WALLET_NOT_EMPTY'],
    ['that owes', { CASH: 0n, OWED: -1n }, 'WALLET_NOT_EMPTY'],
    ['that has as much as it owes', { CASH: 1n, OWED: -1n }, 'WALLET_NOT_EMPTY'],
  ])('%s', (_, holdings, expected) => {
    for (const status of ['ACTIVE', 'FROZEN'] as const) {
      const rows = new Rows();
      const wallet = rows.wallet('owner', 'USD', holdings, status);
      expect(
        outcome(decision(closeWallet, { walletId: wallet.id, reason }, ADMIN, rows.state())),
      ).toBe(expected);
    }
  });
});

describe('reverseTransaction', () => {
  type What = Parameters<Rows['transaction']>[0];
  const cases: [
    what: string,
    original: Partial<What>,
    held: bigint,
    reversed: boolean,
    outcome: string,
  ][] = [
    ['a deposit', { kind: 'DEPOSIT' }, 100n, false, DONE],
    ['a transfer', { kind: 'TRANSFER' }, 100n, false, DONE],
    ['an adjustment', { kind: 'ADJUSTMENT' }, 100n, false, DONE],
    [
      'a reversal',
      { kind: 'REVERSAL', originalId: randomUUID() },
      100n,
      false,
      'INVALID_TRANSITION',
    ],
    ['what was reversed', { kind: 'DEPOSIT' }, 100n, true, 'INVALID_TRANSITION'],
    ['what is pending', { status: 'PENDING' }, 100n, false, 'INVALID_TRANSITION'],
    ['what failed', { status: 'FAILED' }, 100n, false, 'INVALID_TRANSITION'],
    ['what was cancelled', { status: 'CANCELLED' }, 100n, false, 'INVALID_TRANSITION'],
    ['what the receiver has spent in part', { kind: 'DEPOSIT' }, 99n, false, 'INSUFFICIENT_FUNDS'],
    [
      'what was reversed, also where the money is gone',
      { kind: 'DEPOSIT' },
      0n,
      true,
      'INVALID_TRANSITION',
    ],
  ];
  test.each(cases)('%s', (_, original, held, reversed, expected) => {
    const rows = new Rows();
    const wallet = rows.wallet('owner', 'USD', { CASH: held });
    const written = rows.transaction({ amount: 100n, ...original, walletId: wallet.id }, [
      {
        account: { walletId: null, kind: 'EXTERNAL', currency: 'USD' },
        phase: 'POST',
        amount: -100n,
      },
      {
        account: { walletId: wallet.id, kind: 'CASH', currency: 'USD' },
        phase: 'POST',
        amount: 100n,
      },
    ]);
    if (reversed)
      rows.transaction({ kind: 'REVERSAL', walletId: wallet.id, originalId: written.id });
    const plan = decision(
      reverseTransaction,
      { transactionId: written.id, reason },
      ADMIN,
      rows.state(),
    );
    expect(outcome(plan)).toBe(expected);
    if (typeof plan === 'string') return;
    expect(plan.postings?.map(({ amount }) => amount)).toEqual([100n, -100n]);
    expect(plan.transaction).toMatchObject({
      kind: 'REVERSAL',
      originalId: written.id,
      amount: 100n,
      statusReason: reason,
    });
    expect(plan.transactionChange).toBeUndefined();
  });

  test('of nothing', () => {
    expect(
      decision(
        reverseTransaction,
        { transactionId: randomUUID(), reason },
        ADMIN,
        new Rows().state(),
      ),
    ).toBe('TRANSACTION_NOT_FOUND');
  });

  test('what was just done in the same batch can be reversed in it, once', () => {
    const rows = new Rows();
    const wallet = rows.wallet('owner', 'USD');
    rows.house('USD', 'EXTERNAL');
    const state = rows.state();
    const plan = decision(
      deposit,
      { walletId: wallet.id, amount: money('1') },
      SERVICE,
      state,
    ) as Plan;
    expect(state.apply(plan, 'service')).toBeUndefined();
    const transactionId = plan.transaction?.id ?? '';
    const back = decision(reverseTransaction, { transactionId, reason }, ADMIN, state) as Plan;
    expect(state.apply(back, 'admin')).toBeUndefined();
    expect(state.balance(wallet)).toMatchObject({ total: 0n, version: 2 });
    expect(decision(reverseTransaction, { transactionId, reason }, ADMIN, state)).toBe(
      'INVALID_TRANSITION',
    );
  });
});
