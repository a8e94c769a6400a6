import { CloseCode, createClient, type Client } from 'graphql-ws';

/** A socket that is silent for this long is asked whether it still lives, and given this long to say so. */
const ASK_AFTER_MS = 10_000;
const ANSWER_WITHIN_MS = 5_000;
const LONGEST_WAIT_MS = 5_000;

/**
 * One WebSocket, opened when something is followed and opened again, however often, when it drops.
 * @param endpoint the GraphQL endpoint, http: or https:
 * @param payload what introduces the client: `{ authorization: 'Bearer …' }`
 */
export function openSocket(endpoint: URL, payload: Record<string, string>): Client {
  const url = new URL(endpoint);
  url.protocol = url.protocol.replace('http', 'ws');
  let patience: ReturnType<typeof setTimeout> | undefined;
  const socket = createClient({
    url: url.href,
    connectionParams: payload,
    connectionAckWaitTimeout: ANSWER_WITHIN_MS,
    keepAlive: ASK_AFTER_MS,
    retryAttempts: Infinity,
    retryWait: (tries) => delay(waitBefore(tries)),
    // Left alone, graphql-ws gives up on a gateway that cannot be reached: a browser tells of that
    // by an event that is no CloseEvent.
    shouldRetry: (problem) => !isForbidden(problem),
    on: {
      // A cable that was pulled closes nothing: whoever does not answer is hung up on.
      ping: (received) => {
        if (!received) patience = setTimeout(() => socket.terminate(), ANSWER_WITHIN_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(patience);
      },
      closed: () => clearTimeout(patience),
    },
  });
  return socket;
}

/** Resolves after so many milliseconds. */
export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Longer each time and never the same, so that a gateway's clients do not all return at once. */
function waitBefore(tries: number): number {
  return Math.min(LONGEST_WAIT_MS, 250 * 2 ** tries) * (0.5 + Math.random() / 2);
}

function isForbidden(problem: unknown): boolean {
  return problem instanceof CloseEvent && problem.code === CloseCode.Forbidden;
}
