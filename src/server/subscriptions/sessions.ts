import { setMaxListeners } from 'node:events';
import { type AuthenticatedViewer, UnauthenticatedError } from '../../auth/index.js';
import { FairShares, type Share, type ShareRefusal } from '../../domain/index.js';
import { requestError } from '../request-error.js';

/** A connected client, over a WebSocket or an event stream, for as long as its token is valid. */
export interface Session {
  readonly viewer: AuthenticatedViewer;
  /** Aborted when the session ends. The reason is an Error whose message the client may see. */
  readonly ended: AbortSignal;
  /** Ends the session if its token is no longer valid, without waiting for the next periodic check. */
  check(): void;
}

/** The client has disconnected. */
export class GoneError extends Error {
  override readonly name = 'GoneError';
}

/** The gateway shuts down: its clients reconnect to another one. */
export class ShutdownError extends Error {
  override readonly name = 'ShutdownError';
  constructor() {
    super('the gateway is shutting down');
  }
}

export interface SessionOptions {
  /** The largest number of sessions of a caller alone; an eighth more is kept for callers that have few. */
  readonly socketsMax: number;
  /** @throws UnauthenticatedError for a bad token, IdentityUnavailableError if it cannot be checked */
  authenticate(
    authorization: string | undefined,
  ): AuthenticatedViewer | Promise<AuthenticatedViewer>;
  isRevoked(viewer: AuthenticatedViewer): boolean;
  /** Receives the error of a check that failed. The session continues until a check succeeds. */
  onError(error: unknown): void;
}

/** WebSockets and event streams of a caller alone, if SOCKETS_MAX is not set. */
export const DEFAULT_SOCKETS_MAX = 20_000;

/** Interval of the checks whether tokens have expired or were revoked. Milliseconds. */
const CHECK_INTERVAL_MS = 1_000;
/** Each token is verified again once in this many checks, because its issuer may have withdrawn the key. */
const CHECKS_PER_VERIFICATION = 60;

/** The message for a client that may open no socket now. At most 123 bytes, the length of a close frame's reason. */
const TOO_MANY_SOCKETS: Readonly<Record<ShareRefusal, string>> = {
  full: 'The gateway is at its limit of sockets. Retry later.',
  share: 'You hold your share of the gateway’s sockets. Close one, or retry later.',
};

interface OpenSession {
  readonly authorization: string | undefined;
  readonly viewer: AuthenticatedViewer;
  readonly controller: AbortController;
  /** What it holds of the limit of sockets. */
  readonly share: Share;
  /** In which of `CHECKS_PER_VERIFICATION` checks it is verified, so that not all tokens are at once. */
  readonly slot: number;
}

/** The open sessions. A token that expires or is revoked ends its session within two seconds. */
export class Sessions {
  readonly #open = new Set<OpenSession>();
  #timer: NodeJS.Timeout | undefined;
  #checks = 0;
  #opened = 0;
  readonly #shares: FairShares;

  constructor(private readonly options: SessionOptions) {
    this.#shares = new FairShares(options.socketsMax);
  }

  get size(): number {
    return this.#open.size;
  }

  /**
   * Authenticates a client and opens its session.
   * @param gone aborted when the client disconnects, which ends the session
   * @throws UnauthenticatedError for a bad token, IdentityUnavailableError if it cannot be checked
   * @throws GraphQLError OVERLOADED if the limit of sockets is reached, or the caller's share of it
   */
  async open(authorization: string | undefined, gone: AbortSignal): Promise<Session> {
    const viewer = await this.options.authenticate(authorization);
    // A single request tolerates a token that has just expired, because clocks differ. A session does not.
    if (hasExpired(viewer)) throw new UnauthenticatedError('the token has expired');
    const share = this.#shares.take(viewer.id);
    if (typeof share === 'string') throw requestError('OVERLOADED', TOO_MANY_SOCKETS[share]);
    const controller = new AbortController();
    // Every subscription of a socket adds a listener, and Node warns at more than ten.
    setMaxListeners(0, controller.signal);
    const slot = this.#opened++ % CHECKS_PER_VERIFICATION;
    const open: OpenSession = { authorization, viewer, controller, share, slot };
    this.#open.add(open);
    this.#timer ??= setInterval(() => this.#checkAll(), CHECK_INTERVAL_MS);
    const release = (): void => this.#end(open, new GoneError('the client has disconnected'));
    if (gone.aborted) release();
    else gone.addEventListener('abort', release, { once: true });
    return { viewer, ended: controller.signal, check: () => this.#check(open) };
  }

  /** Ends all sessions. */
  endAll(reason: Error): void {
    for (const open of [...this.#open]) this.#end(open, reason);
  }

  #checkAll(): void {
    this.#checks += 1;
    for (const open of [...this.#open]) {
      this.#check(open);
      const { aborted } = open.controller.signal;
      if (!aborted && this.#checks % CHECKS_PER_VERIFICATION === open.slot) void this.#verify(open);
    }
  }

  #check(open: OpenSession): void {
    if (hasExpired(open.viewer)) this.#end(open, new Error('the token has expired'));
    else if (this.options.isRevoked(open.viewer))
      this.#end(open, new Error('the token was revoked'));
  }

  async #verify(open: OpenSession): Promise<void> {
    try {
      await this.options.authenticate(open.authorization);
    } catch (error) {
      if (error instanceof UnauthenticatedError) this.#end(open, error);
      else this.options.onError(error);
    }
  }

  /** Ends one session. Safe to call twice. */
  #end(open: OpenSession, reason: Error): void {
    this.#open.delete(open);
    open.share.release();
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
