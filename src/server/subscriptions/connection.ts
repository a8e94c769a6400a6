import { randomUUID } from 'node:crypto';
import { once, setMaxListeners } from 'node:events';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLError } from 'graphql';
import { CloseCode, MessageType, parseMessage, type Server as Protocol } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { codeIn, completeError } from '../error-codes.js';
import { errorFields, logOperation } from '../logging.js';
import type { Deliveries } from '../limits/deliveries.js';
import { nestsDeeper } from '../limits/json-nesting.js';
import { requestError } from '../request-error.js';
import { newScope } from '../request-scope.js';
import { refusalOfChangedMessage } from './changed-message.js';
import { type Session, ShutdownError } from './sessions.js';

/** How long a client may take to answer a close frame before it is cut off. Milliseconds. */
const CLOSE_TIMEOUT_MS = 2_000;
/** Bytes that a client may leave unread; past it, it is cut off. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;
/** Concurrent operations of one connection. */
const MAX_OPERATIONS = 1_000;
/** Characters of documents and variables of all these operations together. */
const MAX_HELD_CHARACTERS = 2_000_000;
/** Characters of an operation's id. */
const MAX_ID_LENGTH = 128;
/** RFC 6455, 7.4.1: the server shuts down. Clients reconnect. */
const GOING_AWAY = 1001;
/** RFC 6455, 5.5: a close frame has 125 bytes, of which two are the code. */
const MAX_REASON_BYTES = 123;
/** `ws` checks that a text message is UTF-8; in a binary one, wrong bytes would become U+FFFD. */
const BINARY = 'Binary message received. Send JSON as a text message';

/** The types of a client's messages. */
const CLIENT_MESSAGES: ReadonlySet<MessageType> = new Set([
  MessageType.ConnectionInit,
  MessageType.Ping,
  MessageType.Pong,
  MessageType.Subscribe,
  MessageType.Complete,
]);
/** Nesting depth of a message. Variables may nest far less deep, and get an error of their own. */
const MAX_NESTING = 1_000;
/** Bytes of a message from a client that has shown no token yet. A token has at most half as many. */
const MAX_BYTES_BEFORE_SESSION = 16 * 1024;

/** One WebSocket with its session and its operations. */
export class Connection {
  session: Session | undefined;
  /** Called when the client has shown a valid token. */
  onSession: () => void = () => undefined;
  readonly #gone = new AbortController();
  /** Length of the request of each running operation, by the client's id. Characters. */
  readonly #operations = new Map<string, number>();
  #heldCharacters = 0;
  /** Callbacks of operations whose response has not been sent, by the client's id. */
  readonly #unsent = new Map<string, () => void>();
  #ponged = true;

