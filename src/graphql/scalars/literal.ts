import { Kind, valueFromASTUntyped, type ValueNode } from 'graphql';
import { NumberLiteral } from '../inputs/quote-input.js';

/**
 * The value of a literal, as a variable would bring it; a number as it is written. The scalar refuses what is not a
 * string, and quotes it.
 */
export function textOf(node: ValueNode): unknown {
  if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return new NumberLiteral(node.value);
  return valueFromASTUntyped(node);
}
