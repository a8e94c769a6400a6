import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { affectedIds } from '../../src/ledger/affected.js';
import type { BatchState } from '../../src/ledger/batch-state.js';
import {
  closeWallet,
  purchase,
  failDeposit,
  freezeWallet,
  initiateDeposit,
  openWallet,
  setCreditLine,
  setWalletMetadata,
  unfreezeWallet,
} from '../../src/movements/index.js';
import type { Viewer } from '../../src/domain/index.js';
import type { Wallet } from '../../src/ledger/index.js';
import {
  decideInBatch,
  decision,
  DONE,
  type AccountBalances,
  NOW,
  outcome,
  plan,
  refusalCodeOf,
  Rows,
  stored,
} from '../support/locked-state.js';
import { ADMIN, money, OWNER, reason, SERVICE } from '../support/inputs.js';

describe('openWallet opens one wallet for each owner, currency and name', () => {
  const input = { ownerId: 'owner', currency: 'USD' };

  test('openWallet returns the existing wallet the second time, active or frozen, and refuses a closed one', () => {
    const fresh = plan(openWallet, input, SERVICE, new Rows().state());
    expect(fresh.newWallet).toMatchObject({ ...input, status: 'ACTIVE', createdAt: NOW });
    expect(affectedIds(fresh, NOW)).toEqual({ walletId: fresh.newWallet?.id });
    expect(fresh.replayed).toBeUndefined();
    for (const status of ['ACTIVE', 'FROZEN'] as const) {
      const rows = new Rows();
      const { id } = rows.wallet('owner', 'USD', {}, status);
      const again = decision(openWallet, input, SERVICE, rows.state());
      expect(again).toEqual({ affected: { walletId: id }, replayed: true });
    }
    const rows = new Rows();
    rows.wallet('owner', 'USD', {}, 'CLOSED');
    expect(openWallet.decide(input, SERVICE, rows.state())).toEqual({
      code: 'WALLET_NOT_ACTIVE',
      message:
        'The wallet "main" of this owner in USD is closed for good. Open one with another name.',
    });
  });

  test('openWallet opens another wallet for another owner, currency or name, and refuses an unknown currency', () => {
    const rows = new Rows();
    rows.wallet('owner', 'USD');
    for (const other of [
      { ownerId: 'owner', currency: 'EUR' },
      { ownerId: 'Owner', currency: 'USD' },
      { ownerId: 'owner', currency: 'USD', name: 'savings' },
    ])
      expect(decision(openWallet, other, SERVICE, rows.state())).toMatchObject({
        newWallet: other,
      });
    const unknown = { ownerId: 'owner', currency: 'ZZZ' };
    expect(decision(openWallet, unknown, SERVICE, rows.state())).toBe('UNKNOWN_CURRENCY');
  });

  test('openWallet keeps the metadata of the opening, and numbers the wallets of an owner', () => {
    const rows = new Rows();
    rows.wallet('owner', 'USD');
    rows.wallet('another', 'USD');
    const metadata = { goal: 'bicycle' };
    const named = { ownerId: 'owner', currency: 'USD', name: 'savings', metadata };
    expect(plan(openWallet, named, SERVICE, rows.state()).newWallet).toMatchObject({
      ...{
        ...named,
        ownerNumber: 2,
        metadataChangedBy: null,
        metadataChangedAt: null,
        displayName: null,
      },
    });
    expect(plan(openWallet, input, SERVICE, new Rows().state()).newWallet).toMatchObject({
      ...{ name: 'main', metadata: {}, ownerNumber: 1 },
    });
  });

  test('a person opens three wallets for themselves, closed ones counted; staff and programs open more for them', () => {
    const rows = new Rows();
    rows.wallet('owner', 'USD');
    rows.wallet('owner', 'EUR', {}, 'CLOSED');
    const opening = { ownerId: 'owner', currency: 'USD', name: 'fourth' };
    expect(outcome(decision(openWallet, opening, OWNER, rows.state()))).toBe(DONE);
    rows.wallet('owner', 'JPY');
    expect(openWallet.decide(opening, OWNER, rows.state())).toEqual({
      code: 'WALLET_LIMIT',
      message:
        'You have opened 3 wallets, and you can open at most 3. Use one of them, or ask the operator to open one for you.',
    });
    // One that is there is found in any case.
    expect(decision(openWallet, input, OWNER, rows.state())).toMatchObject({ replayed: true });
    for (const by of [SERVICE, ADMIN])
      expect(outcome(decision(openWallet, opening, by, rows.state()))).toBe(DONE);
    const ownOf = (by: Viewer) =>
      outcome(decision(openWallet, { ...opening, ownerId: by.id }, by, ofOwner(by.id).state()));
    expect([ownOf(ADMIN), ownOf(SERVICE)]).toEqual(['WALLET_LIMIT', DONE]);
  });

  test('openings of one batch count each other', () => {
    const state = new Rows().state();
    const codes = ['a', 'b', 'c', 'd'].map((name) =>
      refusalCodeOf(
        decideInBatch(state, openWallet, { ownerId: 'owner', currency: 'USD', name }, OWNER),
      ),
    );
    expect(codes).toEqual([undefined, undefined, undefined, 'WALLET_LIMIT']);
    expect(state.pendingWrites.newWallets.map(({ ownerNumber }) => ownerNumber)).toEqual([1, 2, 3]);
  });
});

