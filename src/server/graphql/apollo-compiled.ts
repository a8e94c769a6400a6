import {
  type ApolloServerPlugin,
  type BaseContext,
  type GraphQLRequestContext,
  HeaderMap,
} from '@apollo/server';
import type { CompiledOperations } from './compiled/compiled.js';

/**
 * Answers by compiled plans. Where they give up, nothing has been said and Apollo executes as ever, with all that
 * it and the other plugins do about errors: so there is no error that this hook could keep from them.
 */
export function compiledPlugin(compiled: CompiledOperations): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation(asked: GraphQLRequestContext<BaseContext>) {
          const { document, operation, request, contextValue } = asked;
          // Without an operation (an unknown operationName) execution says so itself.
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
