import {
  type BaseContext,
  type GraphQLRequestContext,
  type GraphQLResponse,
  HeaderMap,
} from '@apollo/server';
import { CompiledExecution, type Execution } from '@onebook/compiled-execution';
import { execute, type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Metrics } from '../../metrics/index.js';
import type { EndableContext } from './graphql-route.js';

/** What executes valid operations: graphql-js, after compiled execution if that is on. */
export interface Executor {
  /** The schema for graphql-js. */
  readonly schema: GraphQLSchema;
  /** Executes as graphql-js does. */
  execute(execution: Execution<EndableContext>): ExecutionResult | Promise<ExecutionResult>;
  /** The response to an operation that Apollo is about to execute. Null: Apollo executes it, and reports its errors. */
  respond(context: GraphQLRequestContext<BaseContext>): Promise<GraphQLResponse | null>;
}

/** Makes what executes operations. @param isCompiled false: graphql-js alone */
export function createExecutor(
  schema: GraphQLSchema,
  isCompiled: boolean,
  { executions }: Metrics,
): Executor {
  if (!isCompiled)
    return { schema, execute: (args) => execute({ ...args, schema }), respond: () => NO_RESPONSE };
  const compiled = new CompiledExecution<EndableContext>(schema, {
    mayReadAgain,
    onRun: (hasAnswered) => executions.inc({ by: hasAnswered ? 'plan' : 'graphql-js' }),
  });
  return {
    schema: compiled.schema,
    execute: (args) => compiled.execute(args),
    respond: async ({ document, request, contextValue }) => {
      if (!document) return null;
      const { operationName, variables: variableValues } = request;
      // `unwrapContext` has put it there.
      const context = contextValue as EndableContext;
      const data = await compiled.run({
        ...{ document, operationName, variableValues, contextValue: context },
      });
      if (!data) return null;
      const http = { headers: new HeaderMap() };
      return { http, body: { kind: 'single', singleResult: { data } } };
    },
  };
}

const NO_RESPONSE = Promise.resolve(null);

/** Renews the context for a second read, unless the book was unavailable: the client would wait for it twice. */
export async function mayReadAgain(failure: unknown, context: EndableContext): Promise<boolean> {
  if (failure instanceof GraphQLError && failure.extensions['code'] === 'UNAVAILABLE') return false;
  await context.renew?.();
  return true;
}
