import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  getNullableType,
  getOperationAST,
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
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { MAX_LINES } from '../../graphql/index.js';
import { limitError, requestError } from '../request-error.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../domain/index.js';

/** Assumed size of a list without pages, such as an owner's wallets. */
const PLAIN_LIST_SIZE = 10;
/**
 * Response values per line of a mutation that cost nothing, for the mutation with the most lines in a request.
 * So a client can send the maximum of lines: it sent as much itself, and the response is no larger than the work.
 */
const FREE_VALUES_PER_LINE = 50;

/**
 * Creates a check that refuses operations whose response could hold more than `limit` values.
 *
 * graphql-query-complexity knows variables, @skip and unions, but takes as long as a whole small request. So
 * each document is first measured once with every page at its maximum. A document that is cheap even then, as
 * mutations are, is always cheap. Only the others are measured per request.
 * Call it after validation with the document limits, because both walks expand fragments.
 * @returns a check that returns the cost: the exact one, or for a cheap document the most that it can be
 */
export function createCostCheck(schema: GraphQLSchema, limit: number) {
  const bounds = new WeakMap<OperationDefinitionNode, number>();
  return (
    document: DocumentNode,
    operationName: string | undefined,
    variables: Readonly<Record<string, unknown>>,
  ): number => {
    const operation = getOperationAST(document, operationName);
    if (!operation) return 0;
    const bound = bounds.get(operation) ?? maxCost(schema, document, operation);
    bounds.set(operation, bound);
    if (bound <= limit) return bound;
    const cost = exactCost(schema, document, operation, variables);
    if (cost > limit) throw limitError(`asks for about ${cost} values`, limit);
    return cost;
  };
}

/**
 * The cost with these variables. Invalid variables cost nothing: execution refuses them before it does anything,
 * with a better message.
 */
function exactCost(
  schema: GraphQLSchema,
  query: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (coerced.errors) return 0;
  const operationName = operation.name?.value;
  const lines = new LineCosts();
  const estimate: ComplexityEstimator = ({ field, args, type, childComplexity }) => {
    lines.add(sentLines(args['input']), childComplexity);
    return 1 + items(field, type, pageSize(args['first'] ?? args['last'])) * childComplexity;
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

/** The number of lines in a mutation's input; 0 if it has no list. */
function sentLines(input: unknown): number {
  const lists = Object.values(input ?? {}).filter((value) => Array.isArray(value));
  return Math.max(0, ...lists.map((list) => list.length));
}

/** The maximum number of lines of a mutation; 0 if its input has no list. */
function maxLines({ args }: GraphQLField<unknown, unknown>): number {
  const input = args.find(({ name }) => name === 'input');
  const type = input && getNamedType(input.type);
  const fields = isInputObjectType(type) ? Object.values(type.getFields()) : [];
  return fields.some(({ type }) => isListType(getNullableType(type))) ? MAX_LINES : 0;
}

/** The cost of an operation with the worst variables: all types of a union at once, every page full. */
function maxCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): number {
  const fragments = new Map(
    document.definitions
      .filter((d) => d.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const lines = new LineCosts();
  const typeNamed = (name: string | undefined, otherwise: GraphQLNamedType | undefined) =>
    name === undefined ? otherwise : schema.getType(name);
  const costOfSet = (set: SelectionSetNode, type: GraphQLNamedType | undefined): number => {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += costOfField(selection, type);
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment && fragment.kind !== Kind.FIELD)
        cost += costOfSet(
          fragment.selectionSet,
          typeNamed(fragment.typeCondition?.name.value, type),
        );
    }
    return cost;
  };
  const costOfField = (node: FieldNode, parent: GraphQLNamedType | undefined): number => {
    const field = fieldOf(parent, node.name.value);
    if (!node.selectionSet || !field || !parent) return 1;
    const below = costOfSet(node.selectionSet, getNamedType(field.type));
    lines.add(maxLines(field), below);
    return 1 + items(field, parent, writtenPageSize(node)) * below;
  };
  const root = schema.getRootType(operation.operation) ?? undefined;
  const once = costOfSet(operation.selectionSet, root);
  return once + lines.cost;
}

function fieldOf(type: GraphQLNamedType | undefined, name: string) {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

/** The number of items below a field. The lists inside a page count as one: the page's size covers them. */
function items(
  field: GraphQLField<unknown, unknown>,
  parent: GraphQLNamedType,
  page: number,
): number {
  if (field.args.some(({ name }) => name === 'first' || name === 'last')) return page;
  // The lines that were sent cover a payload's lists.
  if (parent.name.endsWith('Connection') || parent.name.endsWith('Payload')) return 1;
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  return isListType(type) && isCompositeType(getNamedType(type)) ? PLAIN_LIST_SIZE : 1;
}

function pageSize(requested: unknown): number {
  if (typeof requested !== 'number') return DEFAULT_PAGE_SIZE;
  return Math.min(Math.max(requested, 1), MAX_PAGE_SIZE);
}

/** The page size written in the document; the maximum if a variable sets it. */
function writtenPageSize(node: FieldNode): number {
  const sizes = (node.arguments ?? [])
    .filter(({ name }) => name.value === 'first' || name.value === 'last')
    .map(({ value }) => (value.kind === Kind.INT ? pageSize(Number(value.value)) : MAX_PAGE_SIZE));
  return sizes.length === 0 ? DEFAULT_PAGE_SIZE : Math.max(...sizes);
}
