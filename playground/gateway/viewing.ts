import { createAsk } from './ask.js';
import { type Facts, loadFacts } from './facts.js';

/** The token of the page, and what its viewer sees. */
export interface View {
  /** '' if there is none. */
  readonly token: string;
  /** Undefined until they have been read. */
  readonly facts?: Facts;
  /** Why they could not be read, in words for the user. */
  readonly problem?: string;
}

/** A user who types a token has stopped. Milliseconds. */
const PAUSE_MS = 250;

/**
 * Holds the token and reads what its viewer sees. The token exists only here: storage would keep it for the next user of
 * this machine.
 */
export class Viewing {
  #view: View = { token: '' };
  #pause: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly endpoint: URL) {}

  readonly get = (): View => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes another token. What the viewer of the last one saw is forgotten at once. */
  setToken(token: string): void {
    this.#show({ token });
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.reload(), PAUSE_MS);
  }

  /** Reads again what the viewer sees. Never rejects: the view holds the problem. */
  async reload(): Promise<void> {
    const { token } = this.#view;
    if (token === '') return;
    const read = await loadFacts(createAsk(this.endpoint, token)).then(
      (facts) => ({ facts }),
      (error: unknown) => ({ problem: (error as Error).message }),
    );
    if (this.#view.token === token) this.#show({ token, ...read });
  }

  #show(view: View): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}
