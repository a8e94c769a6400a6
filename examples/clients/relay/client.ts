import { createClient as createSocket } from 'graphql-ws';
import {
  Environment,
  Network,
  Observable,
  RecordSource,
  type GraphQLResponse,
  type RequestParameters,
  type Variables,
} from 'relay-runtime';
import { BalancesOnlyGrow } from './store.js';

/** Queries and mutations by HTTP, subscriptions by one WebSocket. */
export function createEnvironment(url: string, token: () => string): Environment {
  const authorization = (): string => `Bearer ${token()}`;
  const send = async (
    { text, name }: RequestParameters,
    variables: Variables,
  ): Promise<GraphQLResponse> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: authorization() },
      body: JSON.stringify({ query: text, operationName: name, variables }),
    });
    return (await response.json()) as GraphQLResponse;
  };
  const socket = createSocket({
    url: url.replace(/^http/, 'ws'),
    connectionParams: () => ({ authorization: authorization() }),
    retryAttempts: Infinity,
    shouldRetry: () => true,
  });
  return new Environment({
    store: new BalancesOnlyGrow(new RecordSource()),
    network: Network.create(
      (operation, variables) => retryTransient(() => send(operation, variables)),
      (operation, variables) =>
        Observable.create((sink) =>
          socket.subscribe(
            { query: operation.text ?? '', operationName: operation.name, variables },
            sink as Parameters<typeof socket.subscribe>[1],
          ),
        ),
    ),
  });
}

const MAX_ATTEMPTS = 5;

/** Sends again what the gateway says a retry helps with: the same variables, so also the same idempotencyKey. */
async function retryTransient(send: () => Promise<GraphQLResponse>): Promise<GraphQLResponse> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send();
    const waitMs = retryAfterMs(response);
    if (waitMs === undefined || attempt === MAX_ATTEMPTS) return response;
    const delayMs = waitMs * 2 ** (attempt - 1) * (0.5 + Math.random());
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}

function retryAfterMs(response: GraphQLResponse): number | undefined {
  const { errors = [] } = response as { errors?: { extensions?: { retryAfterMs?: number } }[] };
  return errors.map(({ extensions }) => extensions?.retryAfterMs).find(Boolean);
}
