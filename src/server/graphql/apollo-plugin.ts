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
import { completeErrors, logErrors, logUnexpected } from './apollo-errors.js';
import { usePrepared } from './apollo-prepared.js';
import type { Executor } from './executor.js';

const SCOPE = Symbol('onebook.scope');
type Context = GraphQLRequestContext<BaseContext> & { [SCOPE]?: RequestScope | undefined };

/**
 * All that the gateway does in Apollo's hooks: one plugin, because Apollo calls and awaits each hook of each plugin at
 * every request.
 * @param answerBytes most bytes of a response
 */
export function gatewayPlugin(executor: Executor, answerBytes: number): ApolloServerPlugin {
  return {
    requestDidStart(context: Context) {
      const scope = unwrapContext(context);
      context[SCOPE] = scope;
      return Promise.resolve(new RequestListener(scope, executor, answerBytes));
    },
    unexpectedErrorProcessingRequest({ requestContext, error }) {
      logUnexpected((requestContext as Context)[SCOPE], error);
      return DONE;
    },
  };
}

const DONE = Promise.resolve();

class RequestListener implements GraphQLRequestListener<BaseContext> {
  constructor(
    private readonly scope: RequestScope | undefined,
    private readonly executor: Executor,
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
    return this.executor.respond(context);
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
