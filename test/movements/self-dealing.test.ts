import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { isRefusal, ROLES, type Role } from '../../src/domain/index.js';
import type { Viewer } from '../../src/domain/viewer.js';
import type { Movement } from '../../src/ledger/index.js';
import * as movements from '../../src/movements/index.js';
import { MUTATION_NAMES } from '../../src/movements/index.js';
import type { Mutations } from '../../src/movements/definition.js';
import { ADMIN, CASHIER, money, reason, SERVICE, viewerWith } from '../support/inputs.js';
import { decision, DONE, outcome, Rows, stored } from '../support/locked-state.js';
import { decideCase, MOVEMENT_CASES, outcomeForClient } from '../support/movement-cases.js';

/*
 * What a caller may do to a wallet of their own: `owner` as its owner, with the role MEMBER, whatever other
 * roles they have; `never`. A second word of a case says which side of the movement the wallet is on.
 */
const OWN_WALLET: Record<string, 'owner' | 'never'> = {
  deposit: 'never',
  initiateDeposit: 'owner',
  confirmDeposit: 'never',
  'failDeposit PENDING': 'never',
  'failDeposit COMPLETED': 'never',
  requestWithdrawal: 'owner',
  approveWithdrawal: 'never',
  rejectWithdrawal: 'never',
  cancelWithdrawal: 'owner',
  purchase: 'owner',
  completePurchase: 'never',
  'failPurchase PENDING': 'never',
  'failPurchase COMPLETED': 'never',
  cancelPurchase: 'owner',
  refundPurchase: 'never',
  'transfer from': 'owner',
  'transfer to': 'never',
  'transferMany from': 'owner',
  'transferMany to': 'never',
  distributeEarnings: 'never',
  claimDailyBonus: 'owner',
  'payReferralCommission to': 'never',
  'payReferralCommission of': 'never',
  setCreditLine: 'never',
  drawCredit: 'owner',
  repayCredit: 'owner',
  'quoteExchange from': 'never',
  'quoteExchange to': 'never',
  'exchange from': 'owner',
  'exchange to': 'owner',
  'adjustBalance CREDIT': 'never',
  'adjustBalance DEBIT': 'never',
  'proposeRepair CREDIT': 'never',
  'proposeRepair DEBIT': 'never',
  approveRepair: 'never',
  rejectRepair: 'never',
  'post CREDIT': 'never',
  'post DEBIT': 'never',
  'deposit split': 'never',
  'requestWithdrawal split': 'never',
  'purchase split': 'never',
  'transfer split': 'never',
  'transferMany split': 'never',
  'approveWithdrawal split': 'never',
  'completePurchase split': 'never',
  'failDeposit split': 'never',
  'failPurchase split': 'never',
  'refundPurchase split': 'never',
  'reverseTransaction split': 'never',
  'reverseTransaction DEPOSIT': 'never',
  'reverseTransaction WITHDRAWAL': 'never',
  'reverseTransaction TRANSFER from': 'never',
  'reverseTransaction TRANSFER to': 'never',
  setWalletMetadata: 'owner',
  setWalletDisplayName: 'owner',
  'setWalletDisplayName null': 'owner',
  freezeWallet: 'never',
  unfreezeWallet: 'never',
  closeWallet: 'never',
};

/** Movements that touch no wallet that exists, or only watch one, and the gateway's own. */
const TOUCHES_NONE = [
  ...['openWallet', 'createCurrency', 'createSystemAccount', 'revokeTokens'],
  'runReconciliation',
  'scheduleTransaction',
  'eraseOwner',
  'pauseSchedule',
  'resumeSchedule',
  'cancelSchedule',
  ...['createMonitor', 'pauseMonitor', 'resumeMonitor', 'deleteMonitor', 'acknowledgeAlert'],
  ...['createWebhook', 'pauseWebhook', 'resumeWebhook', 'rotateWebhookSecret', 'testWebhook'],
  ...['replayWebhook', 'deleteWebhook'],
];
const OF_THE_GATEWAY = ['expireHold WITHDRAWAL', 'expireHold PURCHASE'];

const STAFF: readonly Role[] = ['CASHIER', 'ADMIN', 'SERVICE'];

/** Every set of roles. */
const ROLE_SETS = ROLES.reduce<Role[][]>(
  (sets, role) => [...sets, ...sets.map((set) => [...set, role])],
  [[]],
);
const STAFF_SETS = ROLE_SETS.filter((roles) => roles.some((role) => STAFF.includes(role)));

const CASES = Object.entries(OWN_WALLET).filter(([name]) => name in MOVEMENT_CASES);
const code = (name: string, by: Viewer): string => {
  const { decided } = decideCase(name, { by });
  return isRefusal(decided) ? decided.code : DONE;
};

