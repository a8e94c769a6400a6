import {
  type DocumentNode,
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  parse,
  validate,
} from 'graphql';

export interface RandomDocument {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Values of scalars, valid and invalid, by the name of the argument or the type. */
export type Pool = Readonly<Record<string, readonly unknown[]>>;

/** Random documents of a schema: fields, aliases, fragments, directives, literals and variables. */
export class RandomDocuments {
  #state: number;
  #names = 0;
  #variables: { name: string; type: string; value: unknown }[] = [];
  #fragments: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly pool: Pool,
    seed: number,
    /** Names of fields to leave out, because they are never the same twice. */
    private readonly without: readonly string[] = [],
  ) {
    this.#state = seed >>> 0;
  }

  /** @param depth most selections within each other */
  query(depth = 6): RandomDocument {
    return this.#document('query', this.#selection(this.schema.getQueryType()!, depth));
  }

  /** A mutation with this input. @param depth most selections below it */
  mutation(name: string, input: unknown, depth = 4): RandomDocument {
    const field = this.schema.getMutationType()!.getFields()[name]!;
    const below = this.#below(field, depth);
    const argument = field.args[0];
    if (!argument) return this.#document('mutation', `{ ${name}${below} }`);
    const asked = this.#document('mutation', `{ ${name}(input: $input)${below} }`, [
      { name: 'input', type: String(argument.type), value: input },
    ]);
    return asked;
  }

  /** A value of an input type, with all its fields. */
  valueOf(name: string, type: GraphQLInputType): unknown {
    const plain = getNullableType(type);
    if (isListType(plain)) return [this.valueOf(name, plain.ofType)];
    if (isInputObjectType(plain)) {
      const fields = Object.values(plain.getFields());
      return Object.fromEntries(
        fields.map((field) => [field.name, this.valueOf(field.name, field.type)]),
      );
    }
    if (isEnumType(plain)) return this.#pick(plain.getValues()).name;
    return this.#pick(this.pool[name] ?? this.pool[plain.name] ?? [null]);
  }

  #document(
    kind: 'query' | 'mutation',
    selection: string,
    more: readonly { name: string; type: string; value: unknown }[] = [],
  ): RandomDocument {
    const all = [...more, ...this.#variables];
    const declared = all.map(({ name, type }) => `$${name}: ${type}`).join(', ');
    const head = all.length === 0 ? kind : `${kind} (${declared})`;
    const variables = Object.fromEntries(all.map(({ name, value }) => [name, value]));
    return { query: [`${head} ${selection}`, ...this.#fragments].join('\n'), variables };
  }

  #random(below: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * below);
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#random(from.length)]!;
  }

  #name(): string {
    return `n${(this.#names += 1)}`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const parts = [this.#one(type, depth)];
    while (parts.length < 5 && this.#random(4) > 0) parts.push(this.#one(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #one(type: GraphQLCompositeType, depth: number): string {
    const choice = this.#random(10);
    if (choice === 0) return `${this.#random(2) ? `${this.#name()}: ` : ''}__typename`;
    if (choice <= 2 || isUnionType(type)) return this.#fragment(type, depth);
    const fields = Object.values(type.getFields()).filter(
      ({ name, type }) =>
        !this.without.includes(name) && (depth > 1 || isLeafType(getNamedType(type))),
    );
    const field = fields.length > 0 ? this.#pick(fields) : undefined;
    return field ? this.#field(field, depth) : '__typename';
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const types: readonly GraphQLCompositeType[] = isObjectType(type)
      ? [type, ...type.getInterfaces()]
      : [...this.schema.getPossibleTypes(type), ...(isUnionType(type) ? [] : [type])];
    const on = this.#pick(types);
    const selection = this.#selection(on, depth - 1);
    if (this.#random(3) > 0) return `... on ${on.name}${this.#directives()} ${selection}`;
    const name = this.#name();
    this.#fragments.push(`fragment ${name} on ${on.name} ${selection}`);
    return `...${name}${this.#directives()}`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const given = field.args.filter((arg) => isRequiredArgument(arg) || this.#random(4) === 0);
    const args = given.map((arg) => `${arg.name}: ${this.#argument(arg)}`).join(', ');
    // A field with arguments needs an alias: the same field can occur with other arguments.
    const alias = args !== '' || this.#random(5) === 0 ? `${this.#name()}: ` : '';
    const written = args === '' ? '' : `(${args})`;
    return `${alias}${field.name}${written}${this.#directives()}${this.#below(field, depth)}`;
  }

  #below(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    return isLeafType(type) ? '' : ` ${this.#selection(type as GraphQLCompositeType, depth - 1)}`;
  }

  #directives(): string {
    if (this.#random(8) > 0) return '';
    const name = this.#pick(['skip', 'include']);
    const value = this.#random(2) === 0;
    if (this.#random(2) === 0) return ` @${name}(if: ${value})`;
    return ` @${name}(if: $${this.#variable('Boolean!', value)})`;
  }

  #argument({ name, type }: GraphQLArgument): string {
    const value = this.#some(name, type);
    if (this.#random(2) === 0) return literal(value, type);
    return `$${this.#variable(String(type), value)}`;
  }

  #variable(type: string, value: unknown): string {
    const name = this.#name();
    this.#variables.push({ name, type, value });
    return name;
  }

  /** Like {@link valueOf}, with fewer fields and sometimes null. */
  #some(name: string, type: GraphQLInputType): unknown {
    const plain = getNullableType(type);
    if (plain === type && this.#random(8) === 0) return null;
    if (!isInputObjectType(plain)) return this.valueOf(name, plain);
    const fields = Object.values(plain.getFields()).filter(
      (field: GraphQLInputField) => isRequiredInputField(field) || this.#random(3) === 0,
    );
    return Object.fromEntries(
      fields.map((field) => [field.name, this.#some(field.name, field.type)]),
    );
  }
}

/**
 * A valid document. Not all random documents are valid: fields of one name in several types do not always merge.
 * @param random makes a document of a seed
 */
export function validDocument(
  schema: GraphQLSchema,
  seed: number,
  random: (seed: number) => RandomDocument,
): RandomDocument & { readonly document: DocumentNode } {
  for (let tried = 0; ; tried++) {
    const made = random(seed + tried * 7_919);
    const document = parse(made.query);
    if (validate(schema, document).length === 0) return { ...made, document };
  }
}

/** A value as a literal of a document. */
function literal(value: unknown, type: GraphQLInputType): string {
  const plain = getNullableType(type);
  if (value === null || value === undefined) return 'null';
  if (isEnumType(plain)) return value as string;
  if (isListType(plain) && Array.isArray(value))
    return `[${value.map((item) => literal(item, plain.ofType)).join(', ')}]`;
  if (!isInputObjectType(plain)) return JSON.stringify(value);
  const fields = plain.getFields();
  const parts = Object.entries(value).map(
    ([name, part]) => `${name}: ${literal(part, fields[name]!.type)}`,
  );
  return `{ ${parts.join(', ')} }`;
}
