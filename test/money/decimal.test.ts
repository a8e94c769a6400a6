import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAX_AMOUNT } from '../../src/money/amount.js';
import {
  DecimalError,
  decimalText,
  formatAmount,
  parseDecimal,
  toMinorUnits,
} from '../../src/money/decimal.js';

const USD = { digits: 2 };
const COIN = { digits: 0 };

function messageOf(input: unknown): string {
  try {
    parseDecimal(input);
  } catch (error) {
    if (error instanceof DecimalError) return error.message;
    throw error;
  }
  throw new Error(`${String(input)} was accepted`);
}

describe('parseDecimal reads plain decimal text exactly', () => {
  test.each([
    ['0', { units: 0n, scale: 0 }],
    ['104', { units: 104n, scale: 0 }],
    ['104.5', { units: 1045n, scale: 1 }],
    ['104.50', { units: 1045n, scale: 1, places: 2 }],
    ['10.0', { units: 10n, scale: 0, places: 1 }],
    ['100', { units: 100n, scale: 0 }],
    ['0.00', { units: 0n, scale: 0, places: 2 }],
    ['0.05', { units: 5n, scale: 2 }],
    ['7.50', { units: 75n, scale: 1, places: 2 }],
    ['9007199254740993', { units: 9007199254740993n, scale: 0 }],
  ])('parseDecimal reads %s', (text, value) => {
    expect(parseDecimal(text)).toEqual(value);
  });

  test.each(['01', '00', '00.10', '007.50'])(
    'parseDecimal refuses the leading zeros of %s',
    (text) => {
      expect(messageOf(text)).toBe(
        `"${text}" has leading zeros: send the number without them, such as "7.50" or "0.50"`,
      );
    },
  );

  test.each([
    '',
    ' ',
    '1,000.00',
    '1 000',
    '1_000',
    ' 1',
    '1 ',
    '1\n',
    '+1',
    '-1',
    '-0',
    '1e3',
    '1E-2',
    '0x10',
    '.5',
    '5.',
    '.',
    '1.2.3',
    'NaN',
    'Infinity',
    '1n',
    '١٢',
    '１２',
    '1．5',
    '1٫5',
    '−5',
    '$5',
    '1\u0000',
    '1\u200b',
  ])('parseDecimal refuses %j', (text) => {
    expect(messageOf(text)).toMatch(
      /is not a decimal: send digits with at most one point, such as "1000/,
    );
  });

  test.each([
    [1000, 'a number is not a decimal: send a string of digits, such as "1000.00"'],
    [10n, 'a bigint is not'],
    [null, 'null is not'],
    [undefined, 'undefined is not'],
    [['1'], 'a list is not'],
    [{ toString: () => '1' }, 'an object is not'],
  ])('parseDecimal refuses a value that is not a string: %p', (input, start) => {
    expect(messageOf(input).startsWith(start)).toBe(true);
  });

  test('parseDecimal says what is wrong and what would be right', () => {
    expect(messageOf('1,000.00')).toBe(
      '"1,000.00" is not a decimal: send digits with at most one point, such as "1000.00"',
    );
  });

  test('parseDecimal echoes at most 40 characters, nothing unprintable and no line break', () => {
    expect(messageOf(`${'x'.repeat(40)}SECRET`)).toContain(`"${'x'.repeat(40)}"…`);
    expect(messageOf(`${'x'.repeat(40)}SECRET`)).not.toContain('S');
    expect(messageOf('1\u202e\u2028\n\u0007')).toContain('"1\\u{202e}\\u{2028}\\n\\u0007"');
  });

  test('parseDecimal reads 128 characters, and refuses more before any work', () => {
    expect(parseDecimal('9'.repeat(128)).units).toBe(10n ** 128n - 1n);
    expect(messageOf('9'.repeat(129))).toMatch(/too long .* at most 128 characters, not 129$/);
    expect(messageOf('9'.repeat(5_000_000))).toMatch(/^"9{40}"… is too long/);
  });

  test('parseDecimal reads any text as Number does, or refuses it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.eE+-]{1,12}$/)), (text) => {
        const looksRight = /^[0-9]+([.][0-9]+)?$/.test(text) && !text.endsWith('\n');
        if (!looksRight) expect(() => parseDecimal(text)).toThrow(DecimalError);
        else expect(Number(decimalText(parseDecimal(text)))).toBe(Number(text));
      }),
    );
  });
});

