import { describe, expect, test } from '@jest/globals';
import { GraphQLError, parseValue, type GraphQLScalarType } from 'graphql';
import {
  CurrencyCode,
  DateTime,
  Decimal,
  IdempotencyKey,
  JSONObject,
  SafeInt,
} from '../../src/graphql/scalars/index.js';
import {
  description,
  destination,
  memo,
  ownerId,
  reason,
  reference,
} from '../../src/graphql/inputs/text-inputs.js';

/** The value that the scalar reads from a variable, or the code of the error. */
function read(scalar: GraphQLScalarType, value: unknown): unknown {
  return outcome(() => scalar.parseValue(value));
}

/** The value that the scalar reads from a literal in a document, or the code of the error. */
function readLiteral(scalar: GraphQLScalarType, literal: string): unknown {
  return outcome(() => scalar.parseLiteral(parseValue(literal)));
}

function outcome(reading: () => unknown): unknown {
  try {
    return reading();
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    expect(error.message.length).toBeLessThan(250);
    return error.extensions['code'];
  }
}

const BAD = 'BAD_USER_INPUT';
const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('Decimal carries decimal text', () => {
  test.each([
    ['104', { units: 104n, scale: 0 }],
    ['104.50', { units: 1045n, scale: 1, places: 2 }],
    ['0', { units: 0n, scale: 0 }],
    ['-1', BAD],
    ['+1', BAD],
    ['1e3', BAD],
    ['1,000', BAD],
    ['.5', BAD],
    ['01', BAD],
    ['00.10', BAD],
    ['5.', BAD],
    [' 5', BAD],
    ['', BAD],
    ['٥', BAD],
    ['NaN', BAD],
    [5, BAD],
    [true, BAD],
    [{}, BAD],
  ])('Decimal reads plain decimal text and nothing else: %j', (text, expected) =>
    expect(read(Decimal, text)).toEqual(expected),
  );

  test('Decimal reads a string in a document, never a number', () => {
    expect(readLiteral(Decimal, '"5.1"')).toEqual({ units: 51n, scale: 1 });
    expect(readLiteral(Decimal, '5')).toBe(BAD);
    expect(readLiteral(Decimal, '5.1')).toBe(BAD);
    expect(readLiteral(Decimal, 'FIVE')).toBe(BAD);
  });

  test('Decimal serializes formatted text only', () => {
    expect(Decimal.serialize('104.00')).toBe('104.00');
    expect(() => Decimal.serialize(104)).toThrow(TypeError);
    expect(() => Decimal.serialize(104n)).toThrow(TypeError);
  });
});

