import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inexactNumberFault, isExactNumber } from '../../src/domain/exact-number.js';

describe('isExactNumber knows the numbers that JavaScript keeps', () => {
  test.each([
    ...['0', '42', '-17', '1.0', '1.50', '1e2', '1E+2', '120e-1', '0e5', '0.1', '-0.25', '1e-7'],
    ...[
      '0.30000000000000004',
      '5e-324',
      '9007199254740991',
      '-9007199254740991',
      '9007199254740991.0',
    ],
  ])('isExactNumber accepts %s', (text) => expect(isExactNumber(text)).toBe(true));

  test.each([
    // Beyond 2^53-1, of which a double holds some.
    ...['9007199254740992', '9007199254740993', '-9007199254740992', '1e16', '1e300'],
    // More digits than a double has.
    ...['0.1234567890123456789', '1.00000000000000001', '9007199254740991.5'],
    // Too large or too small for a double.
    ...['1e400', '-1e400', '1e-400', '123e-400'],
    // JSON.stringify writes 0.
    ...['-0', '-0.0', '-0e1', '-1e-400'],
    // More text than any exact number needs.
    `1.${'0'.repeat(100)}`,
  ])('isExactNumber refuses %s', (text) => expect(isExactNumber(text)).toBe(false));

  test('isExactNumber accepts every number that JSON.stringify writes, up to 2^53-1', () => {
    const kept = fc
      .double({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, noNaN: true })
      .filter((value) => !Object.is(value, -0));
    fc.assert(
      fc.property(kept, (value) => expect(isExactNumber(JSON.stringify(value))).toBe(true)),
    );
  });

  test('isExactNumber accepts a decimal exactly if 15 digits or fewer hold it', () => {
    const digits = fc.stringMatching(/^[1-9][0-9]{0,13}[1-9]$/);
    fc.assert(
      fc.property(digits, fc.nat(15), (text, place) => {
        const decimal = `${text.slice(0, place) || '0'}.${text.slice(place) || '0'}`;
        expect(isExactNumber(decimal)).toBe(true);
        // Three more digits are at least 18, which no double holds.
        expect(isExactNumber(`${decimal}${'0'.repeat(20 - text.length)}001`)).toBe(false);
      }),
    );
  });

  test('isExactNumber refuses a long text of zeros at once', () => {
    const started = performance.now();
    expect(isExactNumber(`0.${'0'.repeat(250_000)}1`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(100);
  });

  test('inexactNumberFault names the number, and says to send it as a string', () => {
    expect(inexactNumberFault('9007199254740993')).toBe(
      'has the number 9007199254740993, which would not be kept exactly. Send it as a string: "9007199254740993".',
    );
    expect(inexactNumberFault('1'.repeat(5_000)).length).toBeLessThan(250);
  });
});
