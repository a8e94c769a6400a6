import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { affectedIds } from '../../src/ledger/affected.js';
import {
  closeWallet,
  freezeWallet,
  openWallet,
  setCreditLine,
  unfreezeWallet,
} from '../../src/movements/index.js';
import {
  decision,
  DONE,
  type AccountBalances,
  NOW,
  outcome,
  plan,
  Rows,
} from '../support/locked-state.js';
import { WALLET_STATUSES } from '../../src/domain/index.js';
import { ADMIN, money, reason, SERVICE } from '../support/inputs.js';

describe('openWallet opens one wallet for each owner and currency', () => {
  const input = { ownerId: 'owner', currency: 'USD' };

  test('openWallet returns the existing wallet the second time, whatever its status', () => {
    const fresh = plan(openWallet, input, SERVICE, new Rows().state());
    expect(fresh.newWallet).toMatchObject({ ...input, status: 'ACTIVE', createdAt: NOW });
    expect(affectedIds(fresh, NOW)).toEqual({ walletId: fresh.newWallet?.id });
    expect(fresh.replayed).toBeUndefined();
    for (const status of WALLET_STATUSES) {
      const rows = new Rows();
      const { id } = rows.wallet('owner', 'USD', {}, status);
      const again = decision(openWallet, input, SERVICE, rows.state());
      expect(again).toEqual({ affected: { walletId: id }, replayed: true });
    }
  });

  test('openWallet opens another wallet for another owner or currency, and refuses an unknown currency', () => {
    const rows = new Rows();
    rows.wallet('owner', 'USD');
    for (const other of [
      { ownerId: 'owner', currency: 'EUR' },
      { ownerId: 'Owner', currency: 'USD' },
    ])
      expect(decision(openWallet, other, SERVICE, rows.state())).toMatchObject({
        newWallet: other,
      });
    const unknown = { ownerId: 'owner', currency: 'ZZZ' };
    expect(decision(openWallet, unknown, SERVICE, rows.state())).toBe('UNKNOWN_CURRENCY');
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
