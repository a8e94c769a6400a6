import { describe, expect, test } from '@jest/globals';
import { affectedIds } from '../../src/ledger/affected.js';
import {
  approveWithdrawal,
  cancelWithdrawal,
  expireHold,
  rejectWithdrawal,
  requestWithdrawal,
} from '../../src/movements/index.js';
import { NOW, plan, posted, Rows, stored } from '../support/locked-state.js';
import { CASHIER, money, OWNER, reason } from '../support/inputs.js';

describe('requestWithdrawal holds the amount', () => {
  test('requestWithdrawal holds CASH and keeps reference, description and metadata', () => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'USD', { CASH: 150n });
    const said = { reference: 'r', description: 'd', metadata: { a: 1 } };
    const input = { walletId, amount: money('1.5'), ...said };
    const made = plan(requestWithdrawal, input, OWNER, rows.state());
    expect(posted(rows, made)).toEqual(['HOLD owner CASH -150 USD', 'HOLD owner HELD +150 USD']);
    expect(made.transaction).toEqual({
      ...{ id: affectedIds(made, NOW).transactionId, kind: 'WITHDRAWAL', status: 'PENDING' },
      ...{ amount: 150n, currency: 'USD', walletId, counterWalletId: null, originalId: null },
      ...{ furtherWalletIds: [], splits: [] },
      ...{
        replacesId: null,
        bonusOwner: null,
        effectiveAt: null,
        quoteId: null,
        details: {},
        statusReason: null,
        initiatedByProgram: false,
        initiatedBy: 'owner',
      },
      ...{ createdAt: NOW, completedAt: null, expiresAt: null },
      ...{ statusChangedBy: null, statusChangedAt: null, ...said },
    });
  });

  test('requestWithdrawal keeps the destination and the expiry if they are given', () => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'USD', { CASH: 150n });
    const input = { walletId, amount: money('1'), destination: 'bank', expiresInSeconds: 90 };
    expect(plan(requestWithdrawal, input, OWNER, rows.state()).transaction).toMatchObject({
      details: { destination: 'bank' },
      expiresAt: new Date(NOW.getTime() + 90_000),
    });
  });
});

describe('a pending withdrawal is paid or released', () => {
  const released = ['RELEASE owner CASH +100 USD', 'RELEASE owner HELD -100 USD'];

  test('approveWithdrawal pays out the held cash', () => {
    const { rows, transaction } = stored('WITHDRAWAL', 'PENDING');
    const made = plan(approveWithdrawal, { transactionId: transaction.id }, CASHIER, rows.state());
    expect(posted(rows, made)).toEqual(['POST owner HELD -100 USD', 'POST EXTERNAL +100 USD']);
    expect(made.transactionChange).toMatchObject({ status: 'COMPLETED', reason: null });
  });

  test('rejectWithdrawal releases the held cash', () => {
    const { rows, transaction } = stored('WITHDRAWAL', 'PENDING');
    const input = { transactionId: transaction.id, reason };
    const made = plan(rejectWithdrawal, input, CASHIER, rows.state());
    expect(posted(rows, made)).toEqual(released);
    expect(made.transactionChange).toMatchObject({ status: 'FAILED', reason });
  });

  test.each([undefined, reason])('cancelWithdrawal releases the held cash; reason: %s', (why) => {
    const { rows, transaction } = stored('WITHDRAWAL', 'PENDING');
    const input = { transactionId: transaction.id, reason: why };
    const made = plan(cancelWithdrawal, input, OWNER, rows.state());
    expect(posted(rows, made)).toEqual(released);
    expect(made.transactionChange).toMatchObject({ status: 'CANCELLED', reason: why ?? null });
  });

  test('expireHold releases the held cash', () => {
    const { rows, transaction } = stored('WITHDRAWAL', 'PENDING', { expiresAt: NOW });
    const made = plan(expireHold, { transactionId: transaction.id }, CASHIER, rows.state());
    expect(posted(rows, made)).toEqual(released);
  });
});
