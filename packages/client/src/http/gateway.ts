import type { Intent } from '../intents/intent.js';
import type { RequestOptions } from '../operation.js';
import { asOnebookError, errorOf, isPassing, OnebookError } from './errors.js';
import { type Answer, type Body, post } from './post.js';
import type { Tokens } from './token.js';
import { backoffMs, wait } from './wait.js';

export interface GatewayOptions {
  readonly url: string;
  readonly tokens: Tokens;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  readonly patienceMs: number;
}

type Data = Readonly<Record<string, unknown>>;

/** The gateway over HTTP, as the caller of the tokens. */
export class Gateway {
  /** Whether the client takes no more queries. */
  isClosed = false;

  constructor(private readonly options: GatewayOptions) {}

  /**
   * The data of a query, sent again for `patienceMs` as long as the gateway is overloaded or out of reach.
   * @throws OnebookError
   */
  async query(body: Body, options: RequestOptions = {}): Promise<Data> {
    if (this.isClosed)
      throw new OnebookError('The client is closed.', { code: 'CLOSED', executed: 'no' });
    const givesUpAt = Date.now() + this.options.patienceMs;
    for (let attempt = 0; ; attempt += 1) {
      const error = await this.#attempt(body, options);
      if (!(error instanceof OnebookError)) return error;
      const pauseMs = backoffMs(attempt, error.retryAfterMs);
      if (!isPassing(error) || Date.now() + pauseMs >= givesUpAt) throw error;
      await wait(pauseMs, options.signal);
    }
  }

  /** The data of a request that is sent once. @throws OnebookError */
  async request(body: Body, options: RequestOptions = {}): Promise<Data> {
    const answer = await this.#attempt(body, options);
    if (answer instanceof OnebookError) throw answer;
    return answer;
  }

  /**
   * Sends an intent once, with its key.
   * @returns the data, with its payload or refusal
   * @throws OnebookError
   */
  async mutate(query: string, { input, key }: Intent, signal: AbortSignal): Promise<Data> {
    const body = { query, variables: { input: { ...input, idempotencyKey: key } } };
    const { data, error } = await this.#send(body, { signal });
    // Errors below the payload do not change the outcome.
    if (data && Object.values(data)[0]) return data;
    throw error ?? errorOf(undefined, 200);
  }

  async #attempt(body: Body, options: RequestOptions): Promise<Data | OnebookError> {
    try {
      const { data, error } = await this.#send(body, options);
      return error ?? data ?? errorOf(undefined, 200);
    } catch (thrown) {
      return asOnebookError(thrown);
    }
  }

  /** Sends a request, and once more with a new token if the gateway refuses the first. */
  async #send(body: Body, options: RequestOptions): Promise<Answer> {
    const { tokens } = this.options;
    const token = await tokens.get();
    const answer = await this.#post(body, token, options);
    if (answer.error?.code !== 'UNAUTHENTICATED' || !tokens.canRenew) return answer;
    const renewed = await tokens.get(token);
    return renewed === token ? answer : this.#post(body, renewed, options);
  }

  #post(body: Body, token: string, { signal, timeoutMs }: RequestOptions): Promise<Answer> {
    const { fetch, url } = this.options;
    return post(body, {
      fetch,
      url,
      token,
      signal,
      timeoutMs: timeoutMs ?? this.options.timeoutMs,
    });
  }
}
