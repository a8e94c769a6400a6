import {
  defaultTypeResolver,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';

/** What is done for a field of an object: everything about it that no request changes. */
export interface CompiledField {
  /** Its name in the answer. */
  readonly key: string;
  /** Its number in the plan. */
  readonly slot: number;
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  /** It does something, which must be done once. */
  readonly isMutation: boolean;
  readonly shape: Shape;
}

/** A field, or the object's `__typename`. */
export type CompiledSelection = CompiledField | { readonly key: string; readonly typename: string };

export type Fields = readonly CompiledSelection[];

/** How a value becomes an answer, by its type. What is below an object is planned when one first comes. */
export type Shape = { readonly nonNull: boolean } & (
  | { readonly kind: 'leaf'; readonly type: GraphQLLeafType }
  | { readonly kind: 'list'; readonly item: Shape }
  | { readonly kind: 'object'; fields(): Fields }
  | {
      readonly kind: 'abstract';
      readonly type: GraphQLAbstractType;
      readonly typeOf: GraphQLTypeResolver<unknown, unknown>;
      fieldsOf(typeName: string): Fields;
    }
);

/** The operation, and what it is asked of. */
export interface OperationSource {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
}

/** An operation as it is run, for one set of answers to its `@skip` and `@include`. */
export interface CompiledOperation {
  readonly asked: OperationSource;
  readonly fields: Fields;
}

/** It is for graphql-js itself to carry this out. */
export class NotCompiled extends Error {
  override readonly name = 'NotCompiled';
}

type Conditions = Readonly<Record<string, unknown>>;

/**
 * Plans an operation of a valid document. Which fields are asked for is decided by graphql-js's own functions.
 * @param conditions the variables that `@skip` and `@include` look at, coerced; the plan holds for these values
 * @param planned told of each field that is planned, now and later
 * @throws an error where it is left to graphql-js, now or when what is below is planned
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  conditions: Conditions,
  planned: () => void,
): CompiledOperation {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new NotCompiled(`the schema has no ${operation.operation}`);
  const asked = { schema, operation, fragments: fragmentsOf(document) };
  const fields = collectFields(schema, asked.fragments, conditions, root, operation.selectionSet);
  // Each shows the book as it was after it. Read again after an error of a later one, it would show that one too.
  if (operation.operation === OperationTypeNode.MUTATION && fields.size > 1)
    throw new NotCompiled('several mutations in a request');
  return { asked, fields: new Planner(asked, conditions, planned).fieldsOf(root, fields) };
}

function fragmentsOf(document: DocumentNode): OperationSource['fragments'] {
  const fragments = Object.create(null) as OperationSource['fragments'];
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  return fragments;
}

class Planner {
  #slots = 0;

  constructor(
    private readonly asked: OperationSource,
    private readonly conditions: Conditions,
    private readonly planned: () => void,
  ) {}

  fieldsOf(type: GraphQLObjectType, fields: ReadonlyMap<string, readonly FieldNode[]>): Fields {
    return [...fields].map(([key, nodes]) => this.#field(type, key, nodes));
  }

  #field(
    parentType: GraphQLObjectType,
    key: string,
    nodes: readonly FieldNode[],
  ): CompiledSelection {
    // Set on a plain object, this is no field of it.
    if (key === '__proto__') throw new NotCompiled('a field is called __proto__');
    this.planned();
    const name = nodes[0]?.name.value ?? key;
    if (name === '__typename') return { key, typename: parentType.name };
    const definition = parentType.getFields()[name];
    if (!definition) throw new NotCompiled(`${name} describes the schema`);
    const shape = this.#shape(definition.type, nodes);
    const isMutation = parentType === this.asked.schema.getMutationType();
    return { key, slot: this.#slots++, parentType, definition, nodes, isMutation, shape };
  }

  #shape(type: GraphQLOutputType, nodes: readonly FieldNode[], nonNull = false): Shape {
    if (isNonNullType(type)) return this.#shape(type.ofType, nodes, true);
    if (isListType(type)) return { kind: 'list', nonNull, item: this.#shape(type.ofType, nodes) };
    if (isLeafType(type)) return { kind: 'leaf', nonNull, type };
    if (isObjectType(type)) {
      let fields: Fields | undefined;
      return { kind: 'object', nonNull, fields: () => (fields ??= this.#below(type, nodes)) };
    }
    const known = new Map<string, Fields>();
    const fieldsOf = (name: string): Fields => {
      const fields = known.get(name) ?? this.#below(this.#oneOf(type, name), nodes);
      known.set(name, fields);
      return fields;
    };
    const typeOf = type.resolveType ?? defaultTypeResolver;
    return { kind: 'abstract', nonNull, type, typeOf, fieldsOf };
  }

  #below(type: GraphQLObjectType, nodes: readonly FieldNode[]): Fields {
    // A look at each object, which none of our types asks for.
    if (type.isTypeOf) throw new NotCompiled(`${type.name} has an isTypeOf`);
    const { schema, fragments } = this.asked;
    return this.fieldsOf(type, collectSubfields(schema, fragments, this.conditions, type, nodes));
  }

  #oneOf(abstract: GraphQLAbstractType, name: string): GraphQLObjectType {
    const type = this.asked.schema.getType(name);
    if (isObjectType(type) && this.asked.schema.isSubType(abstract, type)) return type;
    throw new NotCompiled(`${name} is no ${abstract.name}`);
  }
}
