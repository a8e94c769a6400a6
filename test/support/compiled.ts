import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { signToken } from '../../src/auth/sign.js';
import type { Role } from '../../src/domain/viewer.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { createMetrics } from '../../src/metrics/metrics.js';
import { contextsOn } from './graphql.js';
import { SECRET, startTestServer, type TestServer } from './http-server.js';
import type { Book } from '../../src/book/index.js';
import type { BookReader } from '../../src/reader/index.js';

/** A request as it is sent. */
export interface Request {
  readonly query?: string;
  readonly variables?: unknown;
  readonly operationName?: unknown;
  readonly method?: 'GET' | 'POST';
  /** Who asks; absent: an admin; null: nobody. */
  readonly by?: Role | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, as far as a client or an operator can tell. */
export interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | null>>;
  /** To the letter. */
  readonly body: string;
  /** What the log says of it: the line about the request, and those about errors. */
  readonly logged: readonly unknown[];
}

const HEADERS = ['content-type', 'cache-control', 'www-authenticate', 'retry-after', 'allow'];

/** A gateway that compiles or one that does not, and what it reads of the book. */
export class Gateway {
  /** Reads that went to the book, by name: each is so many statements. */
  reads: string[] = [];

  private constructor(
    readonly server: TestServer,
    private readonly metrics: ReturnType<typeof createMetrics>,
    private readonly setReads: (reads: string[]) => void,
  ) {}

  static async start(book: Book, compiledExecution: boolean, schema = buildSchema()) {
    const metrics = createMetrics();
    let reads: string[] = [];
    const read = (): BookReader => counted(book.read(), (name) => reads.push(name));
    const server = await startTestServer({
      ...{ schema, metrics, contextFor: contextsOn({ ...book, read }) },
      config: { host: '127.0.0.1', port: 0, production: false, compiledExecution },
    });
    return new Gateway(server, metrics, (fresh) => (reads = fresh));
  }

  close(): Promise<void> {
    return this.server.server.close();
  }

  /** How many operations were answered so. */
  async answered(by: 'plan' | 'graphql-js'): Promise<number> {
    const { values } = await this.metrics.executions.get();
    return values.find(({ labels }) => labels.by === by)?.value ?? 0;
  }

  async ask(request: Request): Promise<Seen> {
    this.setReads((this.reads = []));
    const before = this.server.log().length;
    const response = await this.#send(request);
    const body = await response.text();
    const lines = (): string => this.server.log().slice(before);
    // The line about a request is written when its answer has gone.
    while (!lines().includes('"msg":"answered"')) await delay(1);
    const logged = logLines(lines());
    const headers = Object.fromEntries(HEADERS.map((name) => [name, response.headers.get(name)]));
    return { status: response.status, headers, body, logged };
  }

  async #send({ method = 'POST', by = 'ADMIN', headers, ...asked }: Request): Promise<Response> {
    const token =
      by && (await signToken({ secret: SECRET, sub: by, roles: [by], ttlSeconds: 3_600 }));
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

function counted(reader: BookReader, count: (name: string) => void): BookReader {
  return new Proxy(reader, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if (name !== 'end') count(String(name));
        return Reflect.apply(value, target, args);
      };
    },
  });
}

/** The lines about errors and about the request, without what differs from one to the next. */
function logLines(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ level, msg }) => msg === 'answered' || Number(level) >= 40)
    .map(({ level, msg, kind, operation, status, codes, path, of }) => ({
      ...{ level, msg, kind, operation, status, codes, path, of },
    }));
}

/** Two gateways on one book, of which one compiles. */
export class Pair {
  private constructor(
    readonly compiling: Gateway,
    readonly plain: Gateway,
  ) {}

  static async start(book: Book): Promise<Pair> {
    return new Pair(await Gateway.start(book, true), await Gateway.start(book, false));
  }

  async close(): Promise<void> {
    await this.compiling.close();
    await this.plain.close();
  }

  /**
   * Sends a request to both, and expects the same answer to the letter, the same log and the same reads;
   * again as well, by the plan that was made the first time. @returns the answer, and what answered
   */
  async ask(request: Request): Promise<{ seen: Seen; data: unknown; byPlan: boolean }> {
    const before = await this.compiling.answered('plan');
    const expected = await this.plain.ask(request);
    for (const _ of ['made', 'kept']) {
      expect(await this.compiling.ask(request)).toEqual(expected);
      if (!expected.body.includes('"errors"'))
        expect(this.compiling.reads).toEqual(this.plain.reads);
    }
    const { data } = JSON.parse(expected.body) as { data?: unknown };
    return { seen: expected, data, byPlan: (await this.compiling.answered('plan')) === before + 2 };
  }
}
