import { describe, expect, test } from '@jest/globals';
import { settingsFor } from '../../src/book/settings.js';

const CURRENCIES = [
  { code: 'USD', digits: 2, name: 'US Dollar' },
  { code: 'COIN', digits: 0, name: 'Coin' },
  { code: 'JPY', digits: 0, name: 'Yen' },
  { code: 'KWD', digits: 3, name: 'Kuwaiti Dinar' },
  { code: 'ETHER', digits: 18, name: 'Ether' },
];
const currencies = new Map(CURRENCIES.map((currency) => [currency.code, currency]));

/** The daily bonus in each currency, in minor units. */
function bonuses(options: Parameters<typeof settingsFor>[0]): Record<string, bigint> {
  const settings = settingsFor(options, currencies);
  return Object.fromEntries(CURRENCIES.map((one) => [one.code, settings.dailyBonus(one)]));
}

const named = (text: string) =>
  new Map(text.split(',').map((pair) => pair.split('=') as [string, string]));

describe('the daily bonus of a currency follows from the settings', () => {
  test('without settings each currency pays one unit, whatever its digits', () => {
    expect(bonuses({})).toEqual({
      ...{ USD: 100n, COIN: 1n, JPY: 1n, KWD: 1_000n, ETHER: 1_000_000_000_000_000_000n },
    });
  });

  test('a named currency pays its amount in minor units, and one that is named with 0 pays none', () => {
    const dailyBonus = named('USD=0.50,COIN=5,KWD=0.001,ETHER=0');
    expect(bonuses({ dailyBonus })).toEqual({
      ...{ USD: 50n, COIN: 5n, JPY: 1n, KWD: 1n, ETHER: 0n },
    });
  });

  test('without a default only named currencies pay', () => {
    const dailyBonus = named('USD=0.50,JPY=3');
    expect(bonuses({ dailyBonus, defaultBonus: false })).toEqual({
      ...{ USD: 50n, COIN: 0n, JPY: 3n, KWD: 0n, ETHER: 0n },
    });
  });
});

test.each([
  ['EUR', '1', 'DAILY_BONUS: EUR is not a currency of this book'],
  ['EUR', '0', 'DAILY_BONUS: EUR is not a currency of this book'],
  ['USD', '0.005', 'DAILY_BONUS: USD must have an amount with at most 2 digits after the point'],
  ['COIN', '0.5', 'DAILY_BONUS: COIN must have an amount with at most 0 digits after the point'],
  ['COIN', '0.0', 'DAILY_BONUS: COIN must have an amount with at most 0 digits after the point'],
  ['USD', '9'.repeat(37), 'DAILY_BONUS: USD must have an amount with at most 2 digits'],
  ['USD', 'much', 'DAILY_BONUS: USD must have an amount with at most 2 digits'],
])('settingsFor refuses the daily bonus %s=%s and says why', (code, text, message) => {
  expect(() => settingsFor({ dailyBonus: new Map([[code, text]]) }, currencies)).toThrow(message);
});
