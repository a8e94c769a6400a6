import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GraphQLError } from 'graphql';
import { parseRequestJson } from '../../src/server/request-json.js';

/** The refusal's message, or undefined if the text is parsed. */
function refusalOf(text: string): string | undefined {
  try {
    parseRequestJson(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    expect(error.extensions['code']).toBe('BAD_USER_INPUT');
    return error.message;
  }
}

describe('parseRequestJson refuses what JSON.parse would change', () => {
  test.each([
    ['{"a":1,"a":2}', 'a is there twice'],
    ['{"a":1,"b":{"c":[0,{"d":1, "d" :1}]}}', 'b.c[1].d is there twice'],
    ['{"a":1,"\\u0061":2}', 'a is there twice'],
    ['{"__proto__":1,"__proto__":2}', '__proto__ is there twice'],
    ['{"\\"":1,"\\u0022":2}', '["\\""] is there twice'],
    ['{"\\u200b":{"x":1,"x":2}}', '["\\u200b"].x is there twice'],
    [
      '{"a":{"a":1},"b":[{"a":1},{"a":9007199254740993}]}',
      'b[1].a has the number 9007199254740993',
    ],
    ['{"a":[1,2,\n-0]}', 'a[2] has the number -0'],
    ['{"a":"\\\\","b":1e400}', 'b has the number 1e400'],
    ['{"a":"\\"","b":0.1234567890123456789}', 'b has the number 0.1234567890123456789'],
    ['[1e-400]', '[0] has the number 1e-400'],
    ['1e400', 'The JSON has the number 1e400'],
  ])('parseRequestJson refuses %s', (text, start) => expect(refusalOf(text)).toContain(start));

  test.each([
    '{"a":1,"b":{"a":1,"b":{"a":1}},"c":[{"a":1},{"a":1}]}',
    '{"a":"\\"a\\":1,\\"a\\":2","b":"9007199254740993","9007199254740993":"1e400"}',
    '{"a":"\\\\","\\\\":"a\\\\\\"","b":[true,false,null,1.0,1e2,-1.5,[],{}]}',
    '"-0"',
    '{"":1," ":2}',
  ])('parseRequestJson parses %s as JSON.parse does', (text) =>
    expect(parseRequestJson(text)).toEqual(JSON.parse(text)),
  );

  test('parseRequestJson parses any JSON of this range as JSON.parse does', () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.oneof(fc.string({ unit: 'binary' }), fc.boolean(), fc.constant(null), fc.integer()),
        fc.array(tie('value'), { maxLength: 5 }),
        fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { maxKeys: 6 }),
      ),
    }));
    const indent = fc.constantFrom(0, 2, '\t');
    fc.assert(
      fc.property(value, indent, (one, space) => {
        const text = JSON.stringify(one, null, space);
        expect(parseRequestJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('a text that is not JSON is a SyntaxError, whatever it has twice', () => {
    for (const text of ['', '{', '{"a":1,"a":2', '01', '"', '{"a":1,,}'])
      expect(() => parseRequestJson(text)).toThrow(SyntaxError);
  });

  test('a long path is shortened, and shows no invisible character', () => {
    const deep = `${'{"\\u202e":'.repeat(200)}-0${'}'.repeat(200)}`;
    expect(refusalOf(deep)).toMatch(/^[ -~…]{1,400}$/);
  });
});