describe('no caller deals with themselves, whatever roles their token grants', () => {
  test('the table has every mutation, on every side that a wallet can be on', () => {
    const cases = CASES.map(([name]) => name);
    expect(Object.keys(OWN_WALLET)).toEqual(cases);
    expect([...cases, ...OF_THE_GATEWAY].sort()).toEqual(Object.keys(MOVEMENT_CASES).sort());
    const mutations = cases.map((name) => name.split(' ')[0]);
    expect([...new Set([...mutations, ...TOUCHES_NONE])].sort()).toEqual(
      [...MUTATION_NAMES].sort(),
    );
    expect(STAFF_SETS).toHaveLength(28);
  });

  test.each(CASES)('%s on a wallet of your own is done by: %s', (name, who) => {
    const refused = STAFF_SETS.filter(
      (roles) => code(name, viewerWith('owner', ...roles)) === 'SELF_APPROVAL',
    );
    const expected =
      who === 'never' ? STAFF_SETS : STAFF_SETS.filter((roles) => !roles.includes('MEMBER'));
    expect(refused).toEqual(expected);
  });

  test.each(CASES.filter(([, who]) => who === 'owner'))(
    '%s on a wallet of your own succeeds as its owner, with other roles too',
    (name) => {
      for (const roles of ROLE_SETS.filter((set) => set.includes('MEMBER')))
        expect([roles, code(name, viewerWith('owner', ...roles))]).toEqual([roles, DONE]);
    },
  );

  test.each(CASES)('%s is not self-dealing by staff whose sub differs in case', (name) => {
    for (const roles of STAFF_SETS)
      expect(code(name, viewerWith('Owner', ...roles))).not.toBe('SELF_APPROVAL');
  });

  test.each(CASES)('%s tells a client of their self-dealing, in its result union', (name) => {
    for (const role of STAFF) {
      const found = outcomeForClient(name, {}, viewerWith('owner', role));
      expect(['FORBIDDEN', 'SELF_APPROVAL']).toContain(found);
    }
  });

  test('a caller without a role for others learns nothing of a foreign wallet by naming their own', () => {
    const member = viewerWith('owner', 'MEMBER');
    expect(code('transfer to', member)).toBe('WALLET_NOT_FOUND');
    expect(code('transferMany to', viewerWith('owner', 'MEMBER', 'AUDITOR'))).toBe(
      'WALLET_NOT_FOUND',
    );
  });

  test('self-dealing is refused before anything else, so that it does not depend on the money', () => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'USD', {}, 'CLOSED');
    const input = { walletId, direction: 'DEBIT', amount: money('0'), reason } as const;
    const by = viewerWith('owner', 'ADMIN');
    expect(movements.adjustBalance.decide(input, by, rows.state())).toEqual({
      code: 'SELF_APPROVAL',
      message:
        'You cannot move money into or out of your own wallet as staff or as a program. Another person must do it.',
    });
    expect(movements.freezeWallet.decide(input, by, rows.state())).toEqual({
      code: 'SELF_APPROVAL',
      message:
        'You cannot change your own wallet as staff or as a program. Another person must do it.',
    });
  });

  test('of several lines only those of your own wallet are refused', () => {
    const rows = new Rows();
    const wallets = ['one', 'owner', 'two'].map((owner) =>
      rows.wallet(owner, 'USD', { CASH: 500n }),
    );
    const [one, own, two] = wallets.map(({ id }) => id) as [string, string, string];
    const amount = money('1');
    const by = viewerWith('owner', 'MEMBER', 'SERVICE');
    const codesOf = <I>(movement: Movement<I>, input: I) => {
      const decided = movement.decide(input, by, rows.state());
      if (!('lines' in decided)) throw new Error('not several');
      return decided.lines.map((line) => line()).map((one) => (isRefusal(one) ? one.code : DONE));
    };
    const lines = [one, own, two].map((walletId) => ({ walletId, amount }));
    expect(codesOf(movements.distributeEarnings, { lines })).toEqual([DONE, 'SELF_APPROVAL', DONE]);
    const inputs = [
      { fromWalletId: one, toWalletId: two, amount },
      { fromWalletId: one, toWalletId: own, amount },
      { fromWalletId: own, toWalletId: two, amount },
    ];
    expect(codesOf(movements.transferMany, { inputs, atomic: false })).toEqual([
      ...[DONE, 'SELF_APPROVAL', DONE],
    ]);
  });

  test('opening a wallet and revoking tokens for yourself is allowed, because it gives you nothing', () => {
    const by = viewerWith('dan', 'ADMIN');
    const open = { ownerId: 'dan', currency: 'USD' };
    expect(outcome(decision(movements.openWallet, open, by, new Rows().state()))).toBe(DONE);
    const gems = { code: 'GEM', digits: 0, name: 'Gems' };
    expect(outcome(decision(movements.createCurrency, gems, by, new Rows().state()))).toBe(DONE);
    const fees = { name: 'TAXES', description: 'Fees' };
    expect(outcome(decision(movements.createSystemAccount, fees, by, new Rows().state()))).toBe(
      DONE,
    );
    const revoke = { subject: 'dan', reason };
    expect(outcome(decision(movements.revokeTokens, revoke, by, new Rows().state()))).toBe(DONE);
  });

  test('a mutation that does not declare whose act it is does not compile', () => {
    const undeclared: Movement<{ readonly walletId: string }> = {
      ...{ name: 'undeclared', locks: () => ({}) },
      decide: () => ({ affected: {} }),
    };
    // @ts-expect-error -- only `movement` and `movementOfLines` make a mutation, and both ask for the declaration
    const mutations: Mutations = { wallet: { undeclared } };
    expect(mutations).toBeDefined();
  });
});

