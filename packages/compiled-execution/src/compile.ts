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

/** A compiled field of an object: everything about it that does not depend on the request. */
export interface CompiledField {
  /** Its response name. */
  readonly key: string;
  /** Its number in the compiled operation. */
  readonly slot: number;
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  /** Whether it is a mutation, which must run only once. */
  readonly isMutation: boolean;
  readonly shape: Shape;
}

/** A compiled field, or the object's `__typename`. */
export type CompiledSelection = CompiledField | { readonly key: string; readonly typename: string };

export type Fields = readonly CompiledSelection[];

/** How a value is completed, by its type. The fields of an object are compiled when the first object arrives. */
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

/** An operation with its schema and its document's fragments. */
export interface OperationSource {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
}

/** An operation compiled for one set of values of its `@skip` and `@include` variables. */
export interface CompiledOperation {
  readonly source: OperationSource;
  readonly fields: Fields;
}

/** Thrown if the compiled form does not support something: graphql-js then executes the operation. */
export class NotCompiled extends Error {
  override readonly name = 'NotCompiled';
}

type Conditions = Readonly<Record<string, unknown>>;

/**
 * Compiles an operation of a valid document. graphql-js's own functions collect the selected fields.
 * @param conditions the coerced variables of `@skip` and `@include`; the result holds only for these values
 * @param onField called for each compiled field, now and later
 * @throws NotCompiled if graphql-js must execute the operation, now or when the fields of an object are compiled
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  conditions: Conditions,
  onField: () => void,
): CompiledOperation {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new NotCompiled(`the schema has no ${operation.operation}`);
  const source = { schema, operation, fragments: fragmentsOf(document) };
  const fields = collectFields(schema, source.fragments, conditions, root, operation.selectionSet);
  // Each mutation's payload shows the data right after it. Read again after a later one failed, it would show that too.
  if (operation.operation === OperationTypeNode.MUTATION && fields.size > 1)
    throw new NotCompiled('several mutations in a request');
  return {
    source: source,
    fields: new Compiler(source, conditions, onField).fieldsOf(root, fields),
  };
}

function fragmentsOf(document: DocumentNode): OperationSource['fragments'] {
  const fragments = Object.create(null) as OperationSource['fragments'];
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  return fragments;
}

class Compiler {
  #nextSlot = 0;

  constructor(
    private readonly source: OperationSource,
    private readonly conditions: Conditions,
    private readonly onField: () => void,
  ) {}

  fieldsOf(type: GraphQLObjectType, fields: ReadonlyMap<string, readonly FieldNode[]>): Fields {
    return [...fields].map(([key, nodes]) => this.#field(type, key, nodes));
  }

  #field(
    parentType: GraphQLObjectType,
    key: string,
    nodes: readonly FieldNode[],
  ): CompiledSelection {
    // Assigned to a plain object, this key sets its prototype and not a property.
    if (key === '__proto__') throw new NotCompiled('a field is called __proto__');
    this.onField();
    const name = nodes[0]?.name.value ?? key;
    if (name === '__typename') return { key, typename: parentType.name };
    const definition = parentType.getFields()[name];
    if (!definition) throw new NotCompiled(`${name} describes the schema`);
    const shape = this.#shape(definition.type, nodes);
    const isMutation = parentType === this.source.schema.getMutationType();
    return { key, slot: this.#nextSlot++, parentType, definition, nodes, isMutation, shape };
  }

  #shape(type: GraphQLOutputType, nodes: readonly FieldNode[], nonNull = false): Shape {
    if (isNonNullType(type)) return this.#shape(type.ofType, nodes, true);
    if (isListType(type)) return { kind: 'list', nonNull, item: this.#shape(type.ofType, nodes) };
    if (isLeafType(type)) return { kind: 'leaf', nonNull, type };
    if (isObjectType(type)) {
      let fields: Fields | undefined;
      return { kind: 'object', nonNull, fields: () => (fields ??= this.#subfields(type, nodes)) };
    }
    const known = new Map<string, Fields>();
    const fieldsOf = (name: string): Fields => {
      const fields = known.get(name) ?? this.#subfields(this.#possibleType(type, name), nodes);
      known.set(name, fields);
      return fields;
    };
    const typeOf = type.resolveType ?? defaultTypeResolver;
    return { kind: 'abstract', nonNull, type, typeOf, fieldsOf };
  }

  #subfields(type: GraphQLObjectType, nodes: readonly FieldNode[]): Fields {
    // isTypeOf checks each object, and few schemas have it, so it is not supported.
    if (type.isTypeOf) throw new NotCompiled(`${type.name} has an isTypeOf`);
    const { schema, fragments } = this.source;
    return this.fieldsOf(type, collectSubfields(schema, fragments, this.conditions, type, nodes));
  }

  #possibleType(abstract: GraphQLAbstractType, name: string): GraphQLObjectType {
    const type = this.source.schema.getType(name);
    if (isObjectType(type) && this.source.schema.isSubType(abstract, type)) return type;
    throw new NotCompiled(`${name} is no ${abstract.name}`);
  }
}
