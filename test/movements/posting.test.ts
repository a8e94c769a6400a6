import { describe, expect, test } from '@jest/globals';
import { withFurtherWallets } from '../../src/ledger/further-wallets.js';
import { post, type LegInput } from '../../src/movements/index.js';
import { ADMIN, money } from '../support/inputs.js';
import { plan, posted, Rows } from '../support/locked-state.js';

const leg = (
  account: LegInput['account'],
  direction: LegInput['direction'],
  amount = money('1'),
): LegInput => ({ account, direction, amount });
const system = (systemAccount: string): LegInput['account'] => ({ systemAccount });

describe('post moves its legs, all or none', () => {
  test('legs on wallets and system accounts of several currencies are one transaction', () => {
    const rows = new Rows();
    const [one, two] = [rows.wallet('one', 'EUR', { CASH: 500n }), rows.wallet('two', 'USD')];
    const made = plan(
      post,
      {
        legs: [
          leg(system('FEES'), 'CREDIT', money('1', 'EUR')),
          leg({ walletId: one.id }, 'DEBIT', money('3', 'EUR')),
          leg(system('EXTERNAL'), 'CREDIT', money('2', 'EUR')),
          leg({ walletId: two.id }, 'CREDIT', money('7')),
          leg(system('EXTERNAL'), 'DEBIT', money('7')),
        ],
        reference: 'r',
      },
      ADMIN,
      rows.state(),
    );
    expect(posted(rows, made)).toEqual([
      'POST FEES +100 EUR',
      'POST one CASH -300 EUR',
      'POST EXTERNAL +200 EUR',
      'POST two CASH +700 USD',
      'POST EXTERNAL -700 USD',
    ]);
    expect(made.transaction).toMatchObject({
      ...{ kind: 'POSTING', status: 'COMPLETED', reference: 'r' },
      ...{ walletId: one.id, counterWalletId: null, currency: 'EUR', amount: 300n },
    });
    const { transaction, postings = [] } = made;
    if (!transaction) throw new Error('no transaction');
    expect(withFurtherWallets(transaction, postings).furtherWalletIds).toEqual([two.id]);
  });

  test('legs on system accounts alone have no wallet, and the amount of the first currency', () => {
    const rows = new Rows();
    const legs = [
      leg(system('FEES'), 'DEBIT', money('2', 'JPY')),
      leg(system('SALES'), 'CREDIT', money('2', 'JPY')),
    ];
    expect(plan(post, { legs }, ADMIN, rows.state()).transaction).toMatchObject({
      ...{ walletId: null, currency: 'JPY', amount: 2n },
    });
  });

  test('legs that do not add up are refused in the currency where they do not', () => {
    const rows = new Rows();
    const legs = [
      leg(system('FEES'), 'CREDIT', money('1', 'EUR')),
      leg(system('SALES'), 'DEBIT', money('1', 'EUR')),
      leg(system('FEES'), 'CREDIT', money('1.5')),
      leg(system('SALES'), 'DEBIT', money('2')),
    ];
    expect(post.decide({ legs }, ADMIN, rows.state())).toEqual({
      code: 'UNBALANCED_POSTING',
      message: 'The legs in USD credit 1.50 USD and debit 2.00 USD. Both must be the same.',
    });
  });

  test('credits that add up to more than an account holds are refused', () => {
    const rows = new Rows();
    const most = money(`${'9'.repeat(36)}.99`);
    const legs = [
      leg(system('FEES'), 'DEBIT', most),
      leg(system('SALES'), 'DEBIT', most),
      leg(system('EXTERNAL'), 'CREDIT', most),
      leg({ walletId: rows.wallet('one', 'USD').id }, 'CREDIT', most),
    ];
    expect(post.decide({ legs }, ADMIN, rows.state())).toMatchObject({ code: 'AMOUNT_TOO_LARGE' });
  });

  test('a wallet that is short is named with its leg', () => {
    const rows = new Rows();
    const { id } = rows.wallet('one', 'USD', { CASH: 99n, CREDIT: 500n, OWED: -500n });
    const legs = [leg(system('FEES'), 'CREDIT'), leg({ walletId: id }, 'DEBIT')];
    expect(post.decide({ legs }, ADMIN, rows.state())).toMatchObject({
      ...{ code: 'INSUFFICIENT_FUNDS', walletId: id },
      message: 'legs[1]: 1.00 USD is required and 0.99 USD is available.',
    });
  });
});
