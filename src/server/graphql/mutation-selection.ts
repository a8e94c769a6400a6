import {
  type DocumentNode,
  type FieldNode,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getVariableValues,
  GraphQLError,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { MAX_PAGE_SIZE } from '../../domain/index.js';
import { requestError } from '../request-error.js';

/** Arguments that only the book can answer or refuse. Null counts as absent. */
const QUERY_ONLY_ARGUMENTS = ['at', 'after', 'before', 'last', 'filter', 'from'];

type Values = Readonly<Record<string, unknown>>;

/**
 * Refuses a mutation whose payload could fail because of the client's input. Such an error would appear only
 * after the mutation was executed, while BAD_USER_INPUT means that nothing was. So fields below the root take no
 * points in time and no cursors, and a page size must be valid.
 *
 * Call it after validation with the document limits, because the walk expands fragments. Variables are coerced
 * only if something depends on them, which is rare in mutations.
 * @returns true if nothing depended on the variables, so that the operation passes with any others too
 */
export function checkMutationSelection(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Values,
): boolean {
  if (operation.operation !== OperationTypeNode.MUTATION) return true;
  const root = schema.getMutationType() ?? undefined;
  const lazy = lazyValues(schema, operation, variables);
  let depends = false;
  const valuesOf: ValuesOf = () => {
    depends = true;
    return lazy();
  };
  const fragments = new Map(
    document.definitions
      .filter((d) => d.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const checkSet = (set: SelectionSetNode, type: GraphQLNamedType | undefined): void => {
    for (const selection of set.selections)
      if (isIncluded(selection, valuesOf)) checkSelection(selection, type);
  };
  const checkSelection = (selection: SelectionNode, type: GraphQLNamedType | undefined): void => {
    if (selection.kind === Kind.FIELD) return checkFieldNode(selection, type);
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (!fragment) return;
    const on = fragment.typeCondition?.name.value;
    checkSet(fragment.selectionSet, on === undefined ? type : schema.getType(on));
  };
  const checkFieldNode = (node: FieldNode, type: GraphQLNamedType | undefined): void => {
    if (!isObjectType(type) && !isInterfaceType(type)) return;
    const field = type.getFields()[node.name.value];
    if (!field) return;
    if (type !== root) checkField(`${type.name}.${field.name}`, field, node, valuesOf);
    if (node.selectionSet) checkSet(node.selectionSet, getNamedType(field.type));
  };
  checkSet(operation.selectionSet, root);
  return !depends;
}

/** The coerced variables; undefined if they are invalid, because execution refuses them before it does anything. */
type ValuesOf = () => Values | undefined;

function lazyValues(
  schema: GraphQLSchema,
  { variableDefinitions }: OperationDefinitionNode,
  variables: Values,
): ValuesOf {
  let cached: { readonly values: Values | undefined } | undefined;
  return () => {
    cached ??= { values: getVariableValues(schema, variableDefinitions ?? [], variables).coerced };
    return cached.values;
  };
}

function isIncluded(selection: SelectionNode, valuesOf: ValuesOf): boolean {
  if (!selection.directives?.length) return true;
  const values = valuesOf();
  if (!values) return false;
  return withBadUserInput(() => {
    const skip = getDirectiveValues(GraphQLSkipDirective, selection, values);
    const include = getDirectiveValues(GraphQLIncludeDirective, selection, values);
    return skip?.['if'] !== true && include?.['if'] !== false;
  });
}

function checkField(
  name: string,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  valuesOf: ValuesOf,
): void {
  if (!node.arguments?.length) return;
  const values = valuesOf();
  if (!values) return;
  const fault = describeFault(
    name,
    withBadUserInput(() => getArgumentValues(field, node, values)),
  );
  if (fault !== undefined) throw requestError('BAD_USER_INPUT', `${fault} Nothing was executed.`);
}

function describeFault(name: string, args: Values): string | undefined {
  const { first } = args;
  const queryOnly = QUERY_ONLY_ARGUMENTS.find((argument) => args[argument] != null);
  if (queryOnly !== undefined) return queryOnlyFault(`${name}(${queryOnly}:)`);
  if (typeof first === 'number' && (first < 1 || first > MAX_PAGE_SIZE))
    return `${name}(first:) must be from 1 to ${MAX_PAGE_SIZE}.`;
  return undefined;
}

function queryOnlyFault(argument: string): string {
  return `${argument} is not allowed in a mutation’s payload. Use it in a query afterwards.`;
}

/** Turns an error that graphql-js finds only with these variables, such as null for `Boolean!`, into BAD_USER_INPUT. */
function withBadUserInput<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof GraphQLError) throw requestError('BAD_USER_INPUT', error.message);
    throw error;
  }
}