describe('you cannot approve your own request', () => {
  const SELF = 'SELF_APPROVAL';
  /** Approvals of a request for the wallet of `owner`. */
  const APPROVALS = [
    ['confirmDeposit', movements.confirmDeposit, 'DEPOSIT'],
    ['approveWithdrawal', movements.approveWithdrawal, 'WITHDRAWAL'],
    ['completePurchase', movements.completePurchase, 'PURCHASE'],
  ] as const;
  const CALLERS: [who: string, viewer: Viewer, asker: string, expected: string][] = [
    ['a cashier, for an owner who asked', CASHIER, 'owner', DONE],
    ['a cashier who asked', CASHIER, 'cashier', SELF],
    ['an admin who asked', ADMIN, 'admin', SELF],
    ['a cashier who asked as an admin', viewerWith('dan', 'CASHIER'), 'dan', SELF],
    ['a program that asked as a program', SERVICE, 'service', DONE],
    ['a program', SERVICE, 'owner', DONE],
    [
      'a program that is also a member and asked',
      viewerWith('dan', 'MEMBER', 'SERVICE'),
      'dan',
      SELF,
    ],
    ['a program that is also staff and asked', viewerWith('dan', 'SERVICE', 'ADMIN'), 'dan', SELF],
    ['a program whose sub asked as a cashier', viewerWith('dan', 'SERVICE'), 'dan', SELF],
    ['a program that owns the wallet', viewerWith('owner', 'SERVICE'), 'owner', SELF],
    ['an owner who is an admin, if another asked', viewerWith('owner', 'ADMIN'), 'service', SELF],
  ];
  const table = APPROVALS.flatMap(([name, movement, kind]) =>
    CALLERS.map(([who, by, asker, expected]) => ({
      name,
      movement,
      kind,
      who,
      by,
      asker,
      expected,
    })),
  );
  test.each(table)('$name by $who: $expected', ({ movement, kind, by, asker, expected }) => {
    const initiatedByProgram = asker === 'service';
    const { rows, transaction } = stored(kind, 'PENDING', {
      initiatedBy: asker,
      initiatedByProgram,
    });
    const input = { transactionId: transaction.id };
    expect(outcome(decision(movement, input, by, rows.state()))).toBe(expected);
  });

  test('the refusal of your own request says so', () => {
    const { rows, transaction } = stored('WITHDRAWAL', 'PENDING', { initiatedBy: 'admin' });
    const input = { transactionId: transaction.id };
    expect(movements.approveWithdrawal.decide(input, ADMIN, rows.state())).toEqual({
      code: 'SELF_APPROVAL',
      message: 'You cannot approve your own request. Another person must approve it.',
    });
  });

  test.each([
    ['rejectWithdrawal', movements.rejectWithdrawal, 'WITHDRAWAL'],
    ['failDeposit', movements.failDeposit, 'DEPOSIT'],
    ['failPurchase', movements.failPurchase, 'PURCHASE'],
  ] as const)(
    '%s of your own request for another owner only ends it, so it is allowed',
    (_, movement, kind) => {
      const { rows, transaction } = stored(kind, 'PENDING', { initiatedBy: 'admin' });
      const input = { transactionId: transaction.id, reason };
      expect(outcome(decision(movement, input, ADMIN, rows.state()))).toBe(DONE);
    },
  );

  test('a missing transaction is missing for everyone', () => {
    const input = { transactionId: randomUUID() };
    expect(decision(movements.confirmDeposit, input, ADMIN, new Rows().state())).toBe(
      'TRANSACTION_NOT_FOUND',
    );
  });
});
