import { Kind, valueFromASTUntyped, type ValueNode } from 'graphql';

/** The value of a literal, as a variable would bring it. The scalar refuses what is not a string, and quotes it. */
export function textOf(node: ValueNode): unknown {
  return node.kind === Kind.STRING ? node.value : valueFromASTUntyped(node);
}
