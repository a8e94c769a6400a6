import { connect, type Socket } from 'node:net';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { pino } from 'pino';
import { signToken } from '../../src/auth/sign.js';
import { createAuthenticator } from '../../src/auth/token.js';
import type { Role, Viewer } from '../../src/domain/viewer.js';
import { createServer, type Server, type ServerOptions } from '../../src/server/server.js';

export const SECRET = 'a secret of the tests, long enough to be one';

/** The context of a request to the small schema below. */
interface TestContext {
  viewer: Viewer | undefined;
  requestId: string;
  end(): Promise<void>;
}

const typeDefs = /* GraphQL */ `
  scalar Decimal @specifiedBy(url: "https://example.com/decimal")
  interface Node {
    id: ID!
  }
  type Wallet implements Node {
    id: ID!
    amount(at: Decimal): String!
    parent: Wallet
    friends(first: Int, last: Int): WalletConnection!
  }
  type WalletConnection {
    edges: [WalletEdge!]!
  }
  type WalletEdge {
    node: Wallet!
  }
  input Nested {
    inner: Nested
    list: [Nested!]
    text: String
  }
  type Query {
    me: String
    wallet(id: ID!): Wallet
    wallets(first: Int, last: Int): WalletConnection!
    echo(text: String, nested: Nested, amount: Decimal): String
    "Waits until the test lets go."
    slow: String
    crash: String
    strictCrash: String!
    coded(code: String!): String!
  }
  type Mutation {
    touch: String
  }
  type Subscription {
    ticks: Int
  }
`;

const decimal = (value: unknown) => {
  if (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)) return value;
  throw new GraphQLError('not a decimal');
};

const Decimal = new GraphQLScalarType({
  name: 'Decimal',
  parseValue: decimal,
  parseLiteral: (node) => decimal(node.kind === Kind.STRING ? node.value : undefined),
});

const wallet = { id: 'wal_1', amount: '1.00' };

/** An unexpected error of a database driver, with a code, the statement and its parameters. */
class DriverError extends Error {
  override readonly name = 'DriverError';
  readonly code = '23505';
  readonly query = 'INSERT INTO secret_table VALUES ($1)';
  readonly parameters = ['parameter-of-the-statement'];
  readonly extensions = { code: 'FORBIDDEN' };
}

/** Holds the field `slow` until the test releases it. */
class Latch {
  readonly reached: Promise<void>;
  readonly released: Promise<void>;
  /** How often the mutation `touch` was executed. */
  touches = 0;
  release!: () => void;
  reach!: () => void;
  constructor() {
    this.reached = new Promise((resolve) => (this.reach = resolve));
    this.released = new Promise((resolve) => (this.release = resolve));
  }
}

function schemaWith(latch: Latch) {
  return makeExecutableSchema({
    typeDefs,
    resolvers: {
      Decimal,
      Node: { __resolveType: () => 'Wallet' },
      Wallet: { parent: () => wallet, friends: () => ({ edges: [{ node: wallet }] }) },
      Query: {
        me: (_: unknown, __: unknown, { viewer }: TestContext) => viewer?.id,
        wallet: () => wallet,
        wallets: () => ({ edges: [{ node: wallet }] }),
        echo: (_: unknown, { text }: { text?: string }) => text,
        slow: async () => {
          latch.reach();
          await latch.released;
          return 'done';
        },
        crash: () => {
          throw new DriverError('duplicate key');
        },
        strictCrash: () => {
          throw new DriverError('duplicate key');
        },
        coded: (_: unknown, { code }: { code: string }) => {
          const cause = new DriverError('the cause');
          throw new GraphQLError('refused', { extensions: { code }, originalError: cause });
        },
      },
      Mutation: {
        touch: () => {
          latch.touches += 1;
          return 'touched';
        },
      },
    },
  });
}

export interface TestServer {
  readonly url: string;
  readonly server: Server;
  readonly latch: Latch;
  /** The numbers of contexts made and ended. */
  readonly contexts: { made: number; ended: number };
  /** The whole log as text. */
  log(): string;
  graphql(query: string, options?: Ask): Promise<Answer>;
  post(body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>): Promise<Response>;
}

interface Ask {
  variables?: unknown;
  operationName?: string;
  headers?: Record<string, string>;
  /** Null: no token. */
  token?: string | null;
}

export interface Answer {
  status: number;
  headers: Headers;
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown; extensions: Record<string, unknown> }[];
  code: unknown;
}

export const tokenFor = (sub: string, ...roles: Role[]) =>
  signToken({ secret: SECRET, sub, roles, ttlSeconds: 3_600 });

/** Like the real context: an instance of a class with private state. */
class PrivateContext implements TestContext {
  #signal = false;
  readonly #viewer: Viewer | undefined;
  constructor(
    viewer: Viewer | undefined,
    readonly requestId: string,
    private readonly counts: TestServer['contexts'],
  ) {
    this.#viewer = viewer;
  }

  get viewer(): Viewer | undefined {
    if (this.#signal) throw new Error('read after the end');
    return this.#viewer;
  }

  end(): Promise<void> {
    this.#signal = true;
    this.counts.ended += 1;
    return Promise.resolve();
  }
}

/** A real server on a port of its own, over a small schema. The test closes it. */
export async function startTestServer(
  options: Partial<ServerOptions<TestContext>> & { production?: boolean } = {},
): Promise<TestServer> {
  const latch = new Latch();
  const contexts = { made: 0, ended: 0 };
  const lines: string[] = [];
  const { authenticate } = createAuthenticator({ secret: SECRET });
  const server = await createServer<TestContext>({
    config: { host: '127.0.0.1', port: 0, production: options.production ?? false },
    schema: schemaWith(latch),
    authenticate,
    probes: { ready: () => Promise.resolve({ ready: true, reasons: [] }) },
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    contextFor: (viewer, requestId) => {
      contexts.made += 1;
      return new PrivateContext(viewer, requestId, contexts);
    },
    ...options,
  });
  const url = await server.listen();
  const alice = await tokenFor('alice', 'MEMBER');
  const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...headers,
      },
      body,
    });
  const graphql = async (query: string, ask: Ask = {}): Promise<Answer> => {
    const { variables, operationName } = ask;
    const token = ask.token === undefined ? alice : ask.token;
    const response = await post(JSON.stringify({ query, variables, operationName }), {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...ask.headers,
    });
    const body = (await response.json()) as Pick<Answer, 'data' | 'errors'>;
    const code = body.errors?.[0]?.extensions['code'];
    return { status: response.status, headers: response.headers, ...body, code };
  };
  return { url, server, latch, contexts, graphql, post, log: () => lines.join('') };
}

/** A TCP connection that sends any text and keeps everything it receives. */
export class RawConnection {
  private text = '';
  private readonly socket: Socket;
  readonly closed: Promise<string>;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect(Number(port), hostname);
    this.socket.on('data', (data) => (this.text += data.toString()));
    // The server can close the connection while the test writes.
    this.socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => this.socket.once('close', () => resolve(this.text)));
  }

  send(text: string): this {
    this.socket.write(text);
    return this;
  }

  /** Resolves when the received text contains this one. */
  async until(text: string): Promise<string> {
    while (!this.text.includes(text)) await new Promise((resolve) => setTimeout(resolve, 10));
    return this.text;
  }

  destroy(): void {
    this.socket.destroy();
  }
}
