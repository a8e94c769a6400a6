import {
  type ApolloServerPlugin,
  type BaseContext,
  type GraphQLRequestContext,
  HeaderMap,
} from '@apollo/server';
import type { CompiledOperations } from './compiled/compiled.js';

/**
 * Executes compiled operations. If one gives up, this hook returns null and Apollo executes the operation as
 * usual. So every error passes through Apollo and the other plugins.
 */
export function compiledPlugin(compiled: CompiledOperations): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation(requestContext: GraphQLRequestContext<BaseContext>) {
          const { document, operation, request, contextValue } = requestContext;
          // Without an operation (an unknown operationName), execution reports the error.
          if (!document || !operation) return null;
          const { variables } = request;
          const data = await compiled.run({ document, operation, variables, contextValue });
          if (!data) return null;
          return {
            http: { headers: new HeaderMap() },
            body: { kind: 'single', singleResult: { data } },
          };
        },
      }),
  };
}
