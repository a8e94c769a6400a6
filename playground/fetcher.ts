import type { GraphiQLProps } from 'graphiql';
import { getOperationAST } from 'graphql';
import { createClient } from 'graphql-ws';

type Fetcher = GraphiQLProps['fetcher'];
type Params = Parameters<Fetcher>[0];
type Headers = Record<string, string>;
type Result = Record<string, unknown>;

/** The observer that GraphiQL passes for a stream of results. */
interface Observer {
  next(result: unknown): void;
  error(error: unknown): void;
  complete(): void;
}

/**
 * Sends operations to the gateway: queries and mutations by POST, subscriptions over a WebSocket
 * at the same address. A header in the editor takes precedence over the token field.
 *
 * @param endpoint the GraphQL endpoint, http: or https:
 * @param token returns the current bearer token, '' if there is none
 */
export function createFetcher(endpoint: URL, token: () => string): Fetcher {
  return (params, options) => {
    const headers = withToken(lowerCased(options?.headers ?? {}), token());
    const operation =
      options?.documentAST && getOperationAST(options.documentAST, params.operationName);
    if (operation?.operation !== 'subscription') return post(endpoint, params, headers);
    // GraphiQL's type also requires RxJS's other overloads, but GraphiQL only uses this one.
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
    // Returned as a response, because GraphiQL would show a thrown error with a stack trace.
    return { errors: [{ message: `The gateway is unreachable. ${String(error)}` }] };
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
    return {
      errors: [
        {
          message: `The response is not JSON: ${status}. Check that the gateway runs at this address.`,
        },
      ],
    };
  }
  return (await response.json()) as Result;
}

/**
 * If introspection is off, as in production, GraphiQL fills the page with one error for each field of
 * its query. This keeps the first error and adds the consequence.
 */
function withOneError(result: Result): Result {
  if (result['data'] || !Array.isArray(result['errors'])) return result;
  const [first] = result['errors'] as { message: string }[];
  const message = `${first?.message} Without the schema, this page has no documentation and no completion.`;
  return { errors: [{ ...first, message }] };
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
