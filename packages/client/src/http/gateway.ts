import type { Intent } from '../intents/intent.js';
import type { RequestOptions } from '../operation.js';
import { asOnebookError, errorOf, isPassing, OnebookError } from './errors.js';
import { type Answer, type Body, post } from './post.js';
import { callerOf, type TokenSource, tokenOf } from './token.js';
import { backoffMs, wait } from './wait.js';

export interface GatewayOptions {
  readonly url: string;
  readonly token: TokenSource;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  readonly patienceMs: number;
  /** Called before the first request of another caller. */
  readonly onCallerChanged: () => void;
}

type Data = Readonly<Record<string, unknown>>;

/** The gateway over HTTP, as the caller of the token. */
export class Gateway {
  #lastCaller: string | undefined;

  constructor(private readonly options: GatewayOptions) {}

  /** Whose intents are sent now: the URL and the `sub` of the token. @throws OnebookError */
  async caller(): Promise<string> {
    return this.#callerOf(await this.#token());
  }

  /**
   * The data of a query, sent again for `patienceMs` as long as the gateway is overloaded or out of reach.
   * @throws OnebookError
   */
  async query(body: Body, options: RequestOptions = {}): Promise<Data> {
    const givesUpAt = Date.now() + this.options.patienceMs;
    for (let attempt = 0; ; attempt += 1) {
      const error = await this.#attempt(body, options);
      if (!(error instanceof OnebookError)) return error;
      if (!isPassing(error) || Date.now() >= givesUpAt) throw error;
      await wait(backoffMs(attempt, error.retryAfterMs), options.signal);
    }
  }

  /** The data of a request that is sent once. @throws OnebookError */
  async request(body: Body, options: RequestOptions = {}): Promise<Data> {
    const answer = await this.#attempt(body, options);
    if (answer instanceof OnebookError) throw answer;
    return answer;
  }

  /**
   * Sends an intent once, with its key. Only a token of its caller is used.
   * @returns the data, with its payload or refusal
   * @throws OnebookError
   */
  async mutate(query: string, { input, key, caller }: Intent, signal: AbortSignal): Promise<Data> {
    const body = { query, variables: { input: { ...input, idempotencyKey: key } } };
    const { data, error } = await this.#send(body, { signal }, caller);
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
  async #send(body: Body, options: RequestOptions, caller?: string): Promise<Answer> {
    const token = await this.#token();
    const answer = await this.#post(body, token, options, caller);
    const isRefused = answer.error?.code === 'UNAUTHENTICATED';
    if (!isRefused || typeof this.options.token === 'string') return answer;
    const renewed = await this.#token(token);
    return renewed === token ? answer : this.#post(body, renewed, options, caller);
  }

  #post(body: Body, token: string, { signal, timeoutMs }: RequestOptions, caller?: string) {
    const isOther = this.#callerOf(token) !== caller && caller !== undefined;
    if (isOther)
      throw new OnebookError('Another caller has signed in. Only the first one may send this.', {
        code: 'OTHER_CALLER',
        executed: 'no',
      });
    const { fetch, url } = this.options;
    return post(body, {
      fetch,
      url,
      token,
      signal,
      timeoutMs: timeoutMs ?? this.options.timeoutMs,
    });
  }

  async #token(refused?: string): Promise<string> {
    try {
      return await tokenOf(this.options.token, refused);
    } catch (cause) {
      throw new OnebookError('The token function failed, so nothing was sent.', {
        code: 'TOKEN_UNAVAILABLE',
        executed: 'no',
        cause,
      });
    }
  }

  #callerOf(token: string): string {
    const caller = `${this.options.url} ${callerOf(token)}`;
    if (this.#lastCaller !== undefined && this.#lastCaller !== caller)
      this.options.onCallerChanged();
    this.#lastCaller = caller;
    return caller;
  }
}
