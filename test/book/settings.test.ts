import { expect, test } from '@jest/globals';
import { settingsFor } from '../../src/book/settings.js';

const currencies = new Map([
  ['USD', { code: 'USD', digits: 2, name: 'US Dollar' }],
  ['COIN', { code: 'COIN', digits: 0, name: 'Coin' }],
]);

test('settingsFor converts daily bonuses to minor units of their currencies', () => {
  const given = new Map([
    ['USD', '0.50'],
    ['COIN', '5'],
  ]);
  expect([...settingsFor(given, currencies).dailyBonus]).toEqual([
    ['USD', 50n],
    ['COIN', 5n],
  ]);
});

test.each([
  ['EUR', '1', 'DAILY_BONUS: EUR is not a currency of this book'],
  ['USD', '0', 'DAILY_BONUS: USD must have an amount above zero with at most 2 digits'],
  ['COIN', '0.5', 'DAILY_BONUS: COIN must have an amount above zero with at most 0 digits'],
  ['USD', '9'.repeat(37), 'DAILY_BONUS: USD must have an amount above zero'],
  ['USD', 'much', 'DAILY_BONUS: USD must have an amount above zero'],
])('settingsFor refuses the daily bonus %s=%s and says why', (code, text, message) => {
  expect(() => settingsFor(new Map([[code, text]]), currencies)).toThrow(message);
});
