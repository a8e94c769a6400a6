import type { GraphQLSchema } from 'graphql';
import type { KnownOperation } from './known-document.js';
import { checkMutationSelection } from './mutation-selection.js';
import { Costs } from '../limits/cost.js';
import type { Limits } from '../limits/limits.js';
import { limitError } from '../request-error.js';
import type { PreparedOperation } from '../request-scope.js';

/**
 * Creates the checks of every operation with its variables before it runs, over any transport.
 * @returns a check that returns the cost, and throws a GraphQLError with the code of the exceeded limit
 */
export function createOperationChecks(schema: GraphQLSchema, limits: Limits) {
  const costs = new Costs(schema);
  return (known: KnownOperation, variables: PreparedOperation['variables']): number => {
    const { document, operation, operationName } = known;
    const requested = { document, operation, operationName, variables };
    costs.check(requested, limits.cost);
    known.isSelectionFixed ||= checkMutationSelection(schema, document, operation, variables);
    return costs.costOf(requested);
  };
}

/**
 * Refuses variables that nest deeper than `limit`: recursion walks recursive input types and JSON scalars. It comes before
 * everything else that looks at them.
 */
export function checkVariableDepth(variables: unknown, limit: number): void {
  if (isDeeper(variables, limit)) throw limitError('has variables that nest too deep', limit);
}

/** Descends at most one level past the limit. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels < 0) return true;
  return Object.values(value).some((below) => isDeeper(below, levels - 1));
}
