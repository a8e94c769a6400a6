import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getVariableValues,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { MAX_LINES } from '../../graphql/index.js';
import { limitError, requestError } from '../request-error.js';
import type { PreparedOperation } from '../request-scope.js';
import { nestedLists } from './nested-lists.js';
import { type Price, priceOf, rowsOf, UNKNOWN } from './prices.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../domain/index.js';

/** Assumed size of a list without pages, such as an owner's wallets. */
const PLAIN_LIST_SIZE = 10;
/**
 * Response values per line of a mutation that cost nothing, for the mutation with the most lines in a request.
 * So a client can send the maximum of lines: it sent as much itself, and the response is no larger than the work.
 */
const FREE_VALUES_PER_LINE = 50;

/** An operation, with its variables as sent. */
export type CostedOperation = Pick<
  PreparedOperation,
  'document' | 'operation' | 'operationName' | 'variables'
>;

/** What operations cost: values of the answer, and rows that must be read for them (prices.ts). */
export class Costs {
  readonly #worst = new WeakMap<OperationDefinitionNode, WorstCost>();

  constructor(private readonly schema: GraphQLSchema) {}

  /**
   * The cost of a valid operation, to charge for it. Known at once for an operation that was measured before and whose cost
   * no variable changes. Otherwise it is measured with the variables, in time linear in the document. All types of a union
   * count, so it can be a little more than the cost that `check` compares with the limit.
   */
  costOf({ document, operation, variables }: CostedOperation): number {
    const worst = this.#worstOf(document, operation);
    return worst.isConstant
      ? worst.cost
      : new CostWalk(this.schema, document, withDefaults(operation, variables)).costOf(operation);
  }

  /**
   * Refuses an operation that costs more than `limit`.
   *
   * graphql-query-complexity knows variables, @skip and unions, but takes as long as a whole small request. So
   * each document is first measured once with every page at its maximum. A document that is cheap even then, as
   * mutations are, is always cheap. Only the others are measured per request.
   * Call it after validation with the document limits, because both walks expand fragments.
   * @throws GraphQLError with the cost and the limit
   */
  check(requested: CostedOperation, limit: number): void {
    const { document, operation } = requested;
    if (this.#worstOf(document, operation).cost <= limit) return;
    const cost = exactCost(this.schema, requested);
    if (cost > limit)
      throw limitError(`asks for about ${cost} values and rows to be read for them`, limit);
  }

  #worstOf(document: DocumentNode, operation: OperationDefinitionNode): WorstCost {
    const known = this.#worst.get(operation);
    if (known) return known;
    const walk = new CostWalk(this.schema, document);
    const worst = { cost: walk.costOf(operation), isConstant: !walk.readsVariables };
    this.#worst.set(operation, worst);
    return worst;
  }
}

/** The variables, with the values that the operation declares for those that were not sent. */
function withDefaults(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: CostedOperation['variables'],
): CostedOperation['variables'] {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...variables };
}

interface WorstCost {
  readonly cost: number;
  /** Whether no variable changes it. */
  readonly isConstant: boolean;
}

/**
 * The cost with these variables. Invalid variables cost nothing: execution refuses them before it does anything,
 * with a better message.
 */
function exactCost(
  schema: GraphQLSchema,
  { document: query, operation, operationName, variables }: CostedOperation,
): number {
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (coerced.errors) return 0;
  const lines = new LineCosts();
  const nested = nestedLists(schema, query);
  const estimate: ComplexityEstimator = ({ field, node, args, type, childComplexity }) => {
    lines.add(sentLines(args['input']), childComplexity);
    const price = priceOf(type, field.name);
    const plain = plainListSize(price, nested.has(node));
    const count = items(field, type, pageSize(args['first'], args['last']), plain);
    const { rows, perItem } = rowsOf(price, (argument) => args[argument]);
    return 1 + rows + count * (childComplexity + perItem);
  };
  try {
    const once = getComplexity({
      schema,
      query,
      variables,
      estimators: [estimate],
      ...(operationName !== undefined && { operationName }),
    });
    return once + lines.cost;
  } catch (error) {
    // An argument that is invalid only with these variables, such as null for `first: Int!`.
    if (error instanceof GraphQLError) throw requestError('BAD_USER_INPUT', error.message);
    throw error;
  }
}

/** Sums the cost of all lines but the first of each mutation, minus the free values. */
class LineCosts {
  #values = 0;
  #maxLines = 0;

  /** Adds one mutation. @param lines its number of lines @param valuesPerLine response values of one line */
  add(lines: number, valuesPerLine: number): void {
    this.#values += Math.max(0, lines - 1) * valuesPerLine;
    this.#maxLines = Math.max(this.#maxLines, lines);
  }