  /** @param pingMs a client that has not answered a ping after this time is cut off */
  constructor(
    private readonly socket: WebSocket,
    readonly id: string,
    private readonly log: FastifyBaseLogger,
    private readonly pingMs: number,
    private readonly deliveries: Deliveries,
  ) {
    // Each mutation may listen to it, and Node warns at more than ten.
    setMaxListeners(0, this.#gone.signal);
  }

  /** Passes messages between the protocol and the socket until the socket closes. */
  start(protocol: Protocol<Connection>): void {
    const { socket } = this;
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => this.#send(text),
        close: (code = CloseCode.InternalServerError, reason = '') => this.close(code, reason),
        onMessage: (take) =>
          socket.on('message', (data, isBinary) => {
            // Messages that arrive after a close has begun are ignored.
            if (socket.readyState !== socket.OPEN) return;
            if (isBinary) return this.close(CloseCode.BadRequest, BINARY);
            const text = this.#read(data as Buffer);
            if (text === undefined)
              return this.close(CloseCode.BadRequest, 'Invalid message received');
            const refusal = refusalOfChangedMessage(text);
            if (!refusal) take(text).catch((error: unknown) => this.#fail(error));
            else if (this.session && 'error' in refusal)
              this.#refuse(this.session, refusal.id, refusal.error);
            else this.close(CloseCode.BadRequest, refusal.reason);
          }),
      },
      this,
    );
    const ping = setInterval(() => this.#ping(), this.pingMs);
    socket.on('pong', () => (this.#ponged = true));
    // For example an invalid frame: `ws` closes the socket by itself.
    socket.on('error', (error) =>
      this.log.debug({ error: errorFields(error) }, 'a WebSocket failed'),
    );
    socket.once('close', (code, reason) => {
      clearInterval(ping);
      this.#gone.abort();
      for (const id of [...this.#unsent.keys()]) this.markSent(id);
      closed(code, String(reason)).catch((error: unknown) => this.#fail(error));
    });
  }

  /** Answers an operation that could not begin. */
  #refuse({ viewer }: Session, id: string, error: GraphQLError): void {
    const requestId = randomUUID();
    const scope = newScope({ id: requestId, log: this.log.child({ requestId }) }, viewer);
    const completed = completeError(error.toJSON(), requestId);
    scope.codes.add(codeIn(completed));
    logOperation(scope, 0);
    void this.#send(JSON.stringify({ id, type: MessageType.Error, payload: [completed] }));
  }

  /** The text of a message that a client may send; undefined for any other, which is the client's fault. */
  #read(data: Buffer): string | undefined {
    if (!this.session && data.length > MAX_BYTES_BEFORE_SESSION) return undefined;
    const text = data.toString();
    try {
      // Messages nest their variables. The rest of the way recurses, and would fail where the stack ends.
      if (nestsDeeper(text, MAX_NESTING)) return undefined;
      return CLIENT_MESSAGES.has(parseMessage(text).type) ? text : undefined;
    } catch {
      return undefined;
    }
  }

  /** Binds the connection to a session, and closes it when the session ends. */
  attachSession(session: Session): void {
    this.session = session;
    this.onSession();
    session.ended.addEventListener('abort', () => {
      const reason = session.ended.reason as Error;
      this.close(
        reason instanceof ShutdownError ? GOING_AWAY : CloseCode.Forbidden,
        reason.message,
      );
    });
  }

  /** Whether the client has hung up or the socket closes, as far as the socket has reported. */
  get isClosing(): boolean {
    return this.socket.readyState !== this.socket.OPEN;
  }

  /** Aborted when the socket has closed. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /**
   * Registers a running operation. Its id stays taken until it has ended, even if the client has completed it:
   * the library could not distinguish the next operation from it.
   * @param length characters of the request, which is held in memory until the operation ends
   * @throws GraphQLError if there are too many operations or characters, or the id is taken
   */
  begin(id: string, length: number): void {
    if (id.length > MAX_ID_LENGTH || this.#operations.has(id)) {
      this.close(
        CloseCode.SubscriberAlreadyExists,
        'This id is taken or too long. Use a new id of at most 128 characters',
      );
      throw requestError(
        'BAD_REQUEST',
        'This id is taken or too long, so the connection is closed. Connect again.',
      );
    }
    if (this.#operations.size >= MAX_OPERATIONS)
      throw requestError(
        'OVERLOADED',
        `This connection is at its limit of ${MAX_OPERATIONS} operations. Open another one.`,
      );
    if (this.#heldCharacters + length > MAX_HELD_CHARACTERS)
      throw requestError(
        'OVERLOADED',
        `This connection is at its limit of ${MAX_HELD_CHARACTERS} characters of documents and variables. Open another one.`,
      );
    this.#operations.set(id, length);
    this.#heldCharacters += length;
  }

  /** Frees the id of an operation that has ended. */
  markEnded(id: string): void {
    this.#heldCharacters -= this.#operations.get(id) ?? 0;
    this.#operations.delete(id);
  }

  /** Resolves when the operation's response has been sent, or the socket has closed. */
  untilSent(id: string): Promise<void> {
    return new Promise((resolve) => this.#unsent.set(id, resolve));
  }

  markSent(id: string): void {
    this.#unsent.get(id)?.();
    this.#unsent.delete(id);
  }

  /** Ends an operation that is answered with a single response or with an error. */
  markAnswered(id: string): void {
    if (!this.#unsent.has(id)) return;
    this.markSent(id);
    this.markEnded(id);
  }

  /** Closes the socket, and cuts it off if the client does not answer. Safe to call twice. */
  close(code: number, reason: string): void {
    const { socket } = this;
    if (socket.readyState !== socket.OPEN) return;
    socket.close(code, clip(reason));
    const cutOff = setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS);
    socket.once('close', () => clearTimeout(cutOff));
  }

  /** Asks the client to reconnect to another gateway. Resolves when the socket is closed. */
  async goAway(): Promise<void> {
    if (this.socket.readyState === this.socket.CLOSED) return;
    const closed = once(this.socket, 'close');
    this.close(GOING_AWAY, new ShutdownError().message);
    await closed;
  }

  /** Resolves when the operating system has taken the text, so that the sender produces no more until then. */
  #send(text: string): Promise<void> {
    const { socket } = this;
    if (socket.bufferedAmount > MAX_UNREAD_BYTES) socket.terminate();
    if (socket.readyState !== socket.OPEN) return Promise.resolve();
    return new Promise((resolve) => {
      let taken: () => void = () => undefined;
      // Ignores an error: the socket's `close` event reports it, and the sender could not react to it.
      socket.send(text, () => {
        taken();
        resolve();
      });
      // Nearly always 0: the operating system has taken it. The callback runs later in any case.
      if (socket.bufferedAmount > 0)
        taken = this.deliveries.track(text.length, this.session?.viewer.id ?? '', () =>
          socket.terminate(),
        );
    });
  }

  #ping(): void {
    if (!this.#ponged) {
      this.log.debug({ connection: this.id }, 'a WebSocket did not answer a ping and is cut off');
      this.socket.terminate();
      return;
    }
    this.#ponged = false;
    this.socket.ping();
  }

  #fail(error: unknown): void {
    this.log.error(
      { error: errorFields(error), connection: this.id },
      'a WebSocket message could not be handled',
    );
    this.close(CloseCode.InternalServerError, 'Internal server error');
  }
}

function clip(reason: string): string {
  return Buffer.from(reason)
    .subarray(0, MAX_REASON_BYTES)
    .toString()
    .replace(/\uFFFD$/, '');
}
