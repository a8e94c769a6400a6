import { type Client, type ClientOptions, createClient } from 'graphql-ws';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { Revocations } from '../../src/auth/revocations.js';
import { signToken } from '../../src/auth/sign.js';
import { createAuthenticator } from '../../src/auth/token.js';
import type { Book } from '../../src/book/index.js';
import { clientConfig, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { Listener } from '../../src/database/listener.js';
import type { Role } from '../../src/domain/viewer.js';
import { testWebhooks } from './webhooks.js';
import { createContextFactory, type EndingContext } from '../../src/graphql/context.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { Live, type LiveEvent } from '../../src/live/live.js';
import type { LiveObserver } from '../../src/live/observer.js';
import { EventFeed } from '../../src/log/event-feed.js';
import { openLive, type OpenLive, type OpenLiveOptions } from '../../src/live/open-live.js';
import { Monitoring } from '../../src/monitoring/monitoring.js';
import { createServer, type Server, type ServerOptions } from '../../src/server/server.js';
import type { TestBook } from './book.js';
import { SECRET } from './http-server.js';

/** Records every event of the live pushes and passes it on to a gateway's monitoring. */
export class Observed implements LiveObserver {
  readonly looks: boolean[] = [];
  readonly latencies: (number | undefined)[] = [];
  /** The number of wallets in each announcement. */
  readonly heard: number[] = [];
  readonly monitoring = new Monitoring();
  listening(): void {
    this.monitoring.listening();
  }
  announced(wallets: number): void {
    this.heard.push(wallets);
    this.monitoring.announced(wallets);
  }
  pushed(latencyMs: number | undefined): void {
    this.latencies.push(latencyMs);
    this.monitoring.pushed(latencyMs);
  }
  rechecked(right: boolean): void {
    this.looks.push(right);
    this.monitoring.rechecked(right);
  }
}

/** Live pushes that never hear of a commit, for contexts in tests that follow nothing. */
export function deafLive(
  book: Pick<Book, 'join' | 'read'>,
  observer: LiveObserver = new Observed(),
): Live {
  return new Live(book, { maxSubscriptions: 100, observer, recheckSeconds: 1 });
}

export interface TestLive extends OpenLive {
  readonly observed: Observed;
  readonly revocations: Revocations;
  readonly errors: string[];
  readonly events: EventFeed;
}

/** Live pushes of a book with a listener of their own. Resolves when the listener hears commits. */
export async function openTestLive(
  book: Pick<Book, 'join' | 'read' | 'log'>,
  url: string,
  { most = 1_000 } = {},
): Promise<TestLive> {
  const observed = new Observed();
  const revocations = new Revocations();
  const errors: string[] = [];
  const connection = clientConfig({ url, book: 'book', name: 'test listener', role: GATEWAY_ROLE });
  const events = new EventFeed(book, () => errors.push('the events'));
  const options: OpenLiveOptions = {
    ...{ book, revocations, schema: 'book', maxSubscriptions: most, observer: observed },
    // No routine rechecks, so that a push proves an announcement.
    recheckSeconds: Number.POSITIVE_INFINITY,
    database: {
      listener: (handlers) => new Listener({ ...handlers, connection }),
      dropSilent: () => undefined,
    },
    onCommit: () => events.announced(),
    onError: (_, what) => errors.push(what),
  };
  const open = await openLive(options, new AbortController().signal);
  observed.monitoring.attachLive(open);
  const closeLive = open.close;
  const close = async (): Promise<void> => {
    await Promise.all([closeLive(), events.close()]);
  };
  return Object.assign(open, { close, events, observed, revocations, errors });
}

/** A subscriber that reads every event at once and keeps it. */
export class Follower<T> {
  readonly taken: T[] = [];
  error: unknown;
  readonly signal = new AbortController();
  readonly done: Promise<void>;

  constructor(follow: (signal: AbortSignal) => Promise<AsyncIterable<LiveEvent<T>>>) {
    this.done = this.#take(follow);
  }

  async #take(
    follow: (signal: AbortSignal) => Promise<AsyncIterable<LiveEvent<T>>>,
  ): Promise<void> {
    try {
      for await (const { value } of await follow(this.signal.signal)) this.taken.push(value);
    } catch (error) {
      this.error = error;
    }
  }

  get last(): T | undefined {
    return this.taken.at(-1);
  }

  async stop(): Promise<void> {
    this.signal.abort();
    await this.done;
  }
}

type Variables = Record<string, unknown>;

