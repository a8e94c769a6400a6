import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { Role } from '../../src/domain/viewer.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { Documents } from '../../src/server/graphql/documents.js';
import { type Carries, Pipeline } from '../../src/server/graphql/pipeline.js';
import { DEFAULT_LIMITS } from '../../src/server/limits/limits.js';
import { newScope } from '../../src/server/request-scope.js';

const schema = buildSchema();
const options = { schema, limits: DEFAULT_LIMITS, production: false };
const POST: Carries = { mutations: true, subscriptions: false };
const GET: Carries = { mutations: false, subscriptions: false };

interface Ask {
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly carries?: Carries;
  /** undefined: no token. */
  readonly roles?: readonly Role[] | undefined;
}

/** Prepares operations by one pipeline, so that each text is known after its first. */
function pipelineUnderTest() {
  const pipeline = new Pipeline(options);
  return (query: string, ask: Ask = {}) => {
    const { operationName, variables, carries = POST } = ask;
    const roles = 'roles' in ask ? ask.roles : (['ADMIN'] as const);
    const viewer = roles && { id: 'ann', roles };
    const scope = newScope({ id: 'id', log: pino({ level: 'silent' }) }, viewer);
    const prepared = pipeline.prepare({ query, operationName, variables }, scope, carries);
    if ('errors' in prepared) return prepared.errors.map((error) => error.extensions?.['code']);
    return prepared.operation.name?.value ?? 'anonymous';
  };
}

const input = {
  fromWalletId: 'wal_1',
  toWalletId: 'wal_2',
  amount: { amount: '1', currency: 'USD' },
  idempotencyKey: 'k',
};

describe('a document that is known is refused for what the next request does wrong', () => {
  test('a known document is refused without a token', () => {
    const prepare = pipelineUnderTest();
    const query = '{ viewer { id } __typename }';
    expect(prepare(query)).toBe('anonymous');
    expect(prepare(query, { roles: undefined })).toEqual(['UNAUTHENTICATED']);
    expect(prepare(query)).toBe('anonymous');
  });

  test('of a known document, only the operation that reads the schema alone needs no token', () => {
    const prepare = pipelineUnderTest();
    const query = 'query Schema { __typename } query Data { __typename viewer { id } }';
    for (const operationName of ['Schema', 'Data'])
      expect(prepare(query, { operationName })).toBe(operationName);
    expect(prepare(query, { operationName: 'Schema', roles: undefined })).toBe('Schema');
    expect(prepare(query, { operationName: 'Data', roles: undefined })).toEqual([
      'UNAUTHENTICATED',
    ]);
  });

  test('a known mutation is refused over GET, and a known subscription over POST', () => {
    const prepare = pipelineUnderTest();
    const mutation = 'mutation { verifyIntegrity { healthy } }';
    expect(prepare(mutation)).toBe('anonymous');
    expect(prepare(mutation, { carries: GET })).toEqual(['METHOD_NOT_ALLOWED']);
    const subscription = 'subscription ($id: ID!) { balanceChanged(walletId: $id) { walletId } }';
    const variables = { id: 'wal_1' };
    const carries = { mutations: true, subscriptions: true };
    expect(prepare(subscription, { variables, carries })).toBe('anonymous');
    expect(prepare(subscription, { variables })).toEqual(['OPERATION_NOT_SUPPORTED']);
    expect(prepare(subscription, { variables: { id: 7 }, carries })).toEqual(['BAD_USER_INPUT']);
  });

  test('the operations of a known document are told apart by name', () => {
    const prepare = pipelineUnderTest();
    const query = 'query A { viewer { id } } mutation B { verifyIntegrity { healthy } }';
    for (const operationName of ['A', 'B', 'A'])
      expect(prepare(query, { operationName })).toBe(operationName);
    for (const ask of [{}, { operationName: 'C' }])
      expect(prepare(query, ask)).toEqual(['OPERATION_RESOLUTION_FAILURE']);
    expect(prepare(query, { operationName: 'B', carries: GET })).toEqual(['METHOD_NOT_ALLOWED']);
    expect(prepare(query, { operationName: 'A', carries: GET })).toBe('A');
  });

  test('a known document is priced and measured with the variables of each request', () => {
    const prepare = pipelineUnderTest();
    const query = `query Q($n: Int!, $filter: WalletFilter) { wallets(first: $n, filter: $filter) { edges { node {
      history(first: $n) { edges { node { amount { amount currency } } } } } } } }`;
    expect(prepare(query, { variables: { n: 1 } })).toBe('Q');
    expect(prepare(query, { variables: { n: 200 } })).toEqual(['DOCUMENT_TOO_COMPLEX']);
    const nested = JSON.parse('{"a":'.repeat(40) + '1' + '}'.repeat(40)) as object;
    expect(prepare(query, { variables: { n: 1, filter: nested } })).toEqual([
      'DOCUMENT_TOO_COMPLEX',
    ]);
    expect(prepare(query, { variables: { n: 1 } })).toBe('Q');
  });

  test('the selection of a known mutation is checked with the variables of each request', () => {
    const prepare = pipelineUnderTest();
    const query = `mutation M($input: TransferInput!, $first: Int, $show: Boolean = false) {
      transfer(input: $input) {
        ... on TransferPayload { transaction { wallet { id ...Page @include(if: $show) } } }
      }
    }
    fragment Page on Wallet { entries(first: $first) { edges { cursor } } }`;
    expect(prepare(query, { variables: { input } })).toBe('M');
    expect(prepare(query, { variables: { input, first: 0 } })).toBe('M');
    const shown = { input, show: true };
    expect(prepare(query, { variables: { ...shown, first: 0 } })).toEqual(['BAD_USER_INPUT']);
    expect(prepare(query, { variables: { ...shown, first: 1 } })).toBe('M');
  });

  test('a mutation that is refused for its selection is refused again', () => {
    const prepare = pipelineUnderTest();
    const query = `mutation ($input: TransferInput!) { transfer(input: $input) {
      ... on TransferPayload { transaction { wallet { entries(first: 0) { edges { cursor } } } } } } }`;
    for (const _ of [1, 2])
      expect(prepare(query, { variables: { input } })).toEqual(['BAD_USER_INPUT']);
  });
});

