import type { GraphQLSchema } from 'graphql';
import { checkMutationSelection } from './mutation-selection.js';
import { Costs } from '../limits/cost.js';
import type { Limits } from '../limits/limits.js';
import { limitError } from '../request-error.js';
import type { PreparedOperation } from '../request-scope.js';

/**
 * Creates the checks of every operation before it runs, over any transport.
 * @returns a check that throws a GraphQLError with the code of the exceeded limit
 */
export function createOperationChecks(schema: GraphQLSchema, limits: Limits) {
  const costs = new Costs(schema);
  return (requested: PreparedOperation): void => {
    const { document, operation, variables } = requested;
    checkVariableDepth(variables, limits.variableDepth);
    costs.check(requested, limits.cost);
    checkMutationSelection(schema, document, operation, variables);
  };
}

/** Refuses variables that nest deeper than `limit`: recursion walks recursive input types and JSON scalars. */
function checkVariableDepth(variables: unknown, limit: number): void {
  if (isDeeper(variables, limit)) throw limitError('has variables that nest too deep', limit);
}

/** Descends at most one level past the limit. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels < 0) return true;
  return Object.values(value).some((below) => isDeeper(below, levels - 1));
}
