import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { checkMutationSelection } from './mutation-selection.js';
import { createCostCheck } from '../limits/cost.js';
import type { Limits } from '../limits/limits.js';
import { checkVariableDepth } from '../limits/variable-limits.js';

/** A valid operation, about to run. */
export interface RequestedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * What is looked at in every operation before it runs, however it came here.
 * @returns a check that throws a GraphQLError with the code of what is refused
 */
export function createOperationChecks(schema: GraphQLSchema, limits: Limits) {
  const checkCost = createCostCheck(schema, limits.cost);
  return ({ document, operation, operationName, variables }: RequestedOperation): void => {
    checkVariableDepth(variables, limits.variableDepth);
    checkCost(document, operationName, variables);
    checkMutationSelection(schema, document, operation, variables);
  };
}
