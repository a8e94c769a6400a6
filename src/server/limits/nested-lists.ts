import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { priceOf } from './prices.js';

/**
 * The fields of a document that are asked for below a field of the same price, on some way through its fragments, and that
 * cost more there (`Price.itemsBelowItself`). Takes time linear in the document: it looks at each fragment twice at most.
 * @param document a valid one, without cycles of fragments
 */
export function nestedLists(schema: GraphQLSchema, document: DocumentNode): ReadonlySet<FieldNode> {
  const found = new Set<FieldNode>();
  const seen = new Set<string>();
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );

  const ofField = (node: FieldNode, parent: GraphQLNamedType | undefined, below: boolean): void => {
    if (!node.selectionSet || !(isObjectType(parent) || isInterfaceType(parent))) return;
    const field = parent.getFields()[node.name.value];
    if (!field) return;
    const grows = priceOf(parent, field.name).itemsBelowItself !== undefined;
    if (grows && below) found.add(node);
    ofSet(node.selectionSet, getNamedType(field.type), below || grows);
  };
  const ofSet = (
    { selections }: SelectionSetNode,
    type: GraphQLNamedType | undefined,
    below: boolean,
  ): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        ofField(selection, type, below);
        continue;
      }
      const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
      const name = isSpread ? selection.name.value : undefined;
      if (name !== undefined && seen.has(`${name} ${String(below)}`)) continue;
      if (name !== undefined) seen.add(`${name} ${String(below)}`);
      const fragment = isSpread ? fragments.get(selection.name.value) : selection;
      if (!fragment) continue;
      const condition = fragment.typeCondition?.name.value;
      ofSet(
        fragment.selectionSet,
        condition === undefined ? type : schema.getType(condition),
        below,
      );
    }
  };

  for (const one of document.definitions)
    if (one.kind === Kind.OPERATION_DEFINITION)
      ofSet(one.selectionSet, schema.getRootType(one.operation) ?? undefined, false);
  return found;
}
