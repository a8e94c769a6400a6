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
import { MOST_LINES } from '../../graphql/index.js';
import { limitError, requestError } from '../request-error.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../domain/index.js';

/** Items in a list without pages, such as an owner's wallets. */
const PLAIN_LIST = 10;
/**
 * Values that each line of one mutation in a request may be answered with at no cost, so that the most
 * lines can be sent at once: the client has sent them too, and the answer is no larger than what was done.
 */
const FREE_LINE = 50;

/**
 * Refuses operations whose answer could hold more than `limit` values.
 *
 * graphql-query-complexity knows variables, @skip and unions, but takes as long as a whole small
 * request. So each document is first measured once with every page at its largest: one that is cheap
 * even so, as all mutations are, is cheap for ever. Only the others are counted for each request.
 * Must be called after validation with the document limits: both walks expand fragments.
 */
export function createCostCheck(schema: GraphQLSchema, limit: number) {
  const bounds = new WeakMap<OperationDefinitionNode, number>();
  return (
    document: DocumentNode,
    operationName: string | undefined,
    variables: Readonly<Record<string, unknown>>,
  ): void => {
    const operation = getOperationAST(document, operationName);
    if (!operation) return;
    const bound = bounds.get(operation) ?? largestCost(schema, document, operation);
    bounds.set(operation, bound);
    if (bound <= limit) return;
    const cost = exactCost(schema, document, operation, variables);
    if (cost > limit) throw limitError(`asks for about ${cost} values`, limit);
  };
}

/**
 * The cost with these variables. Variables that do not fit the operation cost nothing, for execution
 * refuses them before it does anything, and says best what is wrong with them.
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
  const lines = new Lines();
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
    // An argument that is wrong only with these variables, such as null for `first: Int!`.
    if (error instanceof GraphQLError) throw requestError('BAD_USER_INPUT', error.message);
    throw error;
  }
}

/** What the answers to all lines but the first of each mutation cost, less what is free once a request. */
class Lines {
  #values = 0;
  #most = 0;

  /** @param lines of one mutation @param below what one of them is answered with */
  add(lines: number, below: number): void {
    this.#values += Math.max(0, lines - 1) * below;
    this.#most = Math.max(this.#most, lines);
  }

  get cost(): number {
    return Math.max(0, this.#values - this.#most * FREE_LINE);
  }
}

/** The lines of a mutation's input; 0 where it has no list. */
function sentLines(input: unknown): number {
  const lists = Object.values(input ?? {}).filter((value) => Array.isArray(value));
  return Math.max(0, ...lists.map((list) => list.length));
}

/** The most lines that a mutation takes; 0 where its input has no list. */
function mostLines({ args }: GraphQLField<unknown, unknown>): number {
  const input = args.find(({ name }) => name === 'input');
  const type = input && getNamedType(input.type);
  const fields = isInputObjectType(type) ? Object.values(type.getFields()) : [];
  return fields.some(({ type }) => isListType(getNullableType(type))) ? MOST_LINES : 0;
}

/** The most that an operation can cost whatever its variables: every type of a union at once, every page full. */
function largestCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): number {
  const fragments = new Map(
    document.definitions
      .filter((d) => d.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const lines = new Lines();
  const typeNamed = (name: string | undefined, otherwise: GraphQLNamedType | undefined) =>
    name === undefined ? otherwise : schema.getType(name);
  const ofSet = (set: SelectionSetNode, type: GraphQLNamedType | undefined): number => {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += ofField(selection, type);
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment && fragment.kind !== Kind.FIELD)
        cost += ofSet(fragment.selectionSet, typeNamed(fragment.typeCondition?.name.value, type));
    }
    return cost;
  };
  const ofField = (node: FieldNode, parent: GraphQLNamedType | undefined): number => {
    const field = fieldOf(parent, node.name.value);
    if (!node.selectionSet || !field || !parent) return 1;
    const below = ofSet(node.selectionSet, getNamedType(field.type));
    lines.add(mostLines(field), below);
    return 1 + items(field, parent, writtenPageSize(node)) * below;
  };
  const root = schema.getRootType(operation.operation) ?? undefined;
  const once = ofSet(operation.selectionSet, root);
  return once + lines.cost;
}

function fieldOf(type: GraphQLNamedType | undefined, name: string) {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

/** How often what is asked below a field is answered. The lists inside a page were counted by its size. */
function items(
  field: GraphQLField<unknown, unknown>,
  parent: GraphQLNamedType,
  page: number,
): number {
  if (field.args.some(({ name }) => name === 'first' || name === 'last')) return page;
  // A payload's lists are counted by the lines that were sent.
  if (parent.name.endsWith('Connection') || parent.name.endsWith('Payload')) return 1;
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  return isListType(type) && isCompositeType(getNamedType(type)) ? PLAIN_LIST : 1;
}

function pageSize(asked: unknown): number {
  if (typeof asked !== 'number') return DEFAULT_PAGE_SIZE;
  return Math.min(Math.max(asked, 1), MAX_PAGE_SIZE);
}

/** The page size as it stands in the document; the largest where a variable will say it. */
function writtenPageSize(node: FieldNode): number {
  const sizes = (node.arguments ?? [])
    .filter(({ name }) => name.value === 'first' || name.value === 'last')
    .map(({ value }) => (value.kind === Kind.INT ? pageSize(Number(value.value)) : MAX_PAGE_SIZE));
  return sizes.length === 0 ? DEFAULT_PAGE_SIZE : Math.max(...sizes);
}
