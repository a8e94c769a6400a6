import type { GraphiQLProps } from 'graphiql';
import { getOperationAST } from 'graphql';
import { createClient } from 'graphql-ws';

type Fetcher = GraphiQLProps['fetcher'];
type Params = Parameters<Fetcher>[0];
type Headers = Record<string, string>;
type Result = Record<string, unknown>;

/** What GraphiQL passes to follow a stream of results. */
interface Observer {
  next(result: unknown): void;
  error(error: unknown): void;
  complete(): void;
}

/**
 * Sends operations to the gateway: queries and mutations by POST, subscriptions over a WebSocket
 * at the same address. A header written in the editor is stronger than the token field.
 *
 * @param endpoint the GraphQL endpoint, http: or https:
 * @param token the bearer token of this moment, '' when there is none
 */
export function createFetcher(endpoint: URL, token: () => string): Fetcher {
  return (params, options) => {
    const headers = withToken(lowerCased(options?.headers ?? {}), token());
    const operation =
      options?.documentAST && getOperationAST(options.documentAST, params.operationName);
    if (operation?.operation !== 'subscription') return post(endpoint, params, headers);
    // GraphiQL's type asks for RxJS's other ways to subscribe too; it only uses this one.
    return {
      subscribe: (observer: Observer) => follow(endpoint, params, headers, observer),
    } as ReturnType<Fetcher>;
  };
}

function lowerCased(headers: Record<string, unknown>): Headers {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function withToken(headers: Headers, token: string): Headers {
  return token === '' ? headers : { authorization: `Bearer ${token}`, ...headers };
}

async function post(endpoint: URL, params: Params, headers: Headers): Promise<Result> {
  try {
    const result = await send(endpoint, params, headers);
    return params.operationName === 'IntrospectionQuery' ? withOneError(result) : result;
  } catch (error) {
    // Shown as an answer: thrown, it would be shown with the stack of this page.
    return { errors: [{ message: `The gateway cannot be reached. ${String(error)}` }] };
  }
}

async function send(endpoint: URL, params: Params, headers: Headers): Promise<Result> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...headers,
    },
    body: JSON.stringify(params),
  });
  if (!/[/+]json\b/.test(response.headers.get('content-type') ?? '')) {
    const status = `${response.status} ${response.statusText}`;
    return { errors: [{ message: `Something answered ${status}, and not in JSON.` }] };
  }
  return (await response.json()) as Result;
}

/**
 * Where introspection is off, as it is in production, GraphiQL fills the page with an error for
 * each field of its question. One says it, and what it means.
 */
function withOneError(result: Result): Result {
  if (result['data'] || !Array.isArray(result['errors'])) return result;
  const [first] = result['errors'] as { message: string }[];
  const message = `${first?.message} Without the schema, documentation and completion are off here.`;
  return { errors: [{ ...first, message }] };
}

/** A connection for each subscription: tokens are checked when it opens, and may differ by tab. */
function follow(endpoint: URL, params: Params, headers: Headers, observer: Observer) {
  const url = new URL(endpoint);
  url.protocol = endpoint.protocol.replace('http', 'ws');
  const client = createClient({
    url: url.href,
    connectionParams: headers,
    // Here a reader wants to see at once that the socket closed, and why.
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

/** A socket ends with an event and not an error; GraphiQL would show that as `{}`. */
function readable(error: unknown): unknown {
  if (!(error instanceof CloseEvent)) return error;
  const why = `${error.reason || 'no reason given'} (${error.code})`;
  return { message: `The WebSocket to the gateway closed: ${why}` };
}