describe('DateTime carries RFC 3339 moments', () => {
  test.each([
    ['2026-03-01T12:00:00Z', '2026-03-01T12:00:00.000Z'],
    ['2026-03-01T12:00:00.5Z', '2026-03-01T12:00:00.500Z'],
    ['2026-03-01T13:00:00.250+01:00', '2026-03-01T12:00:00.250Z'],
    ['2026-02-28T23:30:00-05:30', '2026-03-01T05:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
    ['0050-01-01T00:00:00Z', '0050-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('DateTime reads %s', (text, expected) => {
    expect(DateTime.serialize(read(DateTime, text))).toBe(expected);
    expect(DateTime.serialize(readLiteral(DateTime, `"${text}"`))).toBe(expected);
  });

  test.each([
    '2026-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01T00:00:00+24:00',
    '2026-01-01T00:00:00+01:60',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '2026-01-01T00:00:00',
    '2026-01-01T00:00Z',
    '2026-01-01',
    '2026-01-01 00:00:00Z',
    '2026-01-01t00:00:00z',
    '2026-01-01T00:00:00.0001Z',
    '+002026-01-01T00:00:00Z',
    '٢٠٢٦-01-01T00:00:00Z',
    'yesterday',
    '',
    1_767_225_600_000,
    null,
    [],
  ])('DateTime refuses %j', (value) => expect(read(DateTime, value)).toBe(BAD));
});

describe('CurrencyCode carries well-formed codes', () => {
  test.each(['USD', 'COIN', 'XBT2', 'ABCDEFGHIJKL'])('CurrencyCode reads %s', (code) =>
    expect(read(CurrencyCode, code)).toBe(code),
  );
  test.each(['usd', 'US', '1USD', 'ABCDEFGHIJKLM', 'US D', 'ÜSD', '', 840, null])(
    'CurrencyCode refuses %j',
    (code) => expect(read(CurrencyCode, code)).toBe(BAD),
  );
});

describe('IdempotencyKey carries 1 to 255 printable ASCII characters', () => {
  test.each(['a', ' ', '~', 'a'.repeat(255), '7b1e8a2e-1c1d-4f55-9f0e-6f3f6f1a2b3c'])(
    'IdempotencyKey reads %j',
    (key) => expect(read(IdempotencyKey, key)).toBe(key),
  );
  test.each(['', 'a'.repeat(256), 'a\n', '\0', 'é', '\x7f', 1, null])(
    'IdempotencyKey refuses %j',
    (key) => expect(read(IdempotencyKey, key)).toBe(BAD),
  );
});

describe('SafeInt carries whole numbers up to 2^53 - 1', () => {
  test.each([0, 1, 2 ** 31, Number.MAX_SAFE_INTEGER])('SafeInt carries %d both ways', (value) => {
    expect(read(SafeInt, value)).toBe(value);
    expect(readLiteral(SafeInt, String(value))).toBe(value);
    expect(SafeInt.serialize(value)).toBe(value);
  });
  test.each([-1, 0.5, 2 ** 53, Infinity, NaN, '1', null])('SafeInt refuses %p', (value) => {
    expect(read(SafeInt, value)).toBe(BAD);
    expect(() => SafeInt.serialize(value)).toThrow(TypeError);
  });
  test('SafeInt refuses other literals', () => expect(readLiteral(SafeInt, '"1"')).toBe(BAD));
});

describe('JSONObject carries small JSON objects', () => {
  test.each([
    {},
    { order: '17', lines: [1, 2.5, null, true, { a: 'ä😀' }] },
    nested(5),
    { text: 'x'.repeat(16_384 - '{"text":""}'.length) },
    JSON.parse('{"__proto__": {"polluted": true}}'),
  ])('JSONObject reads an object from a variable', (value) => {
    expect(json(read(JSONObject, value))).toEqual(json(value));
  });

  test.each([
    ['a list', [1]],
    ['text', 'text'],
    ['null', null],
    ['an object that is too deep', nested(6)],
    ['an object with lists that are too deep', { a: [[[[[]]]]] }],
    ['an object that is far too deep', nested(5000)],
    ['an object that is too large', { text: 'x'.repeat(16_384 - '{"text":""}'.length + 1) }],
    ['an object of too many bytes', { text: 'ä'.repeat(8_200) }],
    ['half a surrogate pair', { a: '\ud800' }],
    ['U+0000', { a: ['\0'] }],
    ['U+0000 in a key', { 'a\0': 1 }],
    ['a number that is too large', { a: JSON.parse('1e999') }],
    ['a number beyond 2^53', { a: [2 ** 53] }],
    ['minus zero', { a: { b: -0 } }],
  ])('JSONObject refuses %s', (_, value) => expect(read(JSONObject, value)).toBe(BAD));

  test('JSONObject reads the literals that JSON has, and no others', () => {
    expect(json(readLiteral(JSONObject, '{a: [1, -2.5, "x", null, true], b: {}}'))).toEqual({
      a: [1, -2.5, 'x', null, true],
      b: {},
    });
    const literal = readLiteral(JSONObject, '{__proto__: {polluted: true}}');
    expect(Object.keys(literal as object)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    for (const number of ['42', '-1.5', '1.50', '1e2', '0.30000000000000004'])
      expect(readLiteral(JSONObject, `{a: ${number}}`)).toEqual({ a: Number(number) });
    for (const number of ['9007199254740993', '0.1234567890123456789', '-0', '1e-400', '1e400'])
      expect(readLiteral(JSONObject, `{a: [${number}]}`)).toBe(BAD);
    expect(readLiteral(JSONObject, '{a: ENUM}')).toBe(BAD);
    expect(readLiteral(JSONObject, '{a: $b}')).toBe(BAD);
    expect(readLiteral(JSONObject, '[]')).toBe(BAD);
    expect(readLiteral(JSONObject, '{a: {a: {a: {a: {a: {}}}}}}')).toBe(BAD);
  });
});

describe('text inputs accept text in bounds and refuse the rest', () => {
  test.each([
    ['ownerId', ownerId, 255],
    ['reference', reference, 255],
    ['reason', reason, 500],
    ['description', description, 500],
  ] as const)('%s keeps text in bounds, and errors name it and its limit', (name, check, most) => {
    for (const text of ['x', 'é😀', 'x'.repeat(most), '😀'.repeat(most)])
      expect(check(text)).toBe(text);
    const outOfBounds = new RegExp(`^${name} .* ${most} characters`);
    expect(() => check('')).toThrow(outOfBounds);
    expect(() => check('x'.repeat(most + 1))).toThrow(outOfBounds);
    expect(() => check('😀'.repeat(most + 1))).toThrow(outOfBounds);
    for (const text of ['a\0', 'a\x1b[0m', 'a\x7f', '\ud83d', 'a\u0085'])
      expect(() => check(text)).toThrow(name);
    expect(outcome(() => check('a\0'))).toBe(BAD);
  });

  test.each([
    ['reference', reference],
    ['reason', reason],
    ['description', description],
    ['destination', destination],
    ['memo', memo],
  ])('%s refuses a text of which nothing can be seen', (_, check) => {
    for (const text of [
      ' \u00a0 ',
      '\u200b\u3164',
      '\u2800',
      '\u00ad',
      '\u202e',
      '\ufe0f',
      '\u0301',
    ])
      expect(outcome(() => check(text))).toBe(BAD);
  });

  test('only text for people may have several lines', () => {
    expect(reason('a\n\tb')).toBe('a\n\tb');
    expect(description('a\r\nb')).toBe('a\r\nb');
    for (const text of ['a\nb', 'a\u2028b', 'a\u2029b'])
      expect(outcome(() => reference(text))).toBe(BAD);
    expect(outcome(() => ownerId('a\tb'))).toBe(BAD);
  });
});
