import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { pino } from 'pino';
import { signToken } from '../../src/auth/sign.js';
import type { Book } from '../../src/book/index.js';
import type { Role } from '../../src/domain/viewer.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { createMetrics } from '../../src/metrics/metrics.js';
import type { RowReader } from '../../src/reader/index.js';
import { contextsOn } from './graphql.js';
import { SECRET, startTestServer, type TestServer } from './http-server.js';

/** A request to send. */
export interface Request {
  readonly query?: string;
  readonly variables?: unknown;
  readonly operationName?: unknown;
  readonly method?: 'GET' | 'POST';
  /** The caller's role; absent: an admin; null: a request without a token. */
  readonly by?: Role | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The parts of an answer that a client or an operator can see. */
export interface VisibleAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | null>>;
  /** The exact text. */
  readonly body: string;
  /** The log lines about the request and about errors. */
  readonly logged: readonly unknown[];
}

const HEADERS = ['content-type', 'cache-control', 'www-authenticate', 'retry-after', 'allow'];

/** A gateway that compiles or one that does not, with a record of its reads. */
export class ComparedGateway {
  /** The names of the reads that the last request sent to the book. */
  reads: string[] = [];

  readonly #tokens = new Map<Role, Promise<string>>();

  private constructor(
    readonly server: TestServer,
    private readonly metrics: ReturnType<typeof createMetrics>,
    /** The lines of the log since the last request. */
    private readonly lines: string[],
    private readonly setReads: (reads: string[]) => void,
  ) {}

  static async start(book: Book, compiledExecution: boolean, schema = buildSchema()) {
    const metrics = createMetrics();
    let reads: string[] = [];
    const read: Book['read'] = (_, options) =>
      counted(book.read(undefined, options), (name) => reads.push(name));
    const join: Book['join'] = () => counted(book.join(), (name) => reads.push(name));
    const lines: string[] = [];
    const server = await startTestServer({
      ...{ schema, metrics, contextFor: contextsOn({ ...book, read, join }) },
      log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
      config: { host: '127.0.0.1', port: 0, production: false, compiledExecution },
    });
    return new ComparedGateway(server, metrics, lines, (fresh) => (reads = fresh));
  }

  close(): Promise<void> {
    return this.server.server.close();
  }

  /** The number of operations that a plan, or graphql-js, answered. */
  async answered(by: 'plan' | 'graphql-js'): Promise<number> {
    const { values } = await this.metrics.executions.get();
    return values.find(({ labels }) => labels.by === by)?.value ?? 0;
  }

  async ask(request: Request): Promise<VisibleAnswer> {
    this.setReads((this.reads = []));
    this.lines.length = 0;
    const response = await this.#send(request);
    const body = await response.text();
    // The gateway logs a request after it has sent the answer.
    while (!this.lines.some((line) => line.includes('"msg":"answered"'))) await delay(1);
    const logged = logLines(this.lines);
    const headers = Object.fromEntries(HEADERS.map((name) => [name, response.headers.get(name)]));
    return { status: response.status, headers, body, logged };
  }

  #tokenOf(role: Role): Promise<string> {
    const known = this.#tokens.get(role);
    const token =
      known ?? signToken({ secret: SECRET, sub: role, roles: [role], ttlSeconds: 3_600 });
    this.#tokens.set(role, token);
    return token;
  }

  async #send({ method = 'POST', by = 'ADMIN', headers, ...asked }: Request): Promise<Response> {
    const token = by && (await this.#tokenOf(by));
    const sent = {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      'x-request-id': 'the-same-for-both',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...headers,
    };
    const url = `${this.server.url}/graphql`;
    if (method === 'POST')
      return fetch(url, { method, headers: sent, body: JSON.stringify(asked) });
    const texts = Object.entries(asked).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    return fetch(`${url}?${new URLSearchParams(texts).toString()}`, { method, headers: sent });
  }
}

function counted<R extends RowReader>(reader: R, count: (name: string) => void): R {
  return new Proxy(reader, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name === 'rows') return countedCalls(value as object, count);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if (name !== 'end') count(String(name));
        return Reflect.apply(value, target, args);
      };
    },
  });
}

function countedCalls<T extends object>(on: T, count: (name: string) => void): T {
  return new Proxy(on, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      return (...args: unknown[]): unknown => {
        count(String(name));
        return Reflect.apply(value as () => unknown, target, args);
      };
    },
  });
}

/** The lines about errors and about the request, without the parts that always differ. */
function logLines(lines: readonly string[]): unknown[] {
  return lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ level, msg }) => msg === 'answered' || Number(level) >= 40)
    .map(({ level, msg, kind, operation, status, codes, path, of }) => ({
      ...{ level, msg, kind, operation, status, codes, path, of },
    }));
}

/**
 * The body with cursors that name only their list and row. A cursor of a list also names the transactions that were
 * open on the whole server, which other tests change between two answers.
 */
export function withoutOpenTransactions(body: string): string {
  return body.replace(/W[\w-]{40,}/g, (text) => {
    const content = Buffer.from(text, 'base64url').toString();
    const row = /^\["(transactions|wallets)[^"]*","[^"]*","[^"]*"/.exec(content);
    return row ? row[0].replaceAll('"', '') : text;
  });
}

/** Two gateways on one book: one compiles operations, the other does not. */
export class GatewayPair {
  private constructor(
    readonly compiling: ComparedGateway,
    readonly plain: ComparedGateway,
  ) {}

  static async start(book: Book): Promise<GatewayPair> {
    return new GatewayPair(
      await ComparedGateway.start(book, true),
      await ComparedGateway.start(book, false),
    );
  }

  async close(): Promise<void> {
    await this.compiling.close();
    await this.plain.close();
  }

  /**
   * Sends a request to both gateways and expects the same text, log and reads. Sends it twice to the one that
   * compiles, so that its kept plan answers too. @returns the answer, and whether a plan gave it
   */
  async ask(request: Request): Promise<{ seen: VisibleAnswer; data: unknown; byPlan: boolean }> {
    const before = await this.compiling.answered('plan');
    const expected = await this.plain.ask(request);
    for (const _ of ['made', 'kept']) {
      const compiled = await this.compiling.ask(request);
      expect({ ...compiled, body: withoutOpenTransactions(compiled.body) }).toEqual({
        ...expected,
        body: withoutOpenTransactions(expected.body),
      });
      if (!expected.body.includes('"errors"'))
        // Fields that do not wait for each other read in either order.
        expect([...this.compiling.reads].sort()).toEqual([...this.plain.reads].sort());
    }
    const { data } = JSON.parse(expected.body) as { data?: unknown };
    return { seen: expected, data, byPlan: (await this.compiling.answered('plan')) === before + 2 };
  }
}
