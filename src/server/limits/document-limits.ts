import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import { type Limits } from './limits.js';
import { limitError } from '../request-error.js';

/**
 * The document limits as a validation rule.
 *
 * Why not a library: those we tried walk a fragment again at every spread, so forty lines of fragments that
 * spread each other twice keep them busy for years. They also run beside the specification's rules, one of which
 * compares every two fields of the same name. This rule measures first, in time linear in the document. If it
 * refuses the document, it gives the other rules an empty one (a visitor may replace a node), so that no more
 * work is done.
 */
export function documentLimitsRule(limits: Limits): ValidationRule {
  return (context) => ({
    Document(document) {
      const error = checkDocument(document, limits);
      if (!error) return undefined;
      context.reportError(error);
      return { ...document, definitions: [] };
    },
  });
}

/** The error of an exceeded limit, or undefined. Takes time linear in the document and the limits. */
export function checkDocument(document: DocumentNode, limits: Limits): GraphQLError | undefined {
  const operations = document.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
  const { length } = operations;
  if (length > limits.operations)
    return limitError(`holds ${length} operations`, limits.operations);
  const fragments = fragmentsOf(document);
  const { total, cyclic } = expandedSelections(document, fragments);
  if (total > limits.selections)
    return limitError('selects too many fields, fragments included', limits.selections);
  // Cyclic fragments have no size. The specification's own rule reports them.
  if (cyclic) return undefined;
  for (const operation of operations) {
    const error = checkOperation(operation, fragments, limits);
    if (error) return error;
  }
  return undefined;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function fragmentsOf(document: DocumentNode): Fragments {
  const fragments = document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/**
 * The number of selections of all operations and unused fragments, with every spread replaced by its fragment.
 * Each fragment is measured only once.
 */
function expandedSelections(document: DocumentNode, fragments: Fragments) {
  const sizes = new Map<string, number | 'counting'>();
  let cyclic = false;
  const sizeOf = (set: SelectionSetNode | undefined): number =>
    set?.selections.reduce((sum, selection) => sum + 1 + inside(selection), 0) ?? 0;
  const inside = (selection: SelectionNode): number =>
    selection.kind === Kind.FRAGMENT_SPREAD
      ? fragmentSize(selection.name.value)
      : sizeOf(selection.selectionSet);
  const fragmentSize = (name: string): number => {
    const known = sizes.get(name);
    if (known === 'counting') cyclic = true;
    if (known !== undefined) return known === 'counting' ? 0 : known;
    sizes.set(name, 'counting');
    const size = sizeOf(fragments.get(name)?.selectionSet);
    sizes.set(name, size);
    return size;
  };
  let total = 0;
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) total += sizeOf(definition.selectionSet);
  for (const name of fragments.keys()) if (!sizes.has(name)) total += fragmentSize(name);
  return { total, cyclic };
}

interface Tally {
  aliases: number;
  rootFields: number;
  depth: number;
  repeats: number;
}

/** Checks one operation. The walk expands fragments, which `checkDocument` has bounded. */
function checkOperation(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  limits: Limits,
): GraphQLError | undefined {
  const tally: Tally = { aliases: 0, rootFields: 0, depth: 0, repeats: 0 };
  measure([operation.selectionSet], fragments, 1, tally);
  const { aliases, rootFields, depth, repeats } = tally;
  if (depth > limits.depth) return limitError(`nests fields ${depth} deep`, limits.depth);
  if (aliases > limits.aliases) return limitError(`holds ${aliases} aliases`, limits.aliases);
  if (rootFields > limits.rootFields)
    return limitError(`asks for ${rootFields} fields at its root`, limits.rootFields);
  if (repeats > limits.repeats)
    return limitError(`asks for one field ${repeats} times over`, limits.repeats);
  return undefined;
}

/**
 * Tallies the selection sets that merge into one object: those of all fields with the same response name at the
 * same place. Merging is the cost of validation and execution.
 */
function measure(
  sets: readonly SelectionSetNode[],
  fragments: Fragments,
  depth: number,
  tally: Tally,
): void {
  const merged = new Map<string, { times: number; below: SelectionSetNode[] }>();
  const collect = (selection: SelectionNode): void => {
    if (selection.kind !== Kind.FIELD) {
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      fragment?.selectionSet.selections.forEach(collect);
      return;
    }
    const { name, alias, selectionSet } = selection;
    if (alias) tally.aliases += 1;
    if (depth === 1) tally.rootFields += 1;
    const field = merged.get(alias?.value ?? name.value) ?? { times: 0, below: [] };
    merged.set(alias?.value ?? name.value, field);
    field.times += 1;
    // Introspection nests deeply by nature, and the specification has its own rule to bound it.
    if (selectionSet && !name.value.startsWith('__')) field.below.push(selectionSet);
  };
  for (const set of sets) set.selections.forEach(collect);
  tally.depth = Math.max(tally.depth, depth);
  for (const { times, below } of merged.values()) {
    tally.repeats = Math.max(tally.repeats, times);
    if (below.length > 0) measure(below, fragments, depth + 1, tally);
  }
}
