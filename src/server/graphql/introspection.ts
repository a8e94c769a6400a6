import {
  type DocumentNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';

/**
 * True for a query that selects only introspection fields, the only kind that needs no token, and that only in
 * development. The document need not be valid.
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
  const seen = new Set<SelectionSetNode>();
  const onlySchema = (set: SelectionSetNode | undefined): boolean => {
    if (!set || seen.has(set)) return true;
    seen.add(set);
    return set.selections.every((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value.startsWith('__');
      if (selection.kind === Kind.INLINE_FRAGMENT) return onlySchema(selection.selectionSet);
      return onlySchema(fragments.get(selection.name.value));
    });
  };
  return operation.operation === OperationTypeNode.QUERY && onlySchema(operation.selectionSet);
}

/** Refuses questions for the schema, in production. */
export const noIntrospectionRule: ValidationRule = (context) => ({
  Field(node) {
    if (node.name.value !== '__schema' && node.name.value !== '__type') return;
    context.reportError(
      new GraphQLError(
        'Introspection is off. Read the schema from /schema.graphql, with your token.',
        { nodes: node },
      ),
    );
  },
});
