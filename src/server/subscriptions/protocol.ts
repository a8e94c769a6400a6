import { randomUUID } from 'node:crypto';
import {
  type ExecutionArgs,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  parse,
} from 'graphql';
import { CloseCode, type Context, makeServer, type Server } from 'graphql-ws';
import type { Connection } from './connection.js';
import { requestError } from '../request-error.js';
import type { Standstill } from '../http/standstill.js';
import type { Operations, Started } from './operations.js';
import { StreamError } from './subscription-stream.js';
import type { Sessions } from './sessions.js';

type Params = Record<string, unknown>;
type ConnectionContext = Context<Params, Connection>;

/** WebSocket close code "try again later" (RFC 6455's registry). */
const TRY_AGAIN_LATER = 1013;

export interface ProtocolOptions {
  readonly operations: Operations;
  readonly sessions: Sessions;
  readonly standstill: Standstill;
  readonly inFlight: Set<Promise<unknown>>;
}

/**
 * Creates the graphql-transport-ws protocol: it takes the token from the first message, and passes operations to
 * `Operations`.
 */
export function createProtocol(options: ProtocolOptions): Server<Connection> {
  return makeServer<Params, Connection>({
    onConnect: async (context) => authenticateConnection(context, options.sessions),
    onSubscribe: async (context, id, request) => {
      const operation = await begin(context, id, request, options);
      if ('errors' in operation) return operation.errors.map(wrapError);
      return toExecutionArgs(operation, options.operations);
    },
    subscribe: takeResult,
    execute: takeResult,
    onComplete: ({ extra }, id) => extra.markAnswered(id),
    // Unchanged: the library would call `toJSON` on the errors, which are formatted already.
    onNext: (_context, _id, _asked, _args, result) => result as FormattedExecutionResult,
    onError: (_context, _id, _asked, errors) => errors.flatMap(unwrapError),
  });
}

/** A started operation, in the shape of the arguments with which the library would start one. */
interface StartedArgs extends ExecutionArgs {
  readonly started: Exclude<Started, { errors: unknown }>;
}

/** Stand-ins for the client's document, in which the library reads only the kind of operation. */
const A_SUBSCRIPTION = parse('subscription { begun }');
const A_QUERY = parse('query { begun }');

function toExecutionArgs(started: StartedArgs['started'], { schema }: Operations): StartedArgs {
  return { schema, document: 'stream' in started ? A_SUBSCRIPTION : A_QUERY, started };
}

function takeResult(args: ExecutionArgs): never {
  const { started } = args as StartedArgs;
  // The library's types are those of unformatted results; these are formatted already.
  return ('stream' in started ? started.stream : started.result) as never;
}

/** Opens the session of a connection. Closes the connection if its token is bad or cannot be checked now. */
async function authenticateConnection(
  { connectionParams = {}, extra }: ConnectionContext,
  sessions: Sessions,
) {
  const { authorization, Authorization } = connectionParams;
  const header = authorization ?? Authorization;
  try {
    if (header !== undefined && typeof header !== 'string')
      throw requestError('UNAUTHENTICATED', 'authorization must be the string "Bearer <token>"');
    extra.attachSession(await sessions.open(header, extra.gone));
    return true;
  } catch (error) {
    const { code, message } = codeAndMessage(error);
    if (code === undefined) throw error;
    extra.close(code === 'UNAUTHENTICATED' ? CloseCode.Forbidden : TRY_AGAIN_LATER, message);
    return false;
  }
}

function codeAndMessage(error: unknown): { code: unknown; message: string } {
  const { message } = error as Error;
  if (error instanceof GraphQLError) return { code: error.extensions['code'], message };
  return { code: (error as { code?: unknown }).code, message };
}

const EVERYTHING = { mutations: true, subscriptions: true };

async function begin(
  { extra: connection }: ConnectionContext,
  id: string,
  request: Parameters<Operations['start']>[0],
  { operations, inFlight, standstill }: ProtocolOptions,
): Promise<Started> {
  const { session } = connection;
  if (!session) throw new Error('an operation arrived before the connection was authenticated');
  const size = JSON.stringify(request).length;
  const requestId = randomUUID();
  try {
    connection.begin(id, size);
  } catch (error) {
    return operations.refuse(error, requestId, session);
  }
  // A response is in flight until it is sent. A shutdown does not wait for a subscription.
  const underWay = connection.untilSent(id);
  inFlight.add(underWay);
  void underWay.then(() => inFlight.delete(underWay));
  let isSubscription = false;
  if (standstill.isRecent) await standstill.settle();
  const { gone, isClosing } = connection;
  const asked = {
    ...{ session, id: requestId, carries: EVERYTHING, size, gone },
    hasHungUp: isClosing,
    taken: underWay,
  };
  const started = await operations.start(request, asked, {
    onSubscription: () => {
      isSubscription = true;
      connection.markSent(id);
    },
    onEnded: () => {
      if (isSubscription) connection.markEnded(id);
    },
  });
  if ('errors' in started) connection.markAnswered(id);
  return started;
}

/** Formatted errors by the GraphQLErrors that the library requires; `onError` unwraps them. */
const FORMATTED = new WeakMap<GraphQLError, GraphQLFormattedError>();

function wrapError(error: GraphQLFormattedError): GraphQLError {
  const wrapped = new GraphQLError(error.message);
  FORMATTED.set(wrapped, error);
  return wrapped;
}

/** The formatted errors of a GraphQLError. The library wraps the error that ended a stream. */
function unwrapError(error: GraphQLError): readonly GraphQLFormattedError[] {
  const { originalError } = error;
  if (originalError instanceof StreamError) return originalError.errors;
  const known = FORMATTED.get(error);
  if (known) return [known];
  throw error;
}
