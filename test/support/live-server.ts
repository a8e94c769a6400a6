import { createClient, type Client, type ClientOptions } from 'graphql-ws';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { signToken } from '../../src/auth/sign.js';
import { createAuthenticator } from '../../src/auth/token.js';
import type { Role } from '../../src/domain/viewer.js';
import { createContextFactory, type EndingContext } from '../../src/graphql/context.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { createServer, type Server, type ServerOptions } from '../../src/server/server.js';
import type { TestBook } from './book.js';
import { SECRET } from './http-server.js';
import { openTestLive, type TestLive } from './live.js';

type Variables = Record<string, unknown>;

/** What a client was told: each push or answer, and how it ended. */
export interface Told {
  readonly pushes: { data?: Record<string, unknown> | null | undefined; errors?: unknown }[];
  /** What the operation ended with, when it has; `complete` where that was all. */
  end: unknown;
  stop(): void;
}

/** The whole gateway on a port of its own, in this process, over the test file's book. */
export class LiveServer {
  readonly logged: string[] = [];
  /** Contexts that were made and have not ended. */
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
    const contextFor = createContextFactory(at.gateway.book, made.live.live, observed.monitoring);
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

  /** A graphql-ws client that does not try again. */
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

/** What the clients of both protocols have. */
interface Subscribing {
  subscribe(
    asked: { query: string; variables: Variables },
    sink: {
      next(push: Told['pushes'][number]): void;
      error(error: unknown): void;
      complete(): void;
    },
  ): () => void;
}

/** Subscribes, or sends a query, and keeps what comes. */
export function told(
  client: { readonly subscribe: unknown },
  query: string,
  variables: Variables = {},
): Told {
  const told: Told = { pushes: [], end: undefined, stop: () => undefined };
  told.stop = (client as Subscribing).subscribe(
    { query, variables },
    {
      next: (push) => told.pushes.push(push),
      error: (error) => (told.end = error),
      complete: () => (told.end ??= 'complete'),
    },
  );
  return told;
}

/** A bare WebSocket, and what came over it. */
export class BareSocket {
  readonly messages: Record<string, unknown>[] = [];
  closed: { code: number; reason: string } | undefined;
  private constructor(readonly socket: WebSocket) {
    socket.on('message', (text) =>
      this.messages.push(JSON.parse((text as Buffer).toString()) as Record<string, unknown>),
    );
    socket.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }));
    socket.on('error', () => undefined); // told by `close`
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