describe('documents are kept within bounds', () => {
  const documentsUnderTest = () => {
    const documents = new Documents(schema, DEFAULT_LIMITS, false);
    return (text: string) => {
      const known = documents.parse(text);
      documents.validate(known);
      return known;
    };
  };
  /** A valid document of about this many characters. */
  const long = (index: number, characters: number) =>
    `{ viewer { id } } # ${index} ${'x'.repeat(characters)}`;

  test('a document is parsed once, and the least recently used one leaves the store first', () => {
    const read = documentsUnderTest();
    const texts = Array.from({ length: 12 }, (_, index) => long(index, 40_000));
    const [first, second] = [read(texts[0] ?? ''), read(texts[1] ?? '')];
    // Twelve are all that 500,000 characters hold.
    for (const text of texts) read(text);
    expect(read(texts[0] ?? '')).toBe(first);
    read(long(12, 40_000));
    expect(read(texts[0] ?? '')).toBe(first);
    expect(read(texts[1] ?? '')).not.toBe(second);
  });

  test('a short document counts as one of 50 characters', () => {
    const read = documentsUnderTest();
    const first = read(long(0, 40_980));
    for (let index = 1; index < 12; index++) read(long(index, 40_980));
    // They leave room for 8,000 characters, which is more than these have.
    const short = (from: number, to: number) => {
      for (let index = from; index < to; index++) read(`{ viewer { id } } #${index}`);
    };
    short(0, 150);
    expect(read(long(0, 40_980))).toBe(first);
    const second = read(long(1, 40_980));
    for (let index = 2; index < 12; index++) read(long(index, 40_980));
    read(long(0, 40_980));
    short(0, 170);
    expect(read(long(1, 40_980)) === second).toBe(false);
  });

  test('a document that is too long, or not valid, is not kept', () => {
    const read = documentsUnderTest();
    const text = long(0, 50_000);
    expect(read(text)).not.toBe(read(text));
    for (const _ of [1, 2]) expect(() => read('{ nothing }')).toThrow();
  });
});
