import type { Client } from 'graphql-ws';
import { OnebookError } from '../http/errors.js';
import type { Observer } from '../operation.js';
import { follow } from './follow.js';
import { openSocket, type SocketOptions, webSocketHere } from './socket.js';

type Data = Readonly<Record<string, unknown>>;

/** The subscriptions of a client, over one socket. */
export class Live {
  #socket: Promise<Client> | undefined;
  #isClosed = false;
  readonly #ends = new Set<() => void>();

  /** @param onError receives what observers throw, which must not end the subscriptions of others */
  constructor(
    private readonly options: SocketOptions,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Follows a subscription. @returns a function that ends it */
  follow(
    query: string,
    variables: unknown,
    observer: Pick<Observer<never>, 'lost' | 'error'>,
    next: (data: Data) => void,
  ): () => void {
    if (this.#isClosed)
      throw new OnebookError('The client is closed.', { code: 'CLOSED', executed: 'no' });
    const webSocket = this.options.webSocket ?? webSocketHere();
    const subscription = { query, variables: (variables ?? {}) as Record<string, unknown> };
    const end = follow(() => this.#open(webSocket), subscription, {
      next: this.#guarded(next),
      lost: this.#guarded((reason) => observer.lost?.(reason)),
      error: this.#guarded((error) => {
        this.#ends.delete(end);
        observer.error?.(error);
      }),
    });
    this.#ends.add(end);
    return () => {
      this.#ends.delete(end);
      end();
    };
  }

  /** Ends all subscriptions. */
  close(): void {
    this.#isClosed = true;
    for (const end of this.#ends) end();
    // It waits for a socket that is being opened. One that cannot be opened needs no close.
    this.#socket?.then((socket) => socket.dispose()).catch(() => undefined);
  }

  #open(webSocket: unknown): Promise<Client> {
    if (this.#socket) return this.#socket;
    const socket = openSocket({ ...this.options, webSocket });
    socket.catch(() => (this.#socket = undefined));
    return (this.#socket = socket);
  }

  #guarded<Value>(call: (value: Value) => void): (value: Value) => void {
    return (value) => {
      try {
        call(value);
      } catch (error) {
        this.onError(error);
      }
    };
  }
}
