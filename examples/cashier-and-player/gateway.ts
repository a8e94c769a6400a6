import type { Client } from 'graphql-ws';
import type { TypedDocumentString } from './generated/graphql.js';
import { asGatewayError, GatewayError, type GraphQLProblem } from './gateway-error.js';
import { delay, openSocket } from './socket.js';

/** Who is told of what a subscription brings. */
export interface Follower<T> {
  /** A push. */
  told(data: T): void;
  /** Nothing is heard at present; it is asked for again by itself, and goes on with `told`. */
  lost(): void;
  /** It is over for good. */
  ended(error: GatewayError): void;
}

/** The gateway is there and cannot serve this yet: worth asking again. */
const PASSING = new Set(['UNAVAILABLE', 'OVERLOADED']);
const PAUSE_MS = 1_000;

/** The gateway as one person sees it: one token, requests over HTTP and one WebSocket. */
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
   * Sends a query or a mutation by POST and gives its data.
   * @throws GatewayError where the answer has errors, or none came
   */
  async ask<T, V>(document: TypedDocumentString<T, V>, variables: V): Promise<T> {
    const body = JSON.stringify({ query: document, variables });
    const { data, errors } = await this.#post<T>(body);
    if (errors) throw asGatewayError(errors);
    if (data == null) throw new GatewayError('The gateway answered without data.');
    return data;
  }

  async #post<T>(body: string): Promise<{ data?: T | null; errors?: GraphQLProblem[] }> {
    const headers = { 'content-type': 'application/json', ...this.#headers };
    try {
      const response = await fetch(this.endpoint, { method: 'POST', headers, body });
      return (await response.json()) as { data?: T | null; errors?: GraphQLProblem[] };
    } catch (cause) {
      // Never sent, or sent and its answer lost: from here these look the same.
      throw new GatewayError('No answer came from the gateway.', undefined, { cause });
    }
  }

  /**
   * Follows a subscription over the WebSocket, through lost connections and restarts of the gateway.
   * @returns a function that stops it; nobody is told anything after that
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
      const error = await this.#followOnce<T>(stop, request, (data) => follower.told(data));
      if (stop.aborted) return;
      if (error && !PASSING.has(error.code ?? '')) return follower.ended(error);
      // It was not ready yet, or said goodbye in good order, as one that is being replaced does.
      follower.lost();
      await delay(PAUSE_MS);
    }
  }

  /** Resolves when the subscription is over: to why, or to nothing where the gateway completed it. */
  async #followOnce<T>(
    stop: AbortSignal,
    request: { query: string; variables: Record<string, unknown> },
    told: (data: T) => void,
  ): Promise<GatewayError | undefined> {
    const pushes = this.#socket.iterate<T>(request);
    const leave = () => void pushes.return?.();
    stop.addEventListener('abort', leave);
    try {
      for await (const { data, errors } of pushes) {
        if (stop.aborted) return undefined;
        if (errors) return asGatewayError(errors);
        if (data) told(data);
      }
      return undefined;
    } catch (problem) {
      return asGatewayError(problem);
    } finally {
      stop.removeEventListener('abort', leave);
    }
  }
}