/** What a client received: each push or answer, and how the operation ended. */
export interface Collected {
  readonly pushes: { data?: Record<string, unknown> | null | undefined; errors?: unknown }[];
  /** The error that ended the operation, or `complete`; undefined while it runs. */
  end: unknown;
  stop(): void;
}

/** The whole gateway in this process, on a port of its own, over the test file's book. */
export class LiveServer {
  readonly logged: string[] = [];
  /** The number of open contexts. */
  contexts = 0;
  url = '';
  server!: Server;
  live!: TestLive;
  readonly #clients: Client[] = [];

  static async start(
    at: TestBook,
    options: Partial<ServerOptions<EndingContext>> = {},
    limits: { most?: number } = {},
  ): Promise<LiveServer> {
    const made = new LiveServer();
    made.live = await openTestLive(at.gateway.book, at.database.url, limits);
    const { revocations, observed } = made.live;
    const { live, events } = made.live;
    const contextFor = createContextFactory(
      at.gateway.book,
      { live, events, webhooks: testWebhooks() },
      observed.monitoring,
    );
    const { authenticate } = createAuthenticator({ secret: SECRET, revocations });
    made.server = await createServer<EndingContext>({
      config: { host: '127.0.0.1', port: 0, production: false },
      schema: buildSchema(),
      authenticate,
      isRevoked: (viewer) => revocations.isRevoked(viewer),
      liveObserver: observed,
      probes: { ready: () => Promise.resolve({ ready: true, reasons: [] }) },
      log: pino({ level: 'trace' }, { write: (line: string) => void made.logged.push(line) }),
      contextFor: (viewer, requestId, signal) =>
        made.#counted(contextFor(viewer, requestId, signal)),
      ...options,
    });
    made.url = await made.server.listen();
    return made;
  }

  async close(): Promise<void> {
    for (const client of this.#clients) await client.dispose();
    await this.server.close();
    await this.live.close();
  }

  token(sub: string, roles: Role[], ttlSeconds = 3_600): Promise<string> {
    return signToken({ secret: SECRET, sub, roles, ttlSeconds });
  }

  /** A graphql-ws client that does not reconnect. */
  async client(
    sub: string,
    roles: Role[],
    options: Partial<ClientOptions> & { ttl?: number } = {},
  ) {
    const token = await this.token(sub, roles, options.ttl);
    const client = createClient({
      url: `${this.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
      ...options,
    });
    this.#clients.push(client);
    return client;
  }

  async query(sub: string, roles: Role[], query: string, variables: Variables = {}) {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await this.token(sub, roles)}`,
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as { data: Record<string, unknown>; errors?: unknown[] };
  }

  #counted(context: EndingContext): EndingContext {
    this.contexts += 1;
    const end = context.end.bind(context);
    let ended = false;
    context.end = () => {
      if (!ended) this.contexts -= 1;
      ended = true;
      return end();
    };
    return context;
  }
}

/** The common part of the clients of both protocols. */
interface Subscribing {
  subscribe(
    asked: { query: string; variables: Variables },
    sink: {
      next(push: Collected['pushes'][number]): void;
      error(error: unknown): void;
      complete(): void;
    },
  ): () => void;
}

/** Subscribes, or sends a query, and collects what comes back. */
export function collect(
  client: { readonly subscribe: unknown },
  query: string,
  variables: Variables = {},
): Collected {
  const collected: Collected = { pushes: [], end: undefined, stop: () => undefined };
  collected.stop = (client as Subscribing).subscribe(
    { query, variables },
    {
      next: (push) => collected.pushes.push(push),
      error: (error) => (collected.end = error),
      complete: () => (collected.end ??= 'complete'),
    },
  );
  return collected;
}

/** A bare WebSocket that keeps the messages it receives. */
export class BareSocket {
  readonly messages: Record<string, unknown>[] = [];
  closed: { code: number; reason: string } | undefined;
  private constructor(readonly socket: WebSocket) {
    socket.on('message', (text) =>
      this.messages.push(JSON.parse((text as Buffer).toString()) as Record<string, unknown>),
    );
    socket.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }));
    socket.on('error', () => undefined); // `close` follows and reports it
  }

  static open(
    url: string,
    protocol = 'graphql-transport-ws',
    path = '/graphql',
  ): Promise<BareSocket> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, protocol);
    const bare = new BareSocket(socket);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(bare));
      socket.once('unexpected-response', (_, { statusCode }) =>
        reject(new Error(String(statusCode))),
      );
      socket.once('error', reject);
    });
  }

  send(message: object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }
}
