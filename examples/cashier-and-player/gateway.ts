import type { Client } from 'graphql-ws';
import type { TypedDocumentString } from './generated/graphql.js';
import { asGatewayError, GatewayError, type GraphQLProblem } from './gateway-error.js';
import { delay, openSocket } from './socket.js';

/** Receives the events of a subscription. */
export interface Follower<T> {
  /** A push arrived. */
  pushed(data: T): void;
  /** The connection is lost. The gateway client subscribes again by itself, then calls `pushed`. */
  lost(): void;
  /** The subscription has ended for good. */
  ended(error: GatewayError): void;
}

/** Codes of errors that pass, so a retry makes sense. */
const TRANSIENT_CODES = new Set(['UNAVAILABLE', 'OVERLOADED']);
const RETRY_DELAY_MS = 1_000;

/** A client of the gateway for one person: one token, requests over HTTP, and one WebSocket. */
export class Gateway {
  readonly #headers: Record<string, string>;
  readonly #socket: Client;

  /** @param endpoint the GraphQL endpoint, http: or https: */
  constructor(
    private readonly endpoint: URL,
    token: string,
  ) {
    this.#headers = { authorization: `Bearer ${token}` };
    this.#socket = openSocket(endpoint, this.#headers);
  }

  /**
   * Sends a query or a mutation by POST and returns its data.
   * @throws GatewayError if the response has errors, or if no response arrives
   */
  async ask<T, V>(document: TypedDocumentString<T, V>, variables: V): Promise<T> {
    const body = JSON.stringify({ query: document, variables });
    const { data, errors } = await this.#post<T>(body);
    if (errors) throw asGatewayError(errors);
    if (data == null) throw new GatewayError('The gateway returned no data.');
    return data;
  }

  async #post<T>(body: string): Promise<{ data?: T | null; errors?: GraphQLProblem[] }> {
    const headers = { 'content-type': 'application/json', ...this.#headers };
    try {
      const response = await fetch(this.endpoint, { method: 'POST', headers, body });
      return (await response.json()) as { data?: T | null; errors?: GraphQLProblem[] };
    } catch (cause) {
      // The request may have been lost, or only its response: the client cannot tell.
      throw new GatewayError('The gateway did not answer.', undefined, { cause });
    }
  }

  /**
   * Follows a subscription over the WebSocket, through lost connections and restarts of the gateway.
   * @returns a function that stops it; the follower gets no events after that
   */
  follow<T, V extends Record<string, unknown>>(
    document: TypedDocumentString<T, V>,
    variables: V,
    follower: Follower<T>,
  ): () => void {
    const stop = new AbortController();
    const unlisten = this.#socket.on('closed', () => follower.lost());
    stop.signal.addEventListener('abort', unlisten);
    void this.#followUntil(stop.signal, { query: document.toString(), variables }, follower);
    return () => stop.abort();
  }

  async #followUntil<T>(
    stop: AbortSignal,
    request: { query: string; variables: Record<string, unknown> },
    follower: Follower<T>,
  ): Promise<void> {
    while (!stop.aborted) {
      const error = await this.#followOnce<T>(stop, request, (data) => follower.pushed(data));
      if (stop.aborted) return;
      if (error && !TRANSIENT_CODES.has(error.code ?? '')) return follower.ended(error);
      // The gateway was not ready yet, or completed the subscription because it is being replaced.
      follower.lost();
      await delay(RETRY_DELAY_MS);
    }
  }

  /** Resolves when the subscription has ended: to its error, or to undefined if the gateway completed it. */
  async #followOnce<T>(
    stop: AbortSignal,
    request: { query: string; variables: Record<string, unknown> },
    onPush: (data: T) => void,
  ): Promise<GatewayError | undefined> {
    const pushes = this.#socket.iterate<T>(request);
    const leave = () => void pushes.return?.();
    stop.addEventListener('abort', leave);
    try {
      for await (const { data, errors } of pushes) {
        if (stop.aborted) return undefined;
        if (errors) return asGatewayError(errors);
        if (data) onPush(data);
      }
      return undefined;
    } catch (problem) {
      return asGatewayError(problem);
    } finally {
      stop.removeEventListener('abort', leave);
    }
  }
}
