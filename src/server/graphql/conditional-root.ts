import {
  type DirectiveNode,
  type DocumentNode,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * The error of a subscription whose root field may be skipped, so that there would be nothing to subscribe to. The
 * specification's draft forbids it (5.2.4.1); graphql-js 16 fails on it, in validation or at the start.
 */
export function findConditionalRoot({ definitions }: DocumentNode): GraphQLError | undefined {
  const fragments = new Map(
    definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION).map((d) => [d.name.value, d]),
  );
  const seen = new Set<SelectionSetNode>();
  const directivesIn = (set: SelectionSetNode | undefined): readonly DirectiveNode[] => {
    if (!set || seen.has(set)) return [];
    seen.add(set);
    return set.selections.flatMap((selection) => {
      const own = selection.directives ?? [];
      if (selection.kind === Kind.FIELD) return own;
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      return [...own, ...directivesIn(inner?.selectionSet)];
    });
  };
  const condition = definitions
    .filter((d) => d.kind === Kind.OPERATION_DEFINITION)
    .filter(({ operation }) => operation === OperationTypeNode.SUBSCRIPTION)
    .flatMap(({ selectionSet }) => directivesIn(selectionSet))
    .find(({ name }) => name.value === 'skip' || name.value === 'include');
  if (!condition) return undefined;
  return new GraphQLError(
    `@${condition.name.value} is not allowed on the root field of a subscription. Remove the directive.`,
    { nodes: condition, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
  );
}
