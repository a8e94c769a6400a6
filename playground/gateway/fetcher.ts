import type { GraphiQLProps } from 'graphiql';
import { getOperationAST, type OperationDefinitionNode, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { type Headers, post, type Result } from './ask.js';
import { explanation, type GatewayError, whyNoSchema } from './explain.js';

type Fetcher = GraphiQLProps['fetcher'];
type Params = Parameters<Fetcher>[0];
/** Values of an operation's variables. */
export type Variables = Readonly<Record<string, unknown>>;

/** The observer that GraphiQL passes for a stream of results. */
interface Observer {
  next(result: unknown): void;
  error(error: unknown): void;
  complete(): void;
}

/** What the page does around each operation that the user sends with the token of the page. */
export interface Around {
  /** The current token, '' if there is none. */
  token(): string;
  /** Why the operation would be in vain, for the user; undefined if it can go out. */
  whyNotSent(operation: OperationDefinitionNode, variables: Variables): string | undefined;
  /** The variables to send, under a key for this intent. */
  prepare(variables: Variables): Variables;
  /** A mutation was answered. */
  changed(): void;
}

/**
 * Sends operations to the gateway: queries and mutations by POST, subscriptions over a WebSocket
 * at the same address. An `Authorization` in the editor of headers takes precedence over the token of the page, and its
 * operations go out as they are.
 *
 * @param endpoint the GraphQL endpoint, http: or https:
 */
export function createFetcher(endpoint: URL, around: Around): Fetcher {
  return (params, options) => {
    const own = lowerCased(options?.headers ?? {});
    const headers = withToken(own, around.token());
    if (params.operationName === 'IntrospectionQuery') return introspect(endpoint, params, headers);
    const operation = operationOf(params);
    if (operation === undefined) return send(endpoint, params, headers);
    let variables = (params.variables ?? {}) as Variables;
    if (own['authorization'] === undefined) {
      const reason = around.whyNotSent(operation, variables);
      if (reason !== undefined) return Promise.resolve<Result>({ notSent: reason });
      if (operation.operation === 'mutation') variables = around.prepare(variables);
    }
    const prepared = { ...params, operationName: operation.name?.value ?? null, variables };
    if (operation.operation === 'mutation')
      return send(endpoint, prepared, headers).finally(() => around.changed());
    if (operation.operation === 'query') return send(endpoint, prepared, headers);
    // GraphiQL's type also requires RxJS's other overloads, but GraphiQL only uses this one.
    return {
      subscribe: (observer: Observer) => follow(endpoint, prepared, headers, observer),
    } as ReturnType<Fetcher>;
  };
}

/**
 * The operation that is to run; undefined if the document does not say, which the gateway will explain. For a moment after
 * a change of tabs, GraphiQL names an operation of the last one.
 */
function operationOf({ query, operationName }: Params): OperationDefinitionNode | undefined {
  try {
    const document = parse(query);
    return getOperationAST(document, operationName) ?? getOperationAST(document) ?? undefined;
  } catch {
    return undefined;
  }
}

function lowerCased(headers: Record<string, unknown>): Headers {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function withToken(headers: Headers, token: string): Headers {
  return token === '' ? headers : { authorization: `Bearer ${token}`, ...headers };
}

/** Adds to an answer what the page knows about its errors. */
async function send(endpoint: URL, params: Params, headers: Headers): Promise<Result> {
  const result = await post(endpoint, params, headers);
  const [first] = (result['errors'] ?? []) as readonly GatewayError[];
  const explained = first && explanation(first);
  return explained === undefined ? result : { explanation: explained, ...result };
}

/**
 * If introspection is off, GraphiQL would fill the page with one error for each field of its query. The page says instead
 * what follows from it.
 */
async function introspect(endpoint: URL, params: Params, headers: Headers): Promise<Result> {
  const result = await post(endpoint, params, headers);
  if (result['data'] || !Array.isArray(result['errors'])) return result;
  return { noSchema: whyNoSchema(result['errors'] as GatewayError[]) };
}

/** Opens a connection for each subscription, because the token belongs to the connection and can differ by tab. */
function follow(endpoint: URL, params: Params, headers: Headers, observer: Observer) {
  const url = new URL(endpoint);
  url.protocol = endpoint.protocol.replace('http', 'ws');
  const client = createClient({
    url: url.href,
    connectionParams: headers,
    // No retry: the page should show at once that the socket closed, and why.
    retryAttempts: 0,
  });
  const unsubscribe = client.subscribe(
    {
      query: params.query,
      operationName: params.operationName ?? null,
      variables: params.variables as Record<string, unknown>,
    },
    {
      next: (result) => {
        observer.next(result);
      },
      error: (error) => {
        observer.error(readable(error));
      },
      complete: () => {
        observer.complete();
      },
    },
  );
  return { unsubscribe };
}

/** Converts a close event to an error with a message. GraphiQL would show the event as `{}`. */
function readable(error: unknown): unknown {
  if (!(error instanceof CloseEvent)) return error;
  const reason = `${error.reason || 'no reason given'} (${error.code})`;
  return { message: `The WebSocket to the gateway closed: ${reason}` };
}
