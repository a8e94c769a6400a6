import { describe, expect, test } from '@jest/globals';
import { inputHash } from '../../src/ledger/idempotency.js';
import { money } from '../support/movements.js';

const currencies = new Map([
  ['USD', { code: 'USD', digits: 2, name: 'US Dollar' }],
  ['COIN', { code: 'COIN', digits: 0, name: 'Coin' }],
]);
const hash = (amount: string, currency = 'USD') =>
  inputHash('deposit', { walletId: 'w', amount: money(amount, currency) }, currencies).toString(
    'hex',
  );

describe('an amount is the same input', () => {
  test.each([
    ['25', '25.00', 'USD'],
    ['025.5', '25.50', 'USD'],
    ['0', '0.0', 'USD'],
    ['25', '25', 'COIN'],
    // Not of this book, whichever way: refused alike.
    ['25', '25.000', 'ZZZ'],
  ])('as %s and as %s %s', (one, other, currency) => {
    expect(hash(one, currency)).toBe(hash(other, currency));
  });

  test.each([
    ['25.00', '25.000', 'USD'],
    ['25.0000', '25.000', 'USD'],
    ['25', '25.0', 'COIN'],
    ['25', '2.5', 'USD'],
    ['25', '26', 'USD'],
  ])(
    'but not as %s and as %s %s, of which the one may be refused and not the other',
    (one, other, currency) => {
      expect(hash(one, currency)).not.toBe(hash(other, currency));
    },
  );

  test('nor in another currency', () => {
    expect(hash('25', 'USD')).not.toBe(hash('25', 'COIN'));
  });
});
