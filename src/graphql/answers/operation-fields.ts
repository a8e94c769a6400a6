import {
  type FieldNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** A field that an operation selects, under whatever condition. */
export interface SelectedField {
  readonly node: FieldNode;
  /** The object types that can have it. */
  readonly types: readonly string[];
}

/** A check of the fields of an operation. Each operation is looked through once. */
export function operationCheck(
  schema: GraphQLSchema,
  check: (fields: readonly SelectedField[]) => boolean,
): (info: GraphQLResolveInfo) => boolean {
  const known = new WeakMap<OperationDefinitionNode, boolean>();
  return (info) => {
    let passes = known.get(info.operation);
    if (passes === undefined) {
      passes = check(selectedFields(schema, info));
      known.set(info.operation, passes);
    }
    return passes;
  };
}

function selectedFields(
  schema: GraphQLSchema,
  { operation, fragments }: GraphQLResolveInfo,
): SelectedField[] {
  const fields: SelectedField[] = [];
  for (const root of [operation, ...Object.values(fragments)]) {
    const types = new TypeInfo(schema);
    visit(
      root,
      visitWithTypeInfo(types, {
        Field: (node) => {
          const parent = types.getParentType();
          const possible = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
          fields.push({ node, types: possible.map((type) => type?.name ?? '') });
        },
      }),
    );
  }
  return fields;
}
