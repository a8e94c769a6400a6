import { GraphQLScalarType, Kind } from 'graphql';
import { quoteInput } from '../inputs/quote-input.js';
import { badInput } from '../errors.js';

/** A whole number from 0 to 2^53-1. GraphQL's Int ends at 2^31-1. */
export const SafeInt = new GraphQLScalarType<number, number>({
  name: 'SafeInt',
  serialize: (value) => {
    if (!isSafe(value))
      throw new TypeError('a SafeInt must be serialized from a whole number from 0 to 2^53-1');
    return value;
  },
  parseValue: parsed,
  parseLiteral: (node) => parsed(node.kind === Kind.INT ? Number(node.value) : undefined),
});

function isSafe(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function parsed(value: unknown): number {
  if (isSafe(value)) return value;
  throw badInput(
    `${quoteInput(value)} is not a SafeInt. Send a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`,
  );
}
