import { once } from 'node:events';
import type { FastifyBaseLogger } from 'fastify';
import { CloseCode, type Server as Protocol } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { errorFields } from '../logging.js';
import { requestError } from '../request-error.js';
import { type Session, ShutdownError } from './sessions.js';

/** How long a client may take to agree to a close, before it is cut off. Milliseconds. */
const CLOSE_MS = 2_000;
/** Bytes that may wait for a client to read them; past it, it is cut off. */
const MOST_UNREAD = 4 * 1024 * 1024;
/** Operations that one connection may have under way. */
const MOST_OPERATIONS = 1_000;
/** Characters of what they ask for, all together. */
const MOST_HELD = 2_000_000;
/** Characters of an operation's id. */
const MOST_ID = 128;
/** RFC 6455, 7.4.1: a server that goes down. Clients connect again. */
const GOING_AWAY = 1001;
/** RFC 6455, 5.5: a close frame has 125 bytes, two of them the code. */
const MOST_REASON = 123;

/** One WebSocket, and what is known of whoever is at its other end. */
export class Connection {
  session: Session | undefined;
  readonly #gone = new AbortController();
  /** How long what was asked for is, of each operation that is under way, by the client's ids. */
  readonly #operations = new Map<string, number>();
  #held = 0;
  /** Of those whose answers have not been sent: what to call when they have. */
  readonly #unsent = new Map<string, () => void>();
  #answered = true;

  /** @param pingMs a client that has not answered a ping after this long is cut off */
  constructor(
    private readonly socket: WebSocket,
    readonly id: string,
    private readonly log: FastifyBaseLogger,
    private readonly pingMs: number,
  ) {}

  /** Carries the protocol's messages until the socket closes. */
  speak(protocol: Protocol<Connection>): void {
    const { socket } = this;
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => this.#send(text),
        close: (code = CloseCode.InternalServerError, reason = '') => this.close(code, reason),
        onMessage: (take) =>
          socket.on('message', (data) => {
            // Whoever is being closed may say what they like.
            if (socket.readyState !== socket.OPEN) return;
            // eslint-disable-next-line @typescript-eslint/no-base-to-string -- a Buffer, as `ws` gives by default
            take(String(data)).catch((error: unknown) => this.#fail(error));
          }),
      },
      this,
    );
    const ping = setInterval(() => this.#ping(), this.pingMs);
    socket.on('pong', () => (this.#answered = true));
    // Such as a frame that is no frame: `ws` closes the socket by itself.
    socket.on('error', (error) =>
      this.log.debug({ error: errorFields(error) }, 'a WebSocket broke'),
    );
    socket.once('close', (code, reason) => {
      clearInterval(ping);
      this.#gone.abort();
      for (const id of [...this.#unsent.keys()]) this.sent(id);
      closed(code, String(reason)).catch((error: unknown) => this.#fail(error));
    });
  }

  /** From now on it is theirs, as long as they may stay. */
  belongsTo(session: Session): void {
    this.session = session;
    session.ended.addEventListener('abort', () => {
      const reason = session.ended.reason as Error;
      this.close(
        reason instanceof ShutdownError ? GOING_AWAY : CloseCode.Forbidden,
        reason.message,
      );
    });
  }

  /** Aborted when the socket has closed. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /**
   * Notes that an operation is under way. Its id is not free before it has ended, not even where the client
   * has completed it: the library could not tell the next one from it.
   * @param length characters of what was asked for: it is kept as long as the operation lasts
   * @throws GraphQLError where there are too many, too much is kept, or there is one of that id
   */
  begin(id: string, length: number): void {
    if (id.length > MOST_ID || this.#operations.has(id)) {
      this.close(
        CloseCode.SubscriberAlreadyExists,
        'An id is used once, and has at most 128 characters',
      );
      throw requestError('BAD_REQUEST', 'The connection is being closed.');
    }
    if (this.#operations.size >= MOST_OPERATIONS)
      throw requestError(
        'OVERLOADED',
        `One connection carries ${MOST_OPERATIONS} operations at most. Open another one.`,
      );
    if (this.#held + length > MOST_HELD)
      throw requestError(
        'OVERLOADED',
        `One connection carries ${MOST_HELD} characters of documents and variables at most. Open another one.`,
      );
    this.#operations.set(id, length);
    this.#held += length;
  }

  /** Nothing more will come of it. */
  ended(id: string): void {
    this.#held -= this.#operations.get(id) ?? 0;
    this.#operations.delete(id);
  }

  /** Resolves when the operation's answer has been sent, or nobody is there to take it. */
  untilSent(id: string): Promise<void> {
    return new Promise((resolve) => this.#unsent.set(id, resolve));
  }

  sent(id: string): void {
    this.#unsent.get(id)?.();
    this.#unsent.delete(id);
  }

  /** What was to be answered once has been. */
  answered(id: string): void {
    if (!this.#unsent.has(id)) return;
    this.sent(id);
    this.ended(id);
  }

  /** Closes, politely at first. Again does nothing. */
  close(code: number, reason: string): void {
    const { socket } = this;
    if (socket.readyState !== socket.OPEN) return;
    socket.close(code, clip(reason));
    const cutOff = setTimeout(() => socket.terminate(), CLOSE_MS);
    socket.once('close', () => clearTimeout(cutOff));
  }

  /** Sends the client to another gateway. Resolves when the socket is closed. */
  async goAway(): Promise<void> {
    if (this.socket.readyState === this.socket.CLOSED) return;
    const closed = once(this.socket, 'close');
    this.close(GOING_AWAY, new ShutdownError().message);
    await closed;
  }

  /** Resolves when the operating system has taken it: until then its sender makes nothing new. */
  #send(text: string): Promise<void> {
    const { socket } = this;
    if (socket.bufferedAmount > MOST_UNREAD) socket.terminate();
    if (socket.readyState !== socket.OPEN) return Promise.resolve();
    return new Promise((resolve) => {
      // One that broke is told of by its `close`; whoever sent has no other way to take.
      socket.send(text, () => resolve());
    });
  }

  #ping(): void {
    if (!this.#answered) {
      this.log.debug({ connection: this.id }, 'a WebSocket does not answer and is cut off');
      this.socket.terminate();
      return;
    }
    this.#answered = false;
    this.socket.ping();
  }

  #fail(error: unknown): void {
    // A message that nests deeper than the stack: valid JSON, and nobody's honest wish.
    if (error instanceof RangeError)
      return this.close(CloseCode.BadRequest, 'Invalid message received');
    this.log.error({ error: errorFields(error), connection: this.id }, 'a message failed');
    this.close(CloseCode.InternalServerError, 'Internal server error');
  }
}

function clip(reason: string): string {
  return Buffer.from(reason)
    .subarray(0, MOST_REASON)
    .toString()
    .replace(/\uFFFD$/, '');
}
