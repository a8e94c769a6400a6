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
import type { Operations, Started } from './operations.js';
import { StreamError } from './subscription-stream.js';
import type { Sessions } from './sessions.js';

type Params = Record<string, unknown>;
type ConnectionContext = Context<Params, Connection>;

/** WebSocket's "try again later" (RFC 6455's registry). */
const TRY_AGAIN_LATER = 1013;

export interface ProtocolOptions {
  readonly operations: Operations;
  readonly sessions: Sessions;
  readonly inFlight: Set<Promise<unknown>>;
}

/** graphql-transport-ws: who connects shows their token in the first message; what is asked is done by `Operations`. */
export function createProtocol(options: ProtocolOptions): Server<Connection> {
  return makeServer<Params, Connection>({
    onConnect: async (context) => admit(context, options.sessions),
    onSubscribe: async (context, id, asked) => {
      const operation = await begin(context, id, asked, options);
      if ('errors' in operation) return operation.errors.map(asError);
      return begun(operation, options.operations);
    },
    subscribe: take,
    execute: take,
    onComplete: ({ extra }, id) => extra.answered(id),
    // As it is: the library would ask its errors to format themselves.
    onNext: (_context, _id, _asked, _args, result) => result as FormattedExecutionResult,
    onError: (_context, _id, _asked, errors) => errors.flatMap(formatted),
  });
}

/** An operation that has begun, in the shape of one that the library would begin. */
interface Begun extends ExecutionArgs {
  readonly started: Exclude<Started, { errors: unknown }>;
}

/** It looks into the document for nothing but the kind of operation. */
const A_SUBSCRIPTION = parse('subscription { begun }');
const A_QUERY = parse('query { begun }');

function begun(started: Begun['started'], { schema }: Operations): Begun {
  return { schema, document: 'stream' in started ? A_SUBSCRIPTION : A_QUERY, started };
}

function take(args: ExecutionArgs): never {
  const { started } = args as Begun;
  // Its types are those of results that it would format; ours are formatted.
  return ('stream' in started ? started.stream : started.result) as never;
}

/** Lets in whoever has a good token. */
async function admit({ connectionParams = {}, extra }: ConnectionContext, sessions: Sessions) {
  const { authorization, Authorization } = connectionParams;
  const header = authorization ?? Authorization;
  try {
    if (header !== undefined && typeof header !== 'string')
      throw requestError('UNAUTHENTICATED', 'authorization must be the text "Bearer <token>"');
    extra.belongsTo(await sessions.open(header, extra.gone));
    return true;
  } catch (error) {
    const { code, message } = refusalOf(error);
    if (code === undefined) throw error;
    extra.close(code === 'UNAUTHENTICATED' ? CloseCode.Forbidden : TRY_AGAIN_LATER, message);
    return false;
  }
}

function refusalOf(error: unknown): { code: unknown; message: string } {
  const { message } = error as Error;
  if (error instanceof GraphQLError) return { code: error.extensions['code'], message };
  return { code: (error as { code?: unknown }).code, message };
}

async function begin(
  { extra: connection }: ConnectionContext,
  id: string,
  asked: Parameters<Operations['start']>[0],
  { operations, inFlight }: ProtocolOptions,
): Promise<Started> {
  const { session } = connection;
  if (!session) throw new Error('an operation came before the connection was let in');
  try {
    connection.begin(id, JSON.stringify(asked).length);
  } catch (error) {
    return { errors: [(error as GraphQLError).toJSON()] };
  }
  // An answer is under way until it is sent. Nobody who shuts down waits for a subscription.
  const underWay = connection.untilSent(id);
  inFlight.add(underWay);
  void underWay.then(() => inFlight.delete(underWay));
  let isSubscription = false;
  const started = await operations.start(asked, session, randomUUID(), {
    onSubscription: () => {
      isSubscription = true;
      connection.sent(id);
    },
    onEnded: () => {
      if (isSubscription) connection.ended(id);
    },
  });
  if ('errors' in started) connection.answered(id);
  return started;
}

/** The library wants errors that are GraphQLErrors; `onError` takes ours out again. */
const FORMATTED = new WeakMap<GraphQLError, GraphQLFormattedError>();

function asError(error: GraphQLFormattedError): GraphQLError {
  const wrapped = new GraphQLError(error.message);
  FORMATTED.set(wrapped, error);
  return wrapped;
}

/** An error that ended a stream comes from the library with its cause. */
function formatted(error: GraphQLError): readonly GraphQLFormattedError[] {
  const { originalError } = error;
  if (originalError instanceof StreamError) return originalError.errors;
  const known = FORMATTED.get(error);
  if (known) return [known];
  throw error;
}
