import {
  type BaseContext,
  type GraphQLRequestContext,
  type GraphQLResponse,
  HeaderMap,
} from '@apollo/server';
import type { CompiledOperations } from './compiled/compiled.js';

/**
 * The response of a compiled operation. If it gives up, the response is null and Apollo executes the operation as
 * usual. So every error passes through Apollo and its plugins.
 */
export async function respondCompiled(
  compiled: CompiledOperations,
  { document, operation, request, contextValue }: GraphQLRequestContext<BaseContext>,
): Promise<GraphQLResponse | null> {
  // Without an operation (an unknown operationName), execution reports the error.
  if (!document || !operation) return null;
  const { variables } = request;
  const data = await compiled.run({ document, operation, variables, contextValue });
  if (!data) return null;
  return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: { data } } };
}
