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
      ApolloLink.from([retryOverloaded(), http]),
    ),
  });
}

/** Sends again what the gateway had no room for: the same variables, so also the same idempotencyKey. */
function retryOverloaded(): ApolloLink {
  const retry = new RetryLink({
    attempts: { max: 5, retryIf: isOverloaded },
    delay: { initial: 1_000, jitter: true },
  });
  // OVERLOADED is a GraphQL result, and RetryLink looks at errors alone.
  const asError = new ApolloLink((operation, forward) =>
    forward(operation).pipe(
      map((result) => {
        const error = result.errors && new CombinedGraphQLErrors(result);
        if (isOverloaded(error)) throw error;
        return result;
      }),
    ),
  );
  return ApolloLink.from([retry, asError]);
}

const isOverloaded = (error: unknown): boolean =>
  CombinedGraphQLErrors.is(error) &&
  error.errors.some(({ extensions }) => extensions?.['code'] === 'OVERLOADED');
