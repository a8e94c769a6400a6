import type {
  ApolloServerPlugin,
  BaseContext,
  GraphQLRequestContextDidResolveOperation,
} from '@apollo/server';
import { type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { asksOnlyForSchema } from './anonymous.js';
import { checkAnswerArguments } from './answer-arguments.js';
import { createCostCheck } from './cost.js';
import type { Limits } from './limits.js';
import { requestRefusal } from './refusal.js';
import { type RequestScope, scopeOf } from './request-scope.js';
import { checkVariableDepth } from './variable-limits.js';

const MAX_NAME = 64;
const SUBSCRIPTION = 'Subscriptions are answered over WebSocket and /graphql/stream.';
const NO_TOKEN = 'A token is needed: send the header "Authorization: Bearer <token>".';

type Resolved = GraphQLRequestContextDidResolveOperation<BaseContext>;

/** Looks at a valid operation before it runs: who asks, what for, and what it may cost. */
export function operationPlugin(schema: GraphQLSchema, limits: Limits): ApolloServerPlugin {
  const checkCost = createCostCheck(schema, limits.cost);
  const look = (request: Resolved, operation: OperationDefinitionNode): void => {
    const { document, contextValue } = request;
    noteOperation(operation, scopeOf(contextValue));
    if (operation.operation === OperationTypeNode.SUBSCRIPTION)
      throw requestRefusal('OPERATION_NOT_SUPPORTED', SUBSCRIPTION);
    if (!scopeOf(contextValue)?.viewer && !asksOnlyForSchema(document, operation))
      throw requestRefusal('UNAUTHENTICATED', NO_TOKEN);
    const variables = request.request.variables ?? {};
    checkVariableDepth(variables, limits.variableDepth);
    checkCost(document, request.request.operationName, variables);
    checkAnswerArguments(schema, document, operation, variables);
  };
  return {
    requestDidStart: () =>
      Promise.resolve({
        // Async, so that what is thrown becomes the rejection that Apollo looks for.
        didResolveOperation: async (request) => {
          // Without an operation (an unknown operationName) execution says so itself.
          if (request.operation) look(request, request.operation);
          return Promise.resolve();
        },
      }),
  };
}

function noteOperation(operation: OperationDefinitionNode, scope: RequestScope | undefined): void {
  if (!scope) return;
  scope.kind = operation.operation;
  // A name in a document is letters, digits and _ by the grammar, but as long as one likes.
  scope.operationName = operation.name?.value.slice(0, MAX_NAME);
}
