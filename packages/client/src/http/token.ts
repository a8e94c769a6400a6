import { OnebookError } from './errors.js';
import { wait } from './wait.js';

/**
 * The token of the caller, or a function that returns it. The function is called before each request; after the gateway has
 * refused a token, it is called with that token, to get a new one. Every token has the same `sub`.
 */
export type TokenSource = string | ((refused?: string) => string | Promise<string>);

/** The tokens of one caller. */
export class Tokens {
  #caller: string | undefined;
  #renewal: { readonly refused: string; readonly token: Promise<string> } | undefined;

  /** @param timeoutMs for one call of the function, in milliseconds */
  constructor(
    private readonly source: TokenSource,
    private readonly timeoutMs: number,
  ) {}

  /** Whether there can be another token than the one that was refused. */
  get canRenew(): boolean {
    return typeof this.source === 'function';
  }

  /** The `sub` of the caller. @throws OnebookError */
  async caller(): Promise<string> {
    return callerOf(await this.get());
  }

  /**
   * A token of the caller.
   * @param refused one that the gateway has refused; requests that it refused at about the same time get the same new one
   * @throws OnebookError TOKEN_UNAVAILABLE, TOKEN_MALFORMED, or OTHER_CALLER if the function returns another caller's
   */
  async get(refused?: string): Promise<string> {
    const token = await this.#ask(refused);
    const caller = callerOf(token);
    this.#caller ??= caller;
    if (caller === this.#caller) return token;
    throw new OnebookError('Another caller has signed in. Make a new client for each caller.', {
      code: 'OTHER_CALLER',
      executed: 'no',
    });
  }

  #ask(refused?: string): Promise<string> {
    if (refused === undefined) return this.#call();
    if (this.#renewal?.refused !== refused) this.#renewal = { refused, token: this.#call(refused) };
    return this.#renewal.token;
  }

  async #call(refused?: string): Promise<string> {
    const { source, timeoutMs } = this;
    if (typeof source === 'string') return source.trim();
    const done = new AbortController();
    try {
      const late = wait(timeoutMs, done.signal).then(() => Promise.reject(new Error('too late')));
      late.catch(() => undefined);
      return (await Promise.race([source(refused), late])).trim();
    } catch (cause) {
      throw new OnebookError('The token function failed, so nothing was sent.', {
        code: 'TOKEN_UNAVAILABLE',
        executed: 'no',
        cause,
      });
    } finally {
      done.abort();
    }
  }
}

/** The `sub` of a token: keys and intents belong to it. @throws OnebookError TOKEN_MALFORMED */
function callerOf(token: string): string {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0));
    const { sub } = JSON.parse(new TextDecoder().decode(bytes)) as { sub?: unknown };
    if (typeof sub === 'string') return sub;
  } catch {
    // Reported below, without the token.
  }
  throw new OnebookError(
    'The token is not a JWT with a "sub". Pass one that the gateway accepts.',
    { code: 'TOKEN_MALFORMED', executed: 'no' },
  );
}
