import {
  type ArgumentNode,
  type DocumentNode,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isScalarType,
  Kind,
  type ObjectFieldNode,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** The scalars whose values a client writes as texts. Of other scalars, such as `Int`, a text is malformed. */
const TEXTS = ['String', 'ID', 'CurrencyCode', 'DateTime', 'Decimal'];

type Variables = Readonly<Record<string, unknown>>;
type Clean = (value: unknown) => unknown;
type Entry = readonly [name: string, clean: Clean | undefined];

/** A text that is not sent. */
const UNSET = Symbol('unset');

/**
 * Takes an empty text for an argument, an input field or a variable that is not given, if it is optional there. Typed
 * clients such as genqlient send the zero value of a string for whatever their program leaves out. What is required stays
 * as it is, and its reader refuses it; so does a variable with a default, which can stand where a value is required: its
 * default would take the place of what was sent. This comes before everything that reads inputs, so an empty optional text and a
 * missing one have the same cost, default, meaning and hash.
 */
export class UnsetInputs {
  readonly #ofObjects = new Map<GraphQLInputObjectType, readonly Entry[]>();
  readonly #ofOperations = new WeakMap<OperationDefinitionNode, readonly Entry[]>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** The document without the empty texts that it has for what is optional. It need not be valid. */
  inDocument(document: DocumentNode): DocumentNode {
    const types = new TypeInfo(this.schema);
    const leaveOut = ({ value }: ArgumentNode | ObjectFieldNode) =>
      isEmptyText(value) && isOptionalText(types.getInputType()) ? null : undefined;
    return visit(
      document,
      visitWithTypeInfo(types, {
        Argument: leaveOut,
        ObjectField: leaveOut,
      }),
    );
  }

  /** The variables of an operation, as they were sent, without the empty texts for what is optional. */
  inVariables(operation: OperationDefinitionNode, variables: Variables): Variables {
    let entries = this.#ofOperations.get(operation);
    if (entries === undefined) {
      entries = this.#entriesOfOperation(operation);
      this.#ofOperations.set(operation, entries);
    }
    return cleanObject(entries, variables);
  }

  #entriesOfOperation({ variableDefinitions = [] }: OperationDefinitionNode): readonly Entry[] {
    return variableDefinitions.map(({ variable, type: node, defaultValue }) => {
      const type = typeFromAST(this.schema, node);
      const stays = !isInputType(type) || (defaultValue !== undefined && isOptionalText(type));
      return [variable.name.value, stays ? undefined : this.#cleanOf(type)];
    });
  }

  /** undefined: nothing of this type can be left out. */
  #cleanOf(type: GraphQLInputType): Clean | undefined {
    if (isOptionalText(type)) return (value) => (value === '' ? UNSET : value);
    const nullable = isNonNullType(type) ? type.ofType : type;
    if (isListType(nullable)) return this.#cleanOfList(nullable.ofType);
    if (!isInputObjectType(nullable)) return undefined;
    return (value) => (isObject(value) ? cleanObject(this.#entriesOf(nullable), value) : value);
  }

  /** An item of a list is there, so it cannot be left out. One item can stand for a list of it. */
  #cleanOfList(item: GraphQLInputType): Clean | undefined {
    const clean = isOptionalText(item) ? undefined : this.#cleanOf(item);
    if (clean === undefined) return undefined;
    return (value) => {
      if (!Array.isArray(value)) return clean(value);
      const sent: readonly unknown[] = value;
      const cleaned = sent.map(clean);
      return cleaned.every((one, index) => one === sent[index]) ? sent : cleaned;
    };
  }

  #entriesOf(type: GraphQLInputObjectType): readonly Entry[] {
    const known = this.#ofObjects.get(type);
    if (known) return known;
    const fields = Object.values(type.getFields());
    const entries = fields.map((field): Entry => [field.name, this.#cleanOf(field.type)]);
    this.#ofObjects.set(type, entries);
    return entries;
  }
}

/** The same object if it has nothing to leave out. */
function cleanObject(entries: readonly Entry[], object: Variables): Variables {
  let cleaned: Record<string, unknown> | undefined;
  for (const [name, clean] of entries) {
    if (clean === undefined || !Object.hasOwn(object, name)) continue;
    const value = clean(object[name]);
    if (value === object[name]) continue;
    cleaned ??= { ...object };
    if (value === UNSET) Reflect.deleteProperty(cleaned, name);
    else cleaned[name] = value;
  }
  return cleaned ?? object;
}

function isOptionalText(type: unknown): boolean {
  return isEnumType(type) || (isScalarType(type) && TEXTS.includes(type.name));
}

function isEmptyText(value: ValueNode): boolean {
  return value.kind === Kind.STRING && value.value === '';
}

function isObject(value: unknown): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
