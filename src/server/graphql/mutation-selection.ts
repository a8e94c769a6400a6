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

/** Arguments whose value can turn out wrong only against the book. Null is the same as left out. */
const FOR_QUERIES = ['at', 'after', 'before', 'last'];

type Values = Readonly<Record<string, unknown>>;

/**
 * Refuses a mutation whose answer could fail for what the client wrote: by the time that would show,
 * the mutation is done, and BAD_USER_INPUT says that nothing is. So below the root fields there are
 * no moments and places in lists, and a page has a size that there is.
 *
 * Must be called after validation with the document limits: the walk expands fragments. Variables
 * are read only where something depends on them, which in most mutations nothing does.
 */
export function checkMutationSelection(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Values,
): void {
  if (operation.operation !== OperationTypeNode.MUTATION) return;
  const root = schema.getMutationType() ?? undefined;
  const valuesOf = lazyValues(schema, operation, variables);
  const fragments = new Map(
    document.definitions
      .filter((d) => d.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const lookAtSet = (set: SelectionSetNode, type: GraphQLNamedType | undefined): void => {
    for (const selection of set.selections)
      if (isAsked(selection, valuesOf)) lookAt(selection, type);
  };
  const lookAt = (selection: SelectionNode, type: GraphQLNamedType | undefined): void => {
    if (selection.kind === Kind.FIELD) return lookAtField(selection, type);
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (!fragment) return;
    const on = fragment.typeCondition?.name.value;
    lookAtSet(fragment.selectionSet, on === undefined ? type : schema.getType(on));
  };
  const lookAtField = (node: FieldNode, type: GraphQLNamedType | undefined): void => {
    if (!isObjectType(type) && !isInterfaceType(type)) return;
    const field = type.getFields()[node.name.value];
    if (!field) return;
    if (type !== root) checkField(`${type.name}.${field.name}`, field, node, valuesOf);
    if (node.selectionSet) lookAtSet(node.selectionSet, getNamedType(field.type));
  };
  lookAtSet(operation.selectionSet, root);
}

/** The variables as execution will have them; undefined where it will refuse them, before it does anything. */
type ValuesOf = () => Values | undefined;

function lazyValues(
  schema: GraphQLSchema,
  { variableDefinitions }: OperationDefinitionNode,
  variables: Values,
): ValuesOf {
  let known: { readonly values: Values | undefined } | undefined;
  return () => {
    known ??= { values: getVariableValues(schema, variableDefinitions ?? [], variables).coerced };
    return known.values;
  };
}

function isAsked(selection: SelectionNode, valuesOf: ValuesOf): boolean {
  if (!selection.directives?.length) return true;
  const values = valuesOf();
  if (!values) return false;
  return asBadInput(() => {
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
  const fault = faultOf(
    name,
    asBadInput(() => getArgumentValues(field, node, values)),
  );
  if (fault !== undefined) throw requestError('BAD_USER_INPUT', `${fault} Nothing was done.`);
}

function faultOf(name: string, args: Values): string | undefined {
  const { first, filter } = args;
  const late = FOR_QUERIES.find((argument) => args[argument] != null);
  if (late !== undefined) return notHere(`${name}(${late}:)`);
  if ((filter as Values | null | undefined)?.['reference'] != null)
    return notHere(`${name}(filter: {reference:})`);
  if (typeof first === 'number' && (first < 1 || first > MAX_PAGE_SIZE))
    return `${name}(first:) must be from 1 to ${MAX_PAGE_SIZE}.`;
  return undefined;
}

function notHere(argument: string): string {
  return `${argument} is not for what a mutation answers: read it in a query afterwards.`;
}

/** What graphql-js finds wrong only with these variables, such as null for `Boolean!`. */
function asBadInput<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof GraphQLError) throw requestError('BAD_USER_INPUT', error.message);
    throw error;
  }
}
