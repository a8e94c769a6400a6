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
      (operation, variables) => retryOverloaded(() => send(operation, variables)),
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
const FIRST_DELAY_MS = 1_000;

/** Sends again what the gateway had no room for: the same variables, so also the same idempotencyKey. */
async function retryOverloaded(send: () => Promise<GraphQLResponse>): Promise<GraphQLResponse> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send();
    if (attempt === MAX_ATTEMPTS || !isOverloaded(response)) return response;
    const delayMs = FIRST_DELAY_MS * 2 ** (attempt - 1) * (0.5 + Math.random());
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}

function isOverloaded(response: GraphQLResponse): boolean {
  const { errors = [] } = response as { errors?: { extensions?: { code?: string } }[] };
  return errors.some(({ extensions }) => extensions?.code === 'OVERLOADED');
}
