import { GraphQLScalarType } from 'graphql';
import { quoteInput } from '../inputs/quote-input.js';
import { badInput } from '../errors.js';
import { textOf } from './literal.js';

/**
 * GraphQL's `ID` for this schema: strings only. The built-in one also takes numbers, and JSON.parse rounds those beyond
 * 2^53, so that `9332244199254740993` would name another person. See `withStrictIds` in ../schema.ts.
 */
export const ID = new GraphQLScalarType<string, string>({
  name: 'ID',
  description: 'An opaque id. It is a string, in the output and in the input. A number is refused.',
  serialize: (value) => {
    if (typeof value !== 'string') throw new TypeError('an ID must be serialized from a string');
    return value;
  },
  parseValue: parsed,
  parseLiteral: (node) => parsed(textOf(node)),
});

function parsed(value: unknown): string {
  if (typeof value === 'string') return value;
  throw badInput(`${quoteInput(value)} is not an ID. Send a string, such as "42".`);
}
