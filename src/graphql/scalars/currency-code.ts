import { GraphQLScalarType } from 'graphql';
import { isCurrencyCode } from '../../money/index.js';
import { quoteInput } from '../inputs/quote-input.js';
import { badInput } from '../errors.js';
import { textOf } from './literal.js';

/** A well-formed currency code. The rules decide whether the book carries it. */
export const CurrencyCode = new GraphQLScalarType<string, string>({
  name: 'CurrencyCode',
  serialize: (value) => {
    if (!isCurrencyCode(value))
      throw new TypeError('a CurrencyCode must be serialized from a currency code');
    return value;
  },
  parseValue: parsed,
  parseLiteral: (node) => parsed(textOf(node)),
});

function parsed(value: unknown): string {
  if (isCurrencyCode(value)) return value;
  throw badInput(
    `${quoteInput(value)} is not a currency code. Send a capital letter and 2 to 11 capital letters or digits, such as "USD".`,
  );
}
