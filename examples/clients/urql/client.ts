import { cacheExchange } from '@urql/exchange-graphcache';
import { retryExchange } from '@urql/exchange-retry';
import { createClient as createSocket } from 'graphql-ws';
import { Client, fetchExchange, subscriptionExchange, type CombinedError } from 'urql';
import { balancesOnlyGrow } from './cache.js';

/** Queries by GET and mutations by POST, as urql does by itself; subscriptions by one WebSocket. */
export function createClient(url: string, token: () => string): Client {
  const authorization = (): string => `Bearer ${token()}`;
  const socket = createSocket({
    url: url.replace(/^http/, 'ws'),
    connectionParams: () => ({ authorization: authorization() }),
    retryAttempts: Infinity,
    shouldRetry: () => true,
  });
  return new Client({
    url,
    fetchOptions: () => ({ headers: { authorization: authorization() } }),
    exchanges: [
      cacheExchange(balancesOnlyGrow()),
      // Sends again what the gateway says a retry helps with: the same variables, so also the same idempotencyKey.
      retryExchange({ initialDelayMs: 1_000, maxNumberAttempts: 5, retryIf: isTransient }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ query, variables: { ...variables } }, sink),
          }),
        }),
      }),
    ],
  });
}

/** Whether the gateway says that a retry helps. */
const isTransient = ({ graphQLErrors }: CombinedError): boolean =>
  graphQLErrors.some(({ extensions }) => 'retryAfterMs' in extensions);
