import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink } from '@apollo/client';
import { RetryLink } from '@apollo/client/link/retry';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient as createSocket } from 'graphql-ws';
import { map } from 'rxjs';
import { createCache } from './cache.js';

/** Queries and mutations by HTTP, subscriptions by one WebSocket. */
export function createClient(url: string, token: () => string): ApolloClient {
  const authorization = (): string => `Bearer ${token()}`;
  const http = new HttpLink({ uri: url, fetch: (to, init) => fetch(to, withToken(init)) });
  const withToken = (init: RequestInit = {}): RequestInit => {
    const headers = new Headers(init.headers);
    headers.set('authorization', authorization());
    return { ...init, headers };
  };
  const socket = new GraphQLWsLink(
    createSocket({
      url: url.replace(/^http/, 'ws'),
      connectionParams: () => ({ authorization: authorization() }),
      retryAttempts: Infinity,
      shouldRetry: () => true,
    }),
  );
  return new ApolloClient({
    cache: createCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === 'subscription',
      socket,
      ApolloLink.from([retryTransient(), http]),
    ),
  });
}

/** Sends again what the gateway says a retry helps with: the same variables, so also the same idempotencyKey. */
function retryTransient(): ApolloLink {
  const retry = new RetryLink({
    attempts: { max: 5, retryIf: (error) => waitMs(error) !== undefined },
    delay: (attempt, _operation, error) => (waitMs(error) ?? 0) * 2 ** (attempt - 1) * jitter(),
  });
  // OVERLOADED and the like are GraphQL results, and RetryLink looks at errors alone.
  const asError = new ApolloLink((operation, forward) =>
    forward(operation).pipe(
      map((result) => {
        const error = result.errors && new CombinedGraphQLErrors(result);
        if (waitMs(error) !== undefined) throw error;
        return result;
      }),
    ),
  );
  return ApolloLink.from([retry, asError]);
}

/** Milliseconds after which a retry helps; undefined if none does. */
function waitMs(error: unknown): number | undefined {
  if (!CombinedGraphQLErrors.is(error)) return undefined;
  return error.errors.map(({ extensions }) => extensions?.['retryAfterMs'] as number).find(Boolean);
}

const jitter = (): number => 0.5 + Math.random();
