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

const SUBSCRIPTION = 'Subscriptions are answered over WebSocket and /graphql/stream.';
const NO_TOKEN = 'A token is needed: send the header "Authorization: Bearer <token>".';

type Resolved = GraphQLRequestContextDidResolveOperation<BaseContext>;

/** Looks at a valid operation before it runs: who asks, what for, and what it may cost. */
export function operationPlugin(schema: GraphQLSchema, limits: Limits): ApolloServerPlugin {
  const check = createOperationChecks(schema, limits);
  const look = (request: Resolved, operation: OperationDefinitionNode): void => {
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
        // Async, so that what is thrown becomes the rejection that Apollo looks for.
        didResolveOperation: async (request) => {
          // Without an operation (an unknown operationName) execution says so itself.
          if (request.operation) look(request, request.operation);
          return Promise.resolve();
        },
      }),
  };
}
