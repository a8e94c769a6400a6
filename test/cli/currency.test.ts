import { describe, expect, test } from '@jest/globals';
import { useBook } from '../support/book.js';
import { onebook } from '../support/onebook-command.js';

const at = useBook();
const add = (...args: string[]) =>
  onebook({ DATABASE_URL: at.database.url, BOOK: 'book' }, 'currency', 'add', ...args);

describe('onebook currency add', () => {
  test('adds a currency that a running gateway uses in its next command, and says so when it is there already', async () => {
    const first = await add('SATS', '8', 'Satoshis of the shop');
    expect(first.output).toMatch(/^added SATS, Satoshis of the shop, with 8 digits$/m);
    expect(first.code).toBe(0);
    const walletId = await at.gateway.wallet('beside', 'SATS', '0.00000001');
    expect((await at.gateway.balance(walletId)).cash).toBe(1n);
    const second = await add('SATS', '8', 'Satoshis of the shop');
    expect(second.output).toMatch(
      /^SATS, Satoshis of the shop, with 8 digits, was there already: nothing changed$/m,
    );
    expect(second.code).toBe(0);
  });

  test('refuses a code that the book has with other digits', async () => {
    const { code, output } = await add('USD', '3', 'US Dollar');
    expect(output).toContain(
      'onebook: USD exists already: US Dollar, with 2 digits. A currency never changes. Use it as it is, or choose another code.\n',
    );
    expect(code).toBe(1);
  });

  test.each([
    ['a code in small letters', ['gem', '2', 'Gems'], 'It must be a capital from A to Z'],
    ['too many digits', ['GEM', '19', 'Gems'], 'It must be a whole number from 0 to 18'],
    ['a blank name', ['GEM', '2', ' '], 'It must have 1 to 100 characters on one line'],
    ['no name', ['GEM', '2'], "missing required argument 'name'"],
  ])('refuses %s as a wrong use, before it connects', async (_, args, words) => {
    const { code, output } = await add(...args);
    expect([code, output]).toEqual([2, expect.stringContaining(words)]);
  });
});
