import { setMaxListeners } from 'node:events';
import { UnauthenticatedError } from '../../auth/index.js';
import type { AuthenticatedViewer } from '../../auth/index.js';

/** Somebody who stays: a socket, or a stream of events, for as long as their token is good. */
export interface Session {
  readonly viewer: AuthenticatedViewer;
  /** Aborted when it may not go on; the reason is an Error whose message is the client's to know. */
  readonly ended: AbortSignal;
  /** Ends it where its token is good no more, without waiting for the next look. */
  check(): void;
}

/** Nobody is there any more. */
export class GoneError extends Error {
  override readonly name = 'GoneError';
}

/** Why all sessions end when the gateway does: their clients go on at another one. */
export class ShutdownError extends Error {
  override readonly name = 'ShutdownError';
  constructor() {
    super('the gateway is shutting down');
  }
}

export interface SessionOptions {
  /** @throws UnauthenticatedError, or IdentityUnavailableError where nothing is known of the token */
  authenticate(authorization: string | undefined): Promise<AuthenticatedViewer>;
  isRevoked(viewer: AuthenticatedViewer): boolean;
  /** Told of a check that could not be done; the session goes on until it can. */
  onError(error: unknown): void;
}

/** How often it is looked whether sessions may go on. Milliseconds. */
const LOOK_MS = 1_000;
/** In how many of those each token is verified anew: its issuer may have withdrawn the key. */
const VERIFY_EVERY = 60;

interface Open {
  readonly authorization: string | undefined;
  readonly viewer: AuthenticatedViewer;
  readonly controller: AbortController;
  /** Of `VERIFY_EVERY`, so that not all are verified at once. */
  readonly turn: number;
}

/**
 * Who is connected, each held against their token as long as they are: a token that expires or is revoked
 * ends its session within a second or two.
 */
export class Sessions {
  readonly #open = new Set<Open>();
  #timer: NodeJS.Timeout | undefined;
  #looks = 0;
  #opened = 0;

  constructor(private readonly options: SessionOptions) {}

  get size(): number {
    return this.#open.size;
  }

  /**
   * @param gone aborted when nobody is there any more: then it ends
   * @throws UnauthenticatedError, IdentityUnavailableError
   */
  async open(authorization: string | undefined, gone: AbortSignal): Promise<Session> {
    const viewer = await this.options.authenticate(authorization);
    // A clock that is a little behind is borne with for a request, and not for as long as one likes.
    if (hasExpired(viewer)) throw new UnauthenticatedError('the token has expired');
    const controller = new AbortController();
    // Every subscription of a socket waits for it, and Node warns of more than ten.
    setMaxListeners(0, controller.signal);
    const turn = this.#opened++ % VERIFY_EVERY;
    const open: Open = { authorization, viewer, controller, turn };
    this.#open.add(open);
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS);
    const release = (): void => this.#end(open, new GoneError('nobody is there any more'));
    if (gone.aborted) release();
    else gone.addEventListener('abort', release, { once: true });
    return { viewer, ended: controller.signal, check: () => this.#check(open) };
  }

  /** Ends them all. */
  endAll(reason: Error): void {
    for (const open of [...this.#open]) this.#end(open, reason);
  }

  #look(): void {
    this.#looks += 1;
    for (const open of [...this.#open]) {
      this.#check(open);
      const { aborted } = open.controller.signal;
      if (!aborted && this.#looks % VERIFY_EVERY === open.turn) void this.#verify(open);
    }
  }

  #check(open: Open): void {
    if (hasExpired(open.viewer)) this.#end(open, new Error('the token has expired'));
    else if (this.options.isRevoked(open.viewer))
      this.#end(open, new Error('the token was revoked'));
  }

  async #verify(open: Open): Promise<void> {
    try {
      await this.options.authenticate(open.authorization);
    } catch (error) {
      if (error instanceof UnauthenticatedError) this.#end(open, error);
      else this.options.onError(error);
    }
  }

  /** Again does nothing. */
  #end(open: Open, reason: Error): void {
    this.#open.delete(open);
    if (this.#open.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    open.controller.abort(reason);
  }
}

function hasExpired({ expiresAt }: AuthenticatedViewer): boolean {
  return expiresAt !== undefined && expiresAt.getTime() <= Date.now();
}
