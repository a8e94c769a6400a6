import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';
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

  private constructor(
    readonly server: TestServer,
    private readonly metrics: ReturnType<typeof createMetrics>,
    private readonly setReads: (reads: string[]) => void,
  ) {}

  static async start(book: Book, compiledExecution: boolean, schema = buildSchema()) {
    const metrics = createMetrics();
    let reads: string[] = [];
    const read: Book['read'] = () => counted(book.read(), (name) => reads.push(name));
    const join: Book['join'] = () => counted(book.join(), (name) => reads.push(name));
    const server = await startTestServer({
      ...{ schema, metrics, contextFor: contextsOn({ ...book, read, join }) },
      config: { host: '127.0.0.1', port: 0, production: false, compiledExecution },
    });
    return new ComparedGateway(server, metrics, (fresh) => (reads = fresh));
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
    const before = this.server.log().length;
    const response = await this.#send(request);
    const body = await response.text();
    const lines = (): string => this.server.log().slice(before);
    // The gateway logs a request after it has sent the answer.
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
        expect(this.compiling.reads).toEqual(this.plain.reads);
    }
    const { data } = JSON.parse(expected.body) as { data?: unknown };
    return { seen: expected, data, byPlan: (await this.compiling.answered('plan')) === before + 2 };
  }
}

interface RandomDocument {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Values of scalars, valid and invalid, by the name of the argument or the type. */
export type Pool = Readonly<Record<string, readonly unknown[]>>;

/** Random documents of a schema: fields, aliases, fragments, directives, literals and variables. */
export class RandomDocuments {
  #state: number;
  #names = 0;
  #variables: { name: string; type: string; value: unknown }[] = [];
  #fragments: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly pool: Pool,
    seed: number,
  ) {
    this.#state = seed >>> 0;
  }

  query(): RandomDocument {
    return this.#document('query', this.#selection(this.schema.getQueryType()!, 6));
  }

  /** A mutation with this input. */
  mutation(name: string, input: unknown): RandomDocument {
    const field = this.schema.getMutationType()!.getFields()[name]!;
    const below = this.#below(field, 4);
    const argument = field.args[0];
    if (!argument) return this.#document('mutation', `{ ${name}${below} }`);
    const asked = this.#document('mutation', `{ ${name}(input: $input)${below} }`, [
      { name: 'input', type: String(argument.type), value: input },
    ]);
    return asked;
  }

  /** A value of an input type, with all its fields. */
  valueOf(name: string, type: GraphQLInputType): unknown {
    const plain = getNullableType(type);
    if (isListType(plain)) return [this.valueOf(name, plain.ofType)];
    if (isInputObjectType(plain)) {
      const fields = Object.values(plain.getFields());
      return Object.fromEntries(
        fields.map((field) => [field.name, this.valueOf(field.name, field.type)]),
      );
    }
    if (isEnumType(plain)) return this.#pick(plain.getValues()).name;
    return this.#pick(this.pool[name] ?? this.pool[plain.name] ?? [null]);
  }

  #document(
    kind: 'query' | 'mutation',
    selection: string,
    more: readonly { name: string; type: string; value: unknown }[] = [],
  ): RandomDocument {
    const all = [...more, ...this.#variables];
    const declared = all.map(({ name, type }) => `$${name}: ${type}`).join(', ');
    const head = all.length === 0 ? kind : `${kind} (${declared})`;
    const variables = Object.fromEntries(all.map(({ name, value }) => [name, value]));
    return { query: [`${head} ${selection}`, ...this.#fragments].join('\n'), variables };
  }

  #random(below: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * below);
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#random(from.length)]!;
  }

  #name(): string {
    return `n${(this.#names += 1)}`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const parts = [this.#one(type, depth)];
    while (parts.length < 5 && this.#random(4) > 0) parts.push(this.#one(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #one(type: GraphQLCompositeType, depth: number): string {
    const choice = this.#random(10);
    if (choice === 0) return `${this.#random(2) ? `${this.#name()}: ` : ''}__typename`;
    if (choice <= 2 || isUnionType(type)) return this.#fragment(type, depth);
    const fields = Object.values(type.getFields()).filter(
      // `monitoring` measures the gateway and differs each time.
      ({ name, type }) => name !== 'monitoring' && (depth > 1 || isLeafType(getNamedType(type))),
    );
    const field = fields.length > 0 ? this.#pick(fields) : undefined;
    return field ? this.#field(field, depth) : '__typename';
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const types: readonly GraphQLCompositeType[] = isObjectType(type)
      ? [type, ...type.getInterfaces()]
      : [...this.schema.getPossibleTypes(type), ...(isUnionType(type) ? [] : [type])];
    const on = this.#pick(types);
    const selection = this.#selection(on, depth - 1);
    if (this.#random(3) > 0) return `... on ${on.name}${this.#directives()} ${selection}`;
    const name = this.#name();
    this.#fragments.push(`fragment ${name} on ${on.name} ${selection}`);
    return `...${name}${this.#directives()}`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const given = field.args.filter((arg) => isRequiredArgument(arg) || this.#random(4) === 0);
    const args = given.map((arg) => `${arg.name}: ${this.#argument(arg)}`).join(', ');
    // A field with arguments needs an alias: the same field can occur with other arguments.
    const alias = args !== '' || this.#random(5) === 0 ? `${this.#name()}: ` : '';
    const written = args === '' ? '' : `(${args})`;
    return `${alias}${field.name}${written}${this.#directives()}${this.#below(field, depth)}`;
  }

  #below(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    return isLeafType(type) ? '' : ` ${this.#selection(type as GraphQLCompositeType, depth - 1)}`;
  }

  #directives(): string {
    if (this.#random(8) > 0) return '';
    const name = this.#pick(['skip', 'include']);
    const value = this.#random(2) === 0;
    if (this.#random(2) === 0) return ` @${name}(if: ${value})`;
    return ` @${name}(if: $${this.#variable('Boolean!', value)})`;
  }

  #argument({ name, type }: GraphQLArgument): string {
    const value = this.#some(name, type);
    if (this.#random(2) === 0) return literal(value, type);
    return `$${this.#variable(String(type), value)}`;
  }

  #variable(type: string, value: unknown): string {
    const name = this.#name();
    this.#variables.push({ name, type, value });
    return name;
  }

  /** Like {@link valueOf}, with fewer fields and sometimes null. */
  #some(name: string, type: GraphQLInputType): unknown {
    const plain = getNullableType(type);
    if (plain === type && this.#random(8) === 0) return null;
    if (!isInputObjectType(plain)) return this.valueOf(name, plain);
    const fields = Object.values(plain.getFields()).filter(
      (field: GraphQLInputField) => isRequiredInputField(field) || this.#random(3) === 0,
    );
    return Object.fromEntries(
      fields.map((field) => [field.name, this.#some(field.name, field.type)]),
    );
  }
}

/** A value as a literal of a document. */
function literal(value: unknown, type: GraphQLInputType): string {
  const plain = getNullableType(type);
  if (value === null || value === undefined) return 'null';
  if (isEnumType(plain)) return value as string;
  if (isListType(plain) && Array.isArray(value))
    return `[${value.map((item) => literal(item, plain.ofType)).join(', ')}]`;
  if (!isInputObjectType(plain)) return JSON.stringify(value);
  const fields = plain.getFields();
  const parts = Object.entries(value).map(
    ([name, part]) => `${name}: ${literal(part, fields[name]!.type)}`,
  );
  return `{ ${parts.join(', ')} }`;
}
