import { describe, expect, test } from '@jest/globals';
import { affectedIds } from '../../src/ledger/affected.js';
import type { Transaction, Wallet } from '../../src/ledger/index.js';
import { deposit, reverseTransaction } from '../../src/movements/index.js';
import {
  decision,
  NOW,
  outcome,
  plan,
  posted,
  postings,
  Rows,
  stored,
} from '../support/locked-state.js';
import { ADMIN, money, reason, SERVICE } from '../support/inputs.js';

describe('reverseTransaction posts the opposite of what the original came to', () => {
  test.each<[Transaction['kind'], string[]]>([
    ['DEPOSIT', ['POST owner CASH -100 USD', 'POST EXTERNAL +100 USD']],
    // The hold and its release cancel out, so only the payment remains.
    ['WITHDRAWAL', ['POST owner CASH +100 USD', 'POST EXTERNAL -100 USD']],
    ['TRANSFER', ['POST owner CASH +100 USD', 'POST receiver CASH -100 USD']],
    [
      'EXCHANGE',
      [
        ...['POST owner CASH +100 USD', 'POST EXCHANGE -100 USD'],
        ...['POST owner CASH -90 EUR', 'POST EXCHANGE +90 EUR'],
      ],
    ],
    ['BONUS', ['POST owner CASH -100 USD', 'POST BONUSES +100 USD']],
    ['COMMISSION', ['POST owner CASH -100 USD', 'POST COMMISSIONS +100 USD']],
    ['EARNING', ['POST owner CASH -100 USD', 'POST EARNINGS +100 USD']],
    ['ADJUSTMENT', ['POST owner CASH +100 USD', 'POST ADJUSTMENTS -100 USD']],
    ['OPENING_BALANCE', ['POST owner CASH -100 USD', 'POST OPENING +100 USD']],
  ])('reverseTransaction of a %s posts the opposite of what it came to', (kind, expected) => {
    const { rows, wallet, transaction } = stored(kind);
    const input = { transactionId: transaction.id, reason };
    const made = plan(reverseTransaction, input, ADMIN, rows.state());
    expect(posted(rows, made).sort()).toEqual([...expected].sort());
    expect(made.transactionChange).toBeUndefined();
    expect(made.transaction).toMatchObject({
      ...{ kind: 'REVERSAL', status: 'COMPLETED', amount: 100n, currency: 'USD' },
      ...{ originalId: transaction.id, walletId: wallet.id, statusReason: reason },
      ...{ counterWalletId: transaction.counterWalletId, quoteId: null, details: {} },
      ...{ initiatedByProgram: false, initiatedBy: 'admin', completedAt: NOW },
    });
  });
});

describe('reverseTransaction requires that the receiver still has the money', () => {
  function transferred(has: bigint, receiver: Wallet['status'] = 'ACTIVE') {
    const rows = new Rows();
    const from = rows.wallet('owner', 'USD');
    const to = rows.wallet('receiver', 'USD', { CASH: has, HELD: 50n, CREDIT: 50n }, receiver);
    const entries = [
      ...postings(from, 'POST', { CASH: -100n }),
      ...postings(to, 'POST', { CASH: 100n }),
    ];
    const wallets = { walletId: from.id, counterWalletId: to.id };
    const { id } = rows.transaction({ kind: 'TRANSFER', amount: 100n, ...wallets }, entries);
    return decision(reverseTransaction, { transactionId: id, reason }, ADMIN, rows.state());
  }

  test.each<[has: bigint, receiver: Wallet['status'], expected: string]>([
    [100n, 'ACTIVE', 'done'],
    [99n, 'ACTIVE', 'INSUFFICIENT_FUNDS'],
    [100n, 'FROZEN', 'done'],
    [99n, 'FROZEN', 'INSUFFICIENT_FUNDS'],
    [100n, 'CLOSED', 'WALLET_NOT_ACTIVE'],
  ])('reverseTransaction decides by funds and status: %s, %s', (has, receiver, expected) => {
    expect(outcome(transferred(has, receiver))).toBe(expected);
  });

  test('reverseTransaction refuses a second reversal as such, even if the money is gone too', () => {
    const rows = new Rows();
    const wallet = rows.wallet('owner', 'USD', { CASH: 0n });
    const entries = postings(wallet, 'POST', { CASH: 100n, EXTERNAL: -100n });
    const { id } = rows.transaction({ kind: 'DEPOSIT', walletId: wallet.id }, entries);
    rows.transaction({ kind: 'REVERSAL', walletId: wallet.id, originalId: id });
    expect(
      reverseTransaction.decide({ transactionId: id, reason }, ADMIN, rows.state()),
    ).toMatchObject({
      ...{ code: 'INVALID_TRANSITION' },
      message: 'The DEPOSIT has already been reversed.',
    });
  });

  test('reverseTransaction reverses a transaction of the same batch, once', () => {
    const rows = new Rows();
    const wallet = rows.wallet('owner', 'USD');
    rows.systemAccount('USD', 'EXTERNAL');
    const state = rows.state();
    const made = plan(deposit, { walletId: wallet.id, amount: money('1') }, SERVICE, state);
    expect(state.apply(made, 'service')).toBeUndefined();
    const input = { transactionId: affectedIds(made, NOW).transactionId ?? '', reason };
    const back = plan(reverseTransaction, input, ADMIN, state);
    expect(state.apply(back, 'admin')).toBeUndefined();
    expect(state.balance(wallet)).toMatchObject({ total: 0n, version: 2 });
    expect(decision(reverseTransaction, input, ADMIN, state)).toBe('INVALID_TRANSITION');
  });
});
