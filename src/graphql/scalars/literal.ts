import { Kind, valueFromASTUntyped, type ValueNode } from 'graphql';

/**
 * A literal in a document as the value that a variable would have brought: a string where it is a
 * string, otherwise what it is, for the scalar to refuse by name.
 */
export function textOf(node: ValueNode): unknown {
  return node.kind === Kind.STRING ? node.value : valueFromASTUntyped(node);
}
