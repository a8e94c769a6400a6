import { GraphQLScalarType } from 'graphql';
import { isCurrencyCode } from '../../money/index.js';
import { quoteInput } from '../quote-input.js';
import { badInput } from '../errors.js';
import { textOf } from './literal.js';

/** The shape of a code only: whether the book carries it is for the rules to say. */
export const CurrencyCode = new GraphQLScalarType<string, string>({
  name: 'CurrencyCode',
  serialize: (value) => {
    if (!isCurrencyCode(value)) throw new TypeError('a CurrencyCode goes out as a code');
    return value;
  },
  parseValue: parsed,
  parseLiteral: (node) => parsed(textOf(node)),
});

function parsed(value: unknown): string {
  if (isCurrencyCode(value)) return value;
  throw badInput(
    `${quoteInput(value)} is not a currency code: a capital and 2 to 11 capitals or digits are, such as "USD".`,
  );
}