/** A book in which this owner has three wallets. */
function ofOwner(ownerId: string): Rows {
  const rows = new Rows();
  for (const name of ['one', 'two', 'three']) rows.wallet(ownerId, 'USD', {}, 'ACTIVE', name);
  return rows;
}

describe('setWalletMetadata replaces the metadata of a wallet', () => {
  const metadata = { shop: '7' };
  const asked = (by: Viewer, status: Wallet['status'] = 'ACTIVE') => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'USD', {}, status);
    return decision(setWalletMetadata, { walletId, metadata }, by, rows.state());
  };

  test('setWalletMetadata notes who did it and when, and leaves the status alone', () => {
    const rows = new Rows();
    const wallet = rows.wallet('owner', 'USD', {}, 'FROZEN');
    const state = rows.state();
    decideInBatch(state, setWalletMetadata, { walletId: wallet.id, metadata }, OWNER);
    const changed = { ...wallet, metadata, metadataChangedBy: OWNER.id, metadataChangedAt: NOW };
    expect(state.wallet(wallet.id)).toEqual(changed);
    expect([...state.pendingWrites.changedWallets.values()]).toEqual([changed]);
  });

  test.each<[string, Viewer, Wallet['status'], string]>([
    ['its owner', OWNER, 'ACTIVE', DONE],
    ['its owner, of a frozen wallet', OWNER, 'FROZEN', DONE],
    ['its owner, of a closed wallet', OWNER, 'CLOSED', 'WALLET_NOT_ACTIVE'],
    ['a program', SERVICE, 'ACTIVE', DONE],
    ['an admin', ADMIN, 'ACTIVE', DONE],
    ['another member', { id: 'another', roles: ['MEMBER'] }, 'ACTIVE', 'WALLET_NOT_FOUND'],
    [
      'staff on a wallet of their own',
      { id: 'owner', roles: ['ADMIN'] },
      'ACTIVE',
      'SELF_APPROVAL',
    ],
  ])('setWalletMetadata by %s', (_, by, status, expected) => {
    expect(outcome(asked(by, status))).toBe(expected);
  });
});

describe('closeWallet closes only an empty wallet', () => {
  test.each<[string, AccountBalances, string]>([
    ['without accounts', {}, DONE],
    ['with accounts at zero', { CASH: 0n, HELD: 0n, CREDIT: 0n, HELD_CREDIT: 0n, OWED: 0n }, DONE],
    ['with cash', { CASH: 1n }, 'WALLET_NOT_EMPTY'],
    ['with held cash', { CASH: 0n, HELD: 1n }, 'WALLET_NOT_EMPTY'],
    ['with credit', { CREDIT: 1n }, 'WALLET_NOT_EMPTY'],
    ['with held credit', { HELD_CREDIT: 1n }, 'WALLET_NOT_EMPTY'],
    ['that owes', { OWED: -1n }, 'WALLET_NOT_EMPTY'],
  ])('closeWallet checks every account of the wallet: %s', (_, holdings, expected) => {
    for (const status of ['ACTIVE', 'FROZEN'] as const) {
      const rows = new Rows();
      const { id: walletId } = rows.wallet('owner', 'USD', holdings, status);
      const decided = decision(closeWallet, { walletId, reason }, ADMIN, rows.state());
      expect(outcome(decided)).toBe(expected);
    }
  });
});

