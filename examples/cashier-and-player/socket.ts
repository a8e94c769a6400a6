import { CloseCode, createClient, type Client } from 'graphql-ws';

/** A ping follows after this time of silence. */
const KEEP_ALIVE_MS = 10_000;
/** The gateway must answer a ping or `connection_init` within this time. */
const ANSWER_TIMEOUT_MS = 5_000;
const MAX_RETRY_DELAY_MS = 5_000;

/**
 * Creates a client with one WebSocket. It opens with the first subscription and reopens whenever it drops.
 * @param endpoint the GraphQL endpoint, http: or https:
 * @param payload payload of `connection_init`: `{ authorization: 'Bearer …' }`
 */
export function openSocket(endpoint: URL, payload: Record<string, string>): Client {
  const url = new URL(endpoint);
  url.protocol = url.protocol.replace('http', 'ws');
  let pongTimer: ReturnType<typeof setTimeout> | undefined;
  const socket = createClient({
    url: url.href,
    connectionParams: payload,
    connectionAckWaitTimeout: ANSWER_TIMEOUT_MS,
    keepAlive: KEEP_ALIVE_MS,
    retryAttempts: Infinity,
    retryWait: (tries) => delay(retryDelayMs(tries)),
    // By default graphql-ws gives up on an unreachable gateway, because the browser reports it with an
    // event that is not a CloseEvent.
    shouldRetry: (problem) => !isForbidden(problem),
    on: {
      // A pulled cable closes no socket, so a gateway that does not answer a ping is disconnected.
      ping: (received) => {
        if (!received) pongTimer = setTimeout(() => socket.terminate(), ANSWER_TIMEOUT_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(pongTimer);
      },
      closed: () => clearTimeout(pongTimer),
    },
  });
  return socket;
}

/** Resolves after the given time. */
export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Delay before a retry: grows with each try, and is random, so that clients do not all return at once. */
function retryDelayMs(tries: number): number {
  return Math.min(MAX_RETRY_DELAY_MS, 250 * 2 ** tries) * (0.5 + Math.random() / 2);
}

function isForbidden(problem: unknown): boolean {
  return problem instanceof CloseEvent && problem.code === CloseCode.Forbidden;
}
