import type {
  ApolloServerPlugin,
  BaseContext,
  GraphQLRequestContext,
  GraphQLRequestContextDidEncounterErrors,
  GraphQLRequestContextWillSendResponse,
  GraphQLRequestListener,
  GraphQLResponse,
} from '@apollo/server';
import { type RequestScope, unwrapContext } from '../request-scope.js';
import { boundAnswer } from './apollo-answer.js';
import { respondCompiled } from './apollo-compiled.js';
import { completeErrors, logErrors, logUnexpected } from './apollo-errors.js';
import { usePrepared } from './apollo-prepared.js';
import type { CompiledOperations } from './compiled/compiled.js';

const SCOPE = Symbol('onebook.scope');
type Context = GraphQLRequestContext<BaseContext> & { [SCOPE]?: RequestScope | undefined };

/**
 * All that the gateway does in Apollo's hooks: one plugin, because Apollo calls and awaits each hook of each plugin at
 * every request.
 * @param compiled undefined: graphql-js executes all operations
 * @param answerBytes most bytes of a response
 */
export function gatewayPlugin(
  compiled: CompiledOperations | undefined,
  answerBytes: number,
): ApolloServerPlugin {
  return {
    requestDidStart(context: Context) {
      const scope = unwrapContext(context);
      context[SCOPE] = scope;
      return Promise.resolve(new RequestListener(scope, compiled, answerBytes));
    },
    unexpectedErrorProcessingRequest({ requestContext, error }) {
      logUnexpected((requestContext as Context)[SCOPE], error);
      return DONE;
    },
  };
}

const DONE = Promise.resolve();
const NOT_COMPILED = Promise.resolve(null);

class RequestListener implements GraphQLRequestListener<BaseContext> {
  constructor(
    private readonly scope: RequestScope | undefined,
    private readonly compiled: CompiledOperations | undefined,
    private readonly answerBytes: number,
  ) {}

  /** Async, so that a thrown error becomes the rejection that Apollo expects. */
  async didResolveSource(context: GraphQLRequestContext<BaseContext>): Promise<void> {
    usePrepared(context, this.scope);
    return DONE;
  }

  responseForOperation(
    context: GraphQLRequestContext<BaseContext>,
  ): Promise<GraphQLResponse | null> {
    return this.compiled ? respondCompiled(this.compiled, context) : NOT_COMPILED;
  }

  didEncounterErrors({
    errors,
  }: GraphQLRequestContextDidEncounterErrors<BaseContext>): Promise<void> {
    logErrors(this.scope, errors);
    return DONE;
  }

  willSendResponse({
    response,
    operation,
  }: GraphQLRequestContextWillSendResponse<BaseContext>): Promise<void> {
    boundAnswer(response, operation, this.scope, this.answerBytes);
    if (this.scope) completeErrors(response, operation, this.scope);
    return DONE;
  }
}