describe('closeWallet closes only a wallet with nothing pending', () => {
  const announce = (state: BatchState, walletId: string): string => {
    const made = plan(initiateDeposit, { walletId, amount: money('50') }, SERVICE, state);
    expect(state.apply(made, 'service')).toBeUndefined();
    return made.transaction?.id ?? '';
  };

  test.each(['DEPOSIT', 'WITHDRAWAL', 'PURCHASE'] as const)(
    'closeWallet names a pending %s of the wallet, and reads it under the lock',
    (kind) => {
      const { rows, wallet } = stored(kind, 'PENDING');
      const input = { walletId: wallet.id, reason };
      expect(closeWallet.locks(input)).toEqual({ wallets: [wallet.id], pending: true });
      expect(closeWallet.decide(input, ADMIN, rows.state())).toEqual({
        code: 'WALLET_NOT_EMPTY',
        message: `The wallet has a ${kind} of 1.00 USD that is pending. Complete or end what is pending before you close the wallet.`,
      });
    },
  );

  test('a split of a pending purchase keeps the wallet of its receiver open', () => {
    const rows = new Rows();
    const payer = rows.wallet('owner', 'USD', { CASH: 100n });
    const { id: walletId } = rows.wallet('shop', 'USD');
    const state = rows.state();
    const splits = [{ to: { walletId }, amount: money('0.4'), label: 'merchant' }];
    const input = { walletId: payer.id, amount: money('1'), splits };
    expect(state.apply(plan(purchase, input, SERVICE, state), 'service')).toBeUndefined();
    expect(closeWallet.decide({ walletId, reason }, ADMIN, state)).toMatchObject({
      code: 'WALLET_NOT_EMPTY',
      message:
        'The wallet has a PURCHASE of 1.00 USD that is pending. Complete or end what is pending before you close the wallet.',
    });
  });

  test('closeWallet sees what earlier commands of its batch began and ended', () => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'USD');
    const { id: otherId } = rows.wallet('other', 'USD');
    const state = rows.state();
    announce(state, otherId);
    const ids = [announce(state, walletId), announce(state, walletId)];
    const closed = () => decision(closeWallet, { walletId, reason }, ADMIN, state);
    expect(closeWallet.decide({ walletId, reason }, ADMIN, state)).toMatchObject({
      message:
        'The wallet has 2 pending transactions. The oldest is a DEPOSIT of 50.00 USD. Complete or end what is pending before you close the wallet.',
    });
    for (const transactionId of ids) {
      expect(closed()).toBe('WALLET_NOT_EMPTY');
      const failed = plan(failDeposit, { transactionId, reason }, ADMIN, state);
      expect(state.apply(failed, 'admin')).toBeUndefined();
    }
    expect(outcome(closed())).toBe(DONE);
  });
});

describe("a change of a wallet's status is recorded on the wallet", () => {
  test.each([
    ['freezeWallet', freezeWallet, 'ACTIVE', 'FROZEN'],
    ['unfreezeWallet', unfreezeWallet, 'FROZEN', 'ACTIVE'],
    ['closeWallet', closeWallet, 'ACTIVE', 'CLOSED'],
  ] as const)('%s records who changed the status, when and why', (_, movement, from, to) => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'USD', {}, from);
    const state = rows.state();
    const made = plan(movement, { walletId, reason }, ADMIN, state);
    expect(made).toEqual({ walletChange: { id: walletId, status: to, reason } });
    expect(affectedIds(made, NOW)).toEqual({ walletId });
    expect(state.apply(made, 'admin')).toBeUndefined();
    expect(state.wallet(walletId)).toMatchObject({
      ...{ status: to, statusReason: reason, statusChangedBy: 'admin', statusChangedAt: NOW },
    });
  });

  test('a missing wallet cannot be frozen, unfrozen, closed or given a credit line', () => {
    const walletId = randomUUID();
    for (const movement of [freezeWallet, unfreezeWallet, closeWallet])
      expect(decision(movement, { walletId, reason }, ADMIN, new Rows().state())).toBe(
        'WALLET_NOT_FOUND',
      );
    const line = { walletId, approved: true, limit: money('1') };
    expect(decision(setCreditLine, line, ADMIN, new Rows().state())).toBe('WALLET_NOT_FOUND');
  });
});
