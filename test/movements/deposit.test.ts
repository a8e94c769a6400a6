import { describe, expect, test } from '@jest/globals';
import { affectedIds } from '../../src/ledger/affected.js';
import {
  confirmDeposit,
  deposit,
  failDeposit,
  initiateDeposit,
  reverseTransaction,
} from '../../src/movements/index.js';
import { decision, addFollower, NOW, plan, posted, Rows, stored } from '../support/locked-state.js';
import { ADMIN, CASHIER, money, OWNER, reason, SERVICE } from '../support/inputs.js';

const REMARKS = { reference: 'r', description: 'd', metadata: { a: 1 } };

describe('a deposit moves money from EXTERNAL to CASH', () => {
  test('deposit takes from EXTERNAL, adds to CASH and keeps reference, description and metadata', () => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'USD');
    const input = { walletId, amount: money('1.5'), ...REMARKS };
    const made = plan(deposit, input, SERVICE, rows.state());
    expect(posted(rows, made)).toEqual(['POST EXTERNAL -150 USD', 'POST owner CASH +150 USD']);
    expect(made.transaction).toEqual({
      ...{ id: affectedIds(made, NOW).transactionId, kind: 'DEPOSIT', status: 'COMPLETED' },
      ...{ amount: 150n, currency: 'USD', walletId, counterWalletId: null, originalId: null },
      ...{ furtherWalletIds: [], splits: [] },
      ...{
        replacesId: null,
        bonusOwner: null,
        effectiveAt: null,
        quoteId: null,
        details: {},
        statusReason: null,
        initiatedBy: 'service',
        initiatedByProgram: true,
      },
      ...{ createdAt: NOW, completedAt: NOW, expiresAt: null },
      ...{ statusChangedBy: null, statusChangedAt: null, ...REMARKS },
    });
  });

  test('initiateDeposit writes a PENDING deposit and posts nothing', () => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'USD');
    const input = { walletId, amount: money('1.5'), ...REMARKS };
    const made = plan(initiateDeposit, input, OWNER, rows.state());
    expect(posted(rows, made)).toEqual([]);
    expect(made.transaction).toMatchObject({
      ...{ kind: 'DEPOSIT', status: 'PENDING', amount: 150n, walletId, initiatedBy: 'owner' },
      ...{ createdAt: NOW, completedAt: null, expiresAt: null, ...REMARKS },
    });
  });

  test('confirmDeposit posts the same entries as deposit', () => {
    const { rows, transaction } = stored('DEPOSIT', 'PENDING');
    const made = plan(confirmDeposit, { transactionId: transaction.id }, CASHIER, rows.state());
    expect(posted(rows, made)).toEqual(['POST EXTERNAL -100 USD', 'POST owner CASH +100 USD']);
    expect(made.transactionChange).toEqual({
      ...{ id: transaction.id, status: 'COMPLETED', reason: null },
    });
  });

  test.each([
    ['PENDING', []],
    ['COMPLETED', ['REVERT EXTERNAL +100 USD', 'REVERT owner CASH -100 USD']],
  ] as const)('failDeposit of a %s deposit posts the entries %j', (status, expected) => {
    const { rows, transaction } = stored('DEPOSIT', status);
    const input = { transactionId: transaction.id, reason };
    const made = plan(failDeposit, input, CASHIER, rows.state());
    expect(posted(rows, made)).toEqual(expected);
    expect(made.transactionChange).toEqual({ id: transaction.id, status: 'FAILED', reason });
  });

  test('failDeposit refuses if the wallet has spent the money', () => {
    const rows = new Rows();
    const wallet = rows.wallet('owner', 'USD', { CASH: 99n, HELD: 1n });
    const what = { kind: 'DEPOSIT', amount: 100n, walletId: wallet.id } as const;
    const { id } = rows.transaction(what);
    const input = { transactionId: id, reason };
    expect(failDeposit.decide(input, CASHIER, rows.state())).toMatchObject({
      ...{ code: 'INSUFFICIENT_FUNDS', available: { amount: 99n }, required: { amount: 100n } },
    });
  });

  test('failDeposit refuses a reversed deposit, and reverseTransaction a failed one', () => {
    const reversed = stored('DEPOSIT');
    addFollower(reversed, 'REVERSAL');
    const { id: transactionId } = reversed.transaction;
    const input = { transactionId, reason };
    expect(failDeposit.decide(input, ADMIN, reversed.rows.state())).toMatchObject({
      ...{ code: 'INVALID_TRANSITION', message: expect.stringContaining('already been reversed') },
    });
    const { rows, transaction } = stored('DEPOSIT');
    const state = rows.state();
    const both = { transactionId: transaction.id, reason };
    state.apply(plan(failDeposit, both, ADMIN, state), 'admin');
    expect(decision(reverseTransaction, both, ADMIN, state)).toBe('INVALID_TRANSITION');
  });
});
