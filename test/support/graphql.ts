import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { CompiledExecution } from '@onebook/compiled-execution';
import {
  execute,
  getOperationAST,
  Kind,
  OperationTypeNode,
  parse,
  print,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
} from 'graphql';
import type { Role, Viewer } from '../../src/domain/viewer.js';
import {
  createContextFactory,
  type ContextFactory,
  type EndingContext,
} from '../../src/graphql/context.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { mayReadAgain } from '../../src/server/graphql/executor.js';
import { EventFeed } from '../../src/log/event-feed.js';
import { Monitoring } from '../../src/monitoring/monitoring.js';
import { deafLive } from './live.js';
import { testWebhooks } from './webhooks.js';
import type { Book } from '../../src/book/index.js';

const compiled = new CompiledExecution<EndingContext>(buildSchema(), { mayReadAgain });
/** Parsed documents by text: like a gateway, the same text gives the same document. */
const parsed = new Map<string, DocumentNode>();
const fixtures = ['acceptance-operations', 'more-operations'].map((name) =>
  readFileSync(new URL(`../fixtures/${name}.graphql`, import.meta.url), 'utf8'),
);
const documents: DocumentNode = parse(fixtures.join('\n'));

/** The operation of that name from the fixtures, with the fragments that it uses. */
export function documentNamed(name: string): string {
  const wanted = documents.definitions.filter(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION || nameOf(definition) === name,
  );
  const parts = new Map(wanted.map((definition) => [nameOf(definition), print(definition)]));
  const used = new Set([name]);
  for (const part of used)
    for (const [, fragment] of (parts.get(part) ?? '').matchAll(/\.\.\.(?!\s*on\b)\s*(\w+)/g))
      used.add(fragment ?? '');
  return [...used].map((part) => parts.get(part)).join('\n');
}

function nameOf(definition: DocumentNode['definitions'][number]): string {
  return 'name' in definition && definition.name ? definition.name.value : '';
}

/** The fields that tests read from answers. The document of the test decides which exist. */
export interface AnswerFields {
  readonly __typename: string;
  readonly id: string;
  readonly account: string;
  readonly replayed: boolean;
  readonly subject: string;
  readonly revokedAt: string;
  readonly checkedEntries: number;
  readonly wallet: AnswerFields;
  readonly wallets: readonly AnswerFields[];
  readonly transaction: AnswerFields;
  readonly quote: AnswerFields;
  readonly done: readonly AnswerFields[];
  readonly refused: readonly unknown[];
  readonly paid: readonly AnswerFields[];
  readonly expiresAt: string;
  readonly createdAt: string;
  readonly lines: readonly AnswerFields[];
  readonly entries: List;
  readonly transactions: List;
  readonly edges: List['edges'];
  readonly systemAccounts: readonly unknown[];
  readonly findings: readonly unknown[];
}

interface List {
  readonly edges: readonly { readonly node: AnswerFields }[];
}

interface GraphQLAnswer {
  readonly data: Readonly<Record<string, AnswerFields>>;
  readonly errors: readonly GraphQLError[];
}

/**
 * Executes with a compiled plan and then with graphql-js, and returns the latter's result. If the plan answers,
 * both must give the same text; if it does not, there must be an error or several mutations. A mutation takes
 * effect once: graphql-js reads the same outcome in the same snapshot. A mutation's answer is then read from the book again.
 */
async function executeBothWays(
  text: string,
  variableValues: Record<string, unknown>,
  contextValue: EndingContext,
): Promise<ExecutionResult> {
  const arrival = ++arrivals;
  const document = parsed.get(text) ?? parse(text);
  const { schema } = compiled;
  const errors = parsed.has(text) ? [] : validate(schema, document);
  if (errors.length > 0) return { errors };
  parsed.set(text, document);
  const operation = getOperationAST(document)!;
  const data = await compiled.run({ document, variableValues, contextValue });
  const result = await execute({ schema, document, variableValues, contextValue });
  if (data) expect(comparable({ data })).toBe(comparable(result));
  else if (operation.selectionSet.selections.length === 1) expect(result.errors).toBeDefined();
  if (data && operation.operation === OperationTypeNode.MUTATION && arrival === arrivals) {
    // What a mutation answers from its own commit is what the book has, as long as nothing else is committed.
    compiled.forgetReads(contextValue);
    await contextValue.renew();
    const read = await execute({ schema, document, variableValues, contextValue });
    if (arrival === arrivals) expect(canonical(read)).toBe(canonical(result));
  }
  return result;
}

