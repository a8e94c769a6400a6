import type { Client } from 'graphql-ws';
import {
  asOnebookError,
  errorOf,
  isPassing,
  NO_ANSWER,
  OnebookError,
  type Problem,
} from '../http/errors.js';
import { backoffMs, wait } from '../http/wait.js';
import type { Observer } from '../operation.js';
import { codeOf, FORBIDDEN } from './socket.js';

/** A subscription as text. */
export interface Subscription {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

type Data = Readonly<Record<string, unknown>>;

/**
 * Follows a subscription through lost connections and restarts of the gateway.
 * @returns a function that ends it; the observer gets no event after that
 */
export function follow(
  open: () => Promise<Client>,
  subscription: Subscription,
  to: Observer<Data>,
): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const isEnded = (): boolean => signal.aborted;
  let unlisten: (() => void) | undefined;
  signal.addEventListener('abort', () => unlisten?.());
  const attempt = async (onData: (data: Data) => void): Promise<OnebookError | undefined> => {
    try {
      const socket = await open();
      if (isEnded()) return undefined;
      unlisten ??= socket.on('closed', () => to.lost?.());
      return await once(socket, subscription, signal, onData);
    } catch (error) {
      // The code of the socket could not be loaded.
      return asOnebookError(error);
    }
  };
  const run = async (): Promise<void> => {
    for (let tries = 0; !isEnded(); tries += 1) {
      const error = await attempt((data) => {
        tries = 0;
        to.next(data);
      });
      if (isEnded()) return;
      if (error && !isPassing(error)) {
        ending.abort();
        return to.error?.(error);
      }
      // The gateway is not ready, or ends the subscription because it is being replaced.
      to.lost?.(error);
      await wait(backoffMs(tries, error?.retryAfterMs), signal);
    }
  };
  void run();
  return () => ending.abort();
}

/** Resolves when the subscription has ended: to its error; to undefined if the gateway completed it. */
function once(
  socket: Client,
  subscription: Subscription,
  signal: AbortSignal,
  onData: (data: Data) => void,
): Promise<OnebookError | undefined> {
  return new Promise((resolve) => {
    let error: OnebookError | undefined;
    const end = socket.subscribe<Data>(subscription, {
      next: ({ data, errors }) => {
        if (signal.aborted) return;
        const first = errors?.[0];
        if (first) error = errorOf(first, 200);
        else if (data) onData(data);
      },
      error: (failure) => done(errorOfSocket(failure)),
      complete: () => done(error),
    });
    const done = (result: OnebookError | undefined): void => {
      signal.removeEventListener('abort', end);
      resolve(result);
    };
    signal.addEventListener('abort', end);
  });
}

/** The error of a subscription that has ended: a list of GraphQL errors, or the close of a socket that is not opened again. */
function errorOfSocket(failure: unknown): OnebookError {
  if (Array.isArray(failure)) return errorOf(failure[0] as Problem, 400);
  if (failure instanceof OnebookError) return failure;
  const closed = codeOf(failure);
  const reason = (failure as { reason?: unknown } | undefined)?.reason;
  const said = typeof reason === 'string' && reason !== '' ? `: ${reason}` : '';
  const message = `The gateway closed the socket with ${String(closed ?? 'an error')}${said}.`;
  return new OnebookError(message, {
    code: codeOfClose(closed),
    executed: 'no',
    cause: failure,
  });
}

/** Codes of the protocol name mistakes. Other ones come from proxies and gateways that restart. */
function codeOfClose(closed: number | undefined): string {
  if (closed === FORBIDDEN) return 'UNAUTHENTICATED';
  return closed !== undefined && closed >= 4400 ? 'SOCKET_CLOSED' : NO_ANSWER;
}
