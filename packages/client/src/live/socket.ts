import type { Client } from 'graphql-ws';
import { backoffMs, wait } from '../http/wait.js';
import type { Tokens } from '../http/token.js';
import { OnebookError } from '../http/errors.js';

/** A ping follows after this time of silence. */
const KEEP_ALIVE_MS = 10_000;
/** The gateway must answer a ping or `connection_init` within this time. */
const ANSWER_TIMEOUT_MS = 5_000;

export interface SocketOptions {
  /** The GraphQL endpoint, http: or https:. */
  readonly url: string;
  readonly tokens: Tokens;
  readonly webSocket: unknown;
}

/** The gateway refuses the token. */
export const FORBIDDEN = 4403;

/**
 * A client with one WebSocket, which opens with the first subscription and again whenever it drops. graphql-ws is loaded only
 * now, because many pages never subscribe.
 */
export async function openSocket({ url, tokens, webSocket }: SocketOptions): Promise<Client> {
  const { createClient } = await import('graphql-ws');
  let refused: string | undefined;
  let sent = '';
  let isHopeless = false;
  let pongTimer: ReturnType<typeof setTimeout> | undefined;
  const socket = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: webSocket,
    connectionParams: async () => {
      sent = await tokens.get(refused);
      return { authorization: `Bearer ${sent}` };
    },
    connectionAckWaitTimeout: ANSWER_TIMEOUT_MS,
    keepAlive: KEEP_ALIVE_MS,
    retryAttempts: Infinity,
    retryWait: (tries) => wait(backoffMs(tries)),
    // By default graphql-ws gives up if the gateway cannot be reached. It asks once for each subscription.
    shouldRetry: () => !isHopeless,
    on: {
      connected: () => {
        refused = undefined;
        isHopeless = false;
      },
      // A pulled cable closes no socket, so a gateway that does not answer a ping is disconnected.
      ping: (received) => {
        if (!received) pongTimer = setTimeout(() => socket.terminate(), ANSWER_TIMEOUT_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(pongTimer);
      },
      closed: (event) => {
        clearTimeout(pongTimer);
        if (codeOf(event) !== FORBIDDEN) return;
        // A token that came after a refusal and is refused as well, or the only one there is.
        isHopeless = !tokens.canRenew || refused !== undefined;
        refused = sent;
      },
    },
  });
  return socket;
}

/** The global WebSocket. @throws OnebookError NO_WEBSOCKET */
export function webSocketHere(): unknown {
  const { WebSocket } = globalThis as { WebSocket?: unknown };
  if (WebSocket) return WebSocket;
  throw new OnebookError(
    'There is no WebSocket here, as in Node before 22. Install "ws" and pass `webSocket: WebSocket` of it.',
    { code: 'NO_WEBSOCKET', executed: 'no' },
  );
}

/** The code of a close event; undefined for other failures. */
export function codeOf(event: unknown): number | undefined {
  const code = (event as { code?: unknown } | undefined)?.code;
  return typeof code === 'number' ? code : undefined;
}
