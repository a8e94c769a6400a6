import { describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { codeOf } from '../../src/server/error-masking.js';

const raw = Object.assign(new Error('secret'), { extensions: { code: 'FORBIDDEN' } });

describe('codeOf shows clients only the codes of refusals', () => {
  test.each<[string, unknown, string | undefined]>([
    ['a refusal', new GraphQLError('no', { extensions: { code: 'FORBIDDEN' } }), 'FORBIDDEN'],
    [
      'a refusal with its cause',
      new GraphQLError('no', { extensions: { code: 'OVERLOADED' }, originalError: raw }),
      'OVERLOADED',
    ],
    [
      'a refusal that graphql-js located',
      new GraphQLError('no', {
        originalError: new GraphQLError('no', { extensions: { code: 'UNAVAILABLE' } }),
      }),
      'UNAVAILABLE',
    ],
    [
      'an error of a resolver',
      new GraphQLError('x', { originalError: new Error('secret') }),
      undefined,
    ],
    [
      'an error that carries a code of its own',
      new GraphQLError('x', { originalError: raw }),
      undefined,
    ],
    ['a plain error', raw, undefined],
    ['no error at all', 'text', undefined],
    ['a GraphQLError without a code', new GraphQLError('Cannot return null'), undefined],
    [
      'an error with the code of internal errors',
      new GraphQLError('x', { extensions: { code: 'INTERNAL_SERVER_ERROR' } }),
      undefined,
    ],
  ])('codeOf returns a code for a refusal only: %s', (_, error, code) => {
    expect(codeOf(error)).toBe(code);
  });
});
