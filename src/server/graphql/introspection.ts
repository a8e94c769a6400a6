import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * True for an operation that selects only introspection fields, the only kind that needs no token. The document
 * must be valid (without cyclic fragments).
 */
export function isIntrospectionOnly(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): boolean {
  const fragments = new Map(
    document.definitions
      .filter((d) => d.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment.selectionSet]),
  );
  const onlySchema = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.every((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value.startsWith('__');
      if (selection.kind === Kind.INLINE_FRAGMENT) return onlySchema(selection.selectionSet);
      return onlySchema(fragments.get(selection.name.value));
    }) ?? true;
  return onlySchema(operation.selectionSet);
}
