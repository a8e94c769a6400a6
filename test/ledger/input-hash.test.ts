import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hashedInput } from '../../src/ledger/idempotency.js';
import { decimalText, inputText, type Decimal } from '../../src/money/decimal.js';
import { money } from '../support/inputs.js';

// SHA-256 of ["deposit",{"amount":{"amount":"25","currency":"USD"},"walletId":"w"}]
const GOLDEN = '3df9877e981387f97dd771c25c1fc4a9d90b458d24eb32a313da3faa58f6ed5f';
const currencies = new Map([
  ['USD', { code: 'USD', digits: 2, name: 'US Dollar' }],
  ['COIN', { code: 'COIN', digits: 0, name: 'Coin' }],
]);
const hash = (amount: string, currency = 'USD') =>
  inputHash('deposit', { walletId: 'w', amount: money(amount, currency) });

const inputHash = (movement: string, input: unknown): string =>
  hashedInput(movement, input, currencies).inputHash.toString('hex');

describe('inputHash treats an amount as the same input however it is written', () => {
  test.each([
    ['25', '25.00', 'USD'],
    ['25.5', '25.50', 'USD'],
    ['0', '0.0', 'USD'],
    ['25', '25', 'COIN'],
    // The book has no such currency, so it refuses both alike.
    ['25', '25.000', 'ZZZ'],
  ])('inputHash is the same for %s and for %s %s', (one, other, currency) => {
    expect(hash(one, currency)).toBe(hash(other, currency));
  });

  test.each([
    ['25.00', '25.000', 'USD'],
    ['25.0000', '25.000', 'USD'],
    ['25', '25.0', 'COIN'],
    ['25', '2.5', 'USD'],
    ['25', '26', 'USD'],
  ])(
    'inputHash differs between %s and %s %s, of which one may be refused and the other not',
    (one, other, currency) => {
      expect(hash(one, currency)).not.toBe(hash(other, currency));
    },
  );

  test('inputHash differs between currencies', () => {
    expect(hash('25', 'USD')).not.toBe(hash('25', 'COIN'));
  });
});

// Existing books store hashes of this text. This is how it was first written, kept for comparison.
function originalInputHash(movement: string, input: unknown): string {
  const isDecimal = (part: object): part is Decimal =>
    'units' in part && typeof part.units === 'bigint' && 'scale' in part;
  const isMoney = (part: object): part is { amount: Decimal; currency: string } =>
    'amount' in part &&
    'currency' in part &&
    typeof part.currency === 'string' &&
    typeof part.amount === 'object' &&
    part.amount !== null &&
    isDecimal(part.amount);
  const text = JSON.stringify([movement, input], (_, part: unknown) => {
    if (typeof part === 'bigint') return part.toString();
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    if (isDecimal(part)) return decimalText(part);
    if (isMoney(part)) {
      const amount = inputText(part.amount, currencies.get(part.currency));
      return { amount, currency: part.currency };
    }
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  return createHash('sha256').update(text).digest('hex');
}

describe('inputHash never changes, because existing books store it', () => {
  test('inputHash of a recorded input is the recorded hash', () => {
    expect(hash('25.00')).toBe(GOLDEN);
  });

  test('inputHash of any input is that of the first implementation', () => {
    const key = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer().map(String));
    const leaf = fc.oneof(
      ...[fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null)],
      ...[fc.constant(undefined), fc.bigInt(), fc.date({ noInvalidDate: true })],
      fc.constantFrom(money('1.50'), money('1.500'), money('3', 'COIN'), money('3', 'ZZZ')),
      fc.constantFrom(money('1.50').amount, money('7').amount),
    );
    const { input } = fc.letrec((tie) => ({
      input: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('input'), { maxLength: 4 }),
        fc.dictionary(key, tie('input'), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(input, (one) => {
        expect(inputHash('m', one)).toBe(originalInputHash('m', one));
      }),
      { numRuns: 500 },
    );
  });
});