/** How many operations have been asked for, to know whether one was alone. */
let arrivals = 0;

/** The text without the order of keys in clients' metadata, which PostgreSQL changes. */
function canonical(result: ExecutionResult): string {
  return JSON.stringify(result, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** The exact text, without the gateway's age, which grows between the two. */
function comparable(result: ExecutionResult): string {
  return JSON.stringify(result).replace(/"measuredSeconds":[\d.]+/g, '"measuredSeconds":0');
}

/** Events that no commit announces. */
function deafFeed(book: Book): EventFeed {
  return new EventFeed(book, (error) => {
    throw error;
  });
}

/** Contexts of requests on a book, without live pushes. */
export function contextsOn(book: Book, monitoring = new Monitoring()): ContextFactory {
  return createContextFactory(
    book,
    { live: deafLive(book), events: deafFeed(book), webhooks: testWebhooks() },
    monitoring,
  );
}

/** A caller of the GraphQL API over a real book, with a context for each request. */
export class Asker {
  constructor(
    private readonly book: () => Book,
    private readonly viewer?: Viewer,
    private readonly monitoring = new Monitoring(),
  ) {}

  /** @param source a document, or the name of an operation of the fixtures */
  async ask(source: string, variables: Record<string, unknown> = {}): Promise<GraphQLAnswer> {
    const context = contextsOn(this.book(), this.monitoring)(this.viewer, randomUUID());
    try {
      const text = /^\w+$/.test(source) ? documentNamed(source) : source;
      const { data, errors } = await executeBothWays(text, variables, context);
      // Plain objects, as a client gets them.
      const plain = JSON.parse(JSON.stringify(data ?? {})) as GraphQLAnswer['data'];
      return { data: plain, errors: errors ?? [] };
    } finally {
      await context.end();
    }
  }

  /** The one root field of an answer that has no errors. */
  async run(source: string, variables: Record<string, unknown> = {}): Promise<AnswerFields> {
    const { data, errors } = await this.ask(source, variables);
    if (errors[0]) throw errors[0];
    return Object.values(data)[0] as AnswerFields;
  }

  /** Sends a mutation that takes a key, with a new key if the input has none. */
  send(name: string, input: Record<string, unknown>): Promise<AnswerFields> {
    return this.run(name, { input: { idempotencyKey: randomUUID(), ...input } });
  }

  /** The codes of the errors. */
  async codes(source: string, variables: Record<string, unknown> = {}): Promise<unknown[]> {
    const { errors } = await this.ask(source, variables);
    return errors.map((error) => error.extensions['code']);
  }
}

export const moneyInput = (amount: string, currency = 'USD') => ({ amount, currency });

/** A caller of each role, and a way to open wallets with money. */
export function askers(book: () => Book) {
  const as = (id: string, ...roles: Role[]): Asker => new Asker(book, { id, roles });
  const service = as('service', 'SERVICE');
  return {
    service,
    admin: as('admin', 'ADMIN'),
    cashier: as('cashier', 'CASHIER'),
    auditor: as('auditor', 'AUDITOR'),
    member: (id: string): Asker => as(id, 'MEMBER'),
    /** The id of the owner's wallet, with the amount paid into it. */
    wallet: async (ownerId: string, amount = '0', currency = 'USD'): Promise<string> => {
      const opened = await service.send('OpenWallet', { ownerId, currency });
      const walletId = opened.wallet.id;
      if (Number(amount) > 0)
        await service.send('Deposit', { walletId, amount: moneyInput(amount, currency) });
      return walletId;
    },
  };
}