describe('decimalText writes one text for one value', () => {
  test.each([
    ['10.0', '10'],
    ['10', '10'],
    ['0.50', '0.5'],
    ['0.000', '0'],
    ['100', '100'],
  ])('decimalText writes %s as %s', (text, canonical) => {
    expect(decimalText(parseDecimal(text))).toBe(canonical);
  });

  test('decimalText ignores zeros at the end, and no other digit', () => {
    const whole = fc.stringMatching(/^(0|[1-9][0-9]{0,19})$/);
    const digits = fc.stringMatching(/^[0-9]{1,20}$/);
    fc.assert(
      fc.property(whole, digits, fc.nat(9), (whole, fraction, after) => {
        const padded = `${whole}.${fraction}${'0'.repeat(after)}`;
        const canonical = decimalText(parseDecimal(padded));
        expect(canonical).toBe(decimalText(parseDecimal(`${whole}.${fraction}`)));
        expect(canonical).not.toBe(decimalText(parseDecimal(`${whole}.${fraction}1`)));
        expect(decimalText(parseDecimal(canonical))).toBe(canonical);
      }),
    );
  });
});

describe('toMinorUnits converts exactly or refuses', () => {
  test.each([
    ['104', USD, 10400n],
    ['104.0', USD, 10400n],
    ['104.00', USD, 10400n],
    ['0.01', USD, 1n],
    ['0', USD, 0n],
    ['104', COIN, 104n],
    ['90071992547409.93', USD, 9007199254740993n],
    ['9'.repeat(38), COIN, MAX_AMOUNT],
    [`${'9'.repeat(36)}.99`, USD, MAX_AMOUNT],
  ])('toMinorUnits converts %s with %j', (text, currency, amount) => {
    expect(toMinorUnits(parseDecimal(text), currency)).toEqual({ ok: true, amount });
  });

  test.each([
    ['0.001', USD, 'TOO_MANY_DIGITS'],
    ['1.000', USD, 'TOO_MANY_DIGITS'],
    ['1.0', COIN, 'TOO_MANY_DIGITS'],
    ['0.5', COIN, 'TOO_MANY_DIGITS'],
    [`1${'0'.repeat(38)}`, COIN, 'TOO_LARGE'],
    ['9'.repeat(39), COIN, 'TOO_LARGE'],
    [`1${'0'.repeat(36)}`, USD, 'TOO_LARGE'],
    ['9'.repeat(128), USD, 'TOO_LARGE'],
  ])('toMinorUnits refuses %s with %j', (text, currency, reason) => {
    expect(toMinorUnits(parseDecimal(text), currency)).toEqual({ ok: false, reason });
  });

  test('toMinorUnits accepts a decimal without places', () => {
    expect(toMinorUnits({ units: 15n, scale: 1 }, USD)).toEqual({ ok: true, amount: 150n });
    expect(toMinorUnits({ units: 15n, scale: 3 }, USD)).toMatchObject({ ok: false });
  });
});

describe('formatAmount writes every digit of a currency', () => {
  test.each([
    [10400n, 2, '104.00'],
    [-5n, 2, '-0.05'],
    [5n, 2, '0.05'],
    [0n, 2, '0.00'],
    [0n, 0, '0'],
    [104n, 0, '104'],
    [-104n, 0, '-104'],
    [1n, 18, '0.000000000000000001'],
    [2n ** 53n + 1n, 2, '90071992547409.93'],
    [MAX_AMOUNT, 0, '9'.repeat(38)],
    [-MAX_AMOUNT, 2, `-${'9'.repeat(36)}.99`],
    [MAX_AMOUNT, 38, `0.${'9'.repeat(38)}`],
  ])('formatAmount writes %s with %i digits as %s', (amount, digits, text) => {
    expect(formatAmount(amount, digits)).toBe(text);
  });

  test.each([-1, 1.5, Number.NaN])('formatAmount throws a RangeError for %p digits', (digits) => {
    expect(() => formatAmount(1n, digits)).toThrow(RangeError);
  });

  test('toMinorUnits reads back what formatAmount writes, for every amount and 0 to 18 digits', () => {
    const amounts = fc.oneof(
      fc.bigInt({ min: 0n, max: MAX_AMOUNT }),
      fc.bigInt({ min: 0n, max: 1000n }),
      fc.constantFrom(1n, 2n ** 53n + 1n, MAX_AMOUNT),
    );
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 18 }), (amount, digits) => {
        const text = formatAmount(amount, digits);
        expect(text.split('.')[1]?.length ?? 0).toBe(digits);
        expect(toMinorUnits(parseDecimal(text), { digits })).toEqual({ ok: true, amount });
        if (amount > 0n) expect(formatAmount(-amount, digits)).toBe(`-${text}`);
      }),
      { numRuns: 2000 },
    );
  });
});
