import type {
  ApolloServerPlugin,
  BaseContext,
  GraphQLRequestContextDidResolveOperation,
} from '@apollo/server';
import { type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { isIntrospectionOnly } from './introspection.js';
import type { Limits } from '../limits/limits.js';
import { createOperationChecks } from './operation-checks.js';
import { requestError } from '../request-error.js';
import { noteOperation, scopeOf } from '../request-scope.js';

const SUBSCRIPTION = 'This transport has no subscriptions. Use a WebSocket or /graphql/stream.';
const NO_TOKEN = 'A token is missing. Send the header "Authorization: Bearer <token>".';

type Resolved = GraphQLRequestContextDidResolveOperation<BaseContext>;

/** Checks a valid operation before it runs: its kind, its viewer and its limits. */
export function operationPlugin(schema: GraphQLSchema, limits: Limits): ApolloServerPlugin {
  const check = createOperationChecks(schema, limits);
  const checkOperation = (request: Resolved, operation: OperationDefinitionNode): void => {
    const { document, contextValue } = request;
    noteOperation(operation, scopeOf(contextValue));
    if (operation.operation === OperationTypeNode.SUBSCRIPTION)
      throw requestError('OPERATION_NOT_SUPPORTED', SUBSCRIPTION);
    if (!scopeOf(contextValue)?.viewer && !isIntrospectionOnly(document, operation))
      throw requestError('UNAUTHENTICATED', NO_TOKEN);
    const { operationName, variables = {} } = request.request;
    check({ document, operation, operationName, variables });
  };
  return {
    requestDidStart: () =>
      Promise.resolve({
        // Async, so that a thrown error becomes the rejection that Apollo expects.
        didResolveOperation: async (request) => {
          // Without an operation (an unknown operationName), execution reports the error.
          if (request.operation) checkOperation(request, request.operation);
          return Promise.resolve();
        },
      }),
  };
}