  get cost(): number {
    return Math.max(0, this.#values - this.#maxLines * FREE_VALUES_PER_LINE);
  }
}

/** The lists of inputs of which each item is a line of its own, with an outcome in the answer. */
const LINE_FIELDS = ['inputs', 'lines'];

/** The number of lines in a mutation's input; 0 if it has none. */
function sentLines(input: unknown): number {
  const lists = LINE_FIELDS.map((name) => (input as Record<string, unknown> | null)?.[name]);
  return Math.max(0, ...lists.map((list) => (Array.isArray(list) ? list.length : 0)));
}

/** The maximum number of lines of a mutation; 0 if its input has none. */
function maxLines({ args }: GraphQLField<unknown, unknown>): number {
  const input = args.find(({ name }) => name === 'input');
  const type = input && getNamedType(input.type);
  const fields = isInputObjectType(type) ? Object.keys(type.getFields()) : [];
  return LINE_FIELDS.some((name) => fields.includes(name)) ? MAX_LINES : 0;
}

/** Measures operations of a document: all types of a union at once, and with what the arguments can be at worst. */
class CostWalk {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #nested: ReadonlySet<FieldNode>;
  #lines = new LineCosts();
  #readsVariables = false;

  /** @param variables undefined: whatever they are, so every page is full, and every filter is given */
  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly variables?: Readonly<Record<string, unknown>>,
  ) {
    this.#nested = nestedLists(schema, document);
    this.#fragments = new Map(
      document.definitions
        .filter((d) => d.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
  }

  /** Whether variables decided about a cost, or could have. */
  get readsVariables(): boolean {
    return this.#readsVariables;
  }

  costOf(operation: OperationDefinitionNode): number {
    this.#lines = new LineCosts();
    const root = this.schema.getRootType(operation.operation) ?? undefined;
    const once = this.#ofSet(operation.selectionSet, root);
    return once + this.#lines.cost;
  }

  #ofSet(set: SelectionSetNode, type: GraphQLNamedType | undefined): number {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += this.#ofField(selection, type);
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? this.#fragments.get(selection.name.value)
          : selection;
      if (!fragment || fragment.kind === Kind.FIELD) continue;
      const name = fragment.typeCondition?.name.value;
      cost += this.#ofSet(
        fragment.selectionSet,
        name === undefined ? type : this.schema.getType(name),
      );
    }
    return cost;
  }

  #ofField(node: FieldNode, parent: GraphQLNamedType | undefined): number {
    const field = fieldOf(parent, node.name.value);
    if (!node.selectionSet || !field || !parent) return 1;
    const below = this.#ofSet(node.selectionSet, getNamedType(field.type));
    this.#lines.add(this.#linesOf(field, node), below);
    const price = priceOf(parent, field.name);
    const { rows, perItem } = rowsOf(price, (argument) => this.#valueOf(node, argument));
    const plain = plainListSize(price, this.#nested.has(node));
    return 1 + rows + items(field, parent, this.#pageSize(node), plain) * (below + perItem);
  }

  /** The number of lines of a mutation; 0 if its input has no list. */
  #linesOf(field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    const most = maxLines(field);
    if (most === 0) return 0;
    const input = this.#valueOf(node, 'input');
    return input === UNKNOWN ? most : sentLines(input);
  }

  #pageSize(node: FieldNode): number {
    const sizes = ['first', 'last'].map((argument) => this.#valueOf(node, argument));
    return sizes.includes(UNKNOWN) ? MAX_PAGE_SIZE : pageSize(...sizes);
  }

  /** The value of an argument; undefined if it is missing, UNKNOWN if a variable that is not known decides. */
  #valueOf(node: FieldNode, argument: string): unknown {
    const value = node.arguments?.find(({ name }) => name.value === argument)?.value;
    if (!value) return undefined;
    if (!hasVariable(value)) return valueFromASTUntyped(value);
    this.#readsVariables = true;
    return this.variables ? valueFromASTUntyped(value, this.variables) : UNKNOWN;
  }
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  if (value.kind === Kind.OBJECT) return value.fields.some((field) => hasVariable(field.value));
  return value.kind === Kind.VARIABLE;
}

function fieldOf(type: GraphQLNamedType | undefined, name: string) {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

/** The number of items below a field. The lists inside a page count as one: the page's size covers them. */
function items(
  field: GraphQLField<unknown, unknown>,
  parent: GraphQLNamedType,
  page: number,
  plain: number,
): number {
  if (field.args.some(({ name }) => name === 'first' || name === 'last')) return page;
  // The lines that were sent cover a payload's lists.
  if (parent.name.endsWith('Connection') || parent.name.endsWith('Payload')) return 1;
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  return isListType(type) && isCompositeType(getNamedType(type)) ? plain : 1;
}

function plainListSize({ items: own, itemsBelowItself }: Price, isNested: boolean): number {
  return (isNested ? itemsBelowItself : own) ?? PLAIN_LIST_SIZE;
}

/** The size of a page; of two that are given, the larger one. */
function pageSize(...requested: readonly unknown[]): number {
  const sizes = requested.filter((size) => typeof size === 'number');
  if (sizes.length === 0) return DEFAULT_PAGE_SIZE;
  return Math.min(Math.max(...sizes, 1), MAX_PAGE_SIZE);
}
