import { GraphQLScalarType, valueFromASTUntyped } from 'graphql';
import { DecimalError, parseDecimal, type Decimal as Value } from '../../money/index.js';
import { badInput } from '../errors.js';

/** Input: see {@link parseDecimal}. Output: a text that `Money.amount` has formatted, unchanged. */
export const Decimal = new GraphQLScalarType<Value, string>({
  name: 'Decimal',
  serialize: (value) => {
    if (typeof value !== 'string')
      throw new TypeError('a Decimal must be serialized from formatted text');
    return value;
  },
  parseValue: parsed,
  parseLiteral: (node) => parsed(valueFromASTUntyped(node)),
});

function parsed(value: unknown): Value {
  try {
    return parseDecimal(value);
  } catch (error) {
    if (error instanceof DecimalError) throw badInput(`${error.message}.`);
    throw error;
  }
}
