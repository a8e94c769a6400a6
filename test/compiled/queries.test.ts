import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildASTSchema, Kind, parse } from 'graphql';
import { transactionId, walletId } from '../../src/graphql/ids.js';
import { useBook } from '../support/book.js';
import { GatewayPair, type Request } from '../support/gateway-pair.js';
import { documentNamed } from '../support/graphql.js';
import { RandomHistory } from '../support/random-history.js';

// With and without compiled operations a client gets the same answer to the letter, the log says
// the same, and the book gets the same statements.

const at = useBook();
let pair: GatewayPair;
/** A wallet with some of everything behind it, another wallet, and a transaction of each kind. */
let id: string;
let other: string;
let ids: readonly string[];

beforeAll(async () => {
  const mixture = await RandomHistory.begin(at.gateway, 5);
  for (let step = 0; step < 120; step++) await mixture.step();
  [id, other] = mixture.wallets.map(walletId) as [string, string];
  const { rows } = await at.owner.query<{ id: string }>(
    'SELECT DISTINCT ON (kind, status) id FROM transaction ORDER BY kind, status, id',
  );
  ids = rows.map((row) => transactionId(row.id));
  pair = await GatewayPair.start(at.gateway.book);
});
afterAll(() => pair.close());

/** Asks both and expects that a compiled operation answered, so that nothing was wrong. */
async function planned(query: string, variables?: object, more: Partial<Request> = {}) {
  const asked = await pair.ask({ query, variables, ...more });
  expect([query, asked.seen.body, asked.byPlan]).toEqual([query, expect.anything(), true]);
  return asked;
}

/** Asks both and expects this refusal. */
async function refused(request: Request, code: string, status = 200) {
  const asked = await pair.ask(request);
  expect([request.query, asked.byPlan]).toEqual([request.query, false]);
  const { errors = [] } = JSON.parse(asked.seen.body) as {
    errors?: { extensions: { code: string } }[];
  };
  expect([asked.seen.status, errors[0]?.extensions.code]).toEqual([status, code]);
  return asked;
}

const AMOUNTS = '{ available { amount currency } held { amount } total { amount } version }';

const askedFields = new Set<string>();
/** Records the root fields that a document asks for. @returns the document */
function recordFields(query: string): string {
  const operations = parse(query).definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
  const fields = operations.flatMap(({ selectionSet }) => selectionSet.selections);
  for (const field of fields) if (field.kind === Kind.FIELD) askedFields.add(field.name.value);
  return query;
}

describe('compiled operations answer the documents that clients send', () => {
  test.each([
    ['Viewer', () => ({})],
    ['Wallet', () => ({ id })],
    ['WalletsOfOwner', () => ({ ownerId: 'nobody' })],
    ['WalletsOfOwner', () => ({ ownerId: 'nobody', first: 1 })],
    ['WalletEntries', () => ({ id })],
    ['WalletEntries', () => ({ id, first: 3 })],
    ['WalletTransactions', () => ({ id })],
    ['WalletTransactions', () => ({ id, filter: { kinds: ['TRANSFER', 'REFUND'] } })],
    ['Treasury', () => ({ currency: 'USD' })],
    ['Treasury', () => ({ currency: 'ZZZ' })],
    ['Node', () => ({ id: other })],
    ['Node', () => ({ id: 'wal_00000000000000000000000000' })],
  ] as const)('a compiled operation answers the document %s', async (name, variables) => {
    await planned(recordFields(documentNamed(name)), variables());
  });

  test('compiled operations answer every kind of transaction in every status', async () => {
    expect(ids.length).toBeGreaterThan(15);
    for (const one of ids)
      for (const name of ['Transaction', 'Details', 'Node'])
        await planned(recordFields(documentNamed(name)), { id: one });
  });

  test('a compiled operation answers a quote', async () => {
    const { rows } = await at.owner.query<{ id: string }>('SELECT id FROM exchange_quote LIMIT 1');
    const quote = `quo_${transactionId(rows[0]?.id ?? '').slice(4)}`;
    const { data } = await planned(recordFields(documentNamed('ExchangeQuote')), { id: quote });
    expect(data).toMatchObject({ exchangeQuote: { id: quote } });
  });

  test.each([
    [
      'a page of all wallets',
      `{ wallets(first: 50) { edges { cursor node { id balance ${AMOUNTS} } } } }`,
    ],
    ['transactions', '{ transactions(last: 30) { edges { node { __typename id status } } } }'],
    [
      'the state of the gateway',
      '{ monitoring { subscriptions hearsCommits transactions { done } } }',
    ],
    ['the viewer', '{ viewer { id roles wallets { id } } }'],
  ])('a compiled operation answers %s', async (_, query) => {
    await planned(recordFields(query));
  });

  test('a compiled operation answers explain and history', async () => {
    await planned(
      `query ($id: ID!) { wallet(id: $id) {
         explain { balance ${AMOUNTS} parts { kind status count figures { total { amount } }
           transactions(first: 2) { edges { node { id } figures { cash { amount } } } } } }
         history(first: 40) { edges { cursor node { amount { amount } balance { amount } status
           transaction { __typename id entries { id account balance { amount } } } } } } } }`,
      { id },
    );
  });

  test('the documents of these tests ask for every field of Query', () => {
    const file = new URL('../../schema.snapshot.graphql', import.meta.url);
    const schema = buildASTSchema(parse(readFileSync(file, 'utf8')));
    expect([...askedFields].sort()).toEqual(Object.keys(schema.getQueryType()?.getFields() ?? {}));
  });
});

describe('compiled operations answer documents in every form', () => {
  test.each([
    ['aliases', `{ a: wallet(id: $id) { b: id c: id d: balance { e: version } } }`],
    [
      'a field twice',
      `{ wallet(id: $id) { id id balance { version } balance { version held { amount } } } }`,
    ],
    [
      'fields merged across fragments, in the order they come',
      `{ wallet(id: $id) { ...A status ... on Wallet { balance { held { amount } } } ...B } }
       fragment A on Wallet { balance { version } currency } fragment B on Wallet { id balance { cash { amount } } }`,
    ],
    [
      'a fragment twice',
      `{ a: wallet(id: $id) { ...A } b: wallet(id: $id) { ...A ...A } } fragment A on Wallet { id status }`,
    ],
    [
      'fragments in fragments on interfaces',
      `{ node(id: $id) { __typename ...N ... on Wallet { owner: ownerId ...N } ... on Transaction { kind } } }
       fragment N on Node { id ... on Node { again: id ... on Wallet { currency } } }`,
    ],
    [
      '__typename everywhere',
      `{ __typename wallet(id: $id) { __typename t: __typename balance { __typename held { __typename } } } }`,
    ],
    [
      'keys that objects have',
      `{ wallet(id: $id) { constructor: id toString: status then: currency toJSON: id hasOwnProperty: id } }`,
    ],
    ['a fragment that never applies', `{ wallet(id: $id) { ... on Transaction { id } } }`, false],
    ['a literal', `{ wallet(id: $id) { balance(at: "2040-01-01T00:00:00Z") { version } } }`, false],
  ])(
    'with and without compiled operations the answer is the same for %s',
    async (...[, selection, isRight = true]: readonly [string, string, boolean?]) => {
      const query = `query ($id: ID!) ${selection}`;
      if (isRight) await planned(query, { id });
      else await pair.ask({ query, variables: { id } });
    },
  );

  const CONDITIONAL = `query ($id: ID!, $a: Boolean!, $b: Boolean = true, $c: Boolean! = false) {
    wallet(id: $id) {
      status @skip(if: $a)
      balance @include(if: $b) { version held @skip(if: $c) { amount } }
      ... @include(if: $a) { status currency }
      ...F @skip(if: $b)
      ... on Wallet @include(if: true) @skip(if: $c) { balance { cash { amount } version } }
      ownerId @skip(if: true) @include(if: $a)
    }
  }
  fragment F on Wallet { id balance { total { amount } ...G @include(if: $a) } }
  fragment G on Balance { version spendable { amount } }`;

  test('a compiled operation follows every combination of @skip and @include, which also decides the order of fields', async () => {
    const bodies = new Set<string>();
    for (let n = 0; n < 8; n++) {
      const [a, b, c] = [n & 1, n & 2, n & 4].map((bit) => bit !== 0);
      bodies.add((await planned(CONDITIONAL, { id, a, b, c })).seen.body);
    }
    expect(bodies.size).toBe(8);
    await planned(CONDITIONAL, { id, a: true });
  });

  test('a document with five conditions is compiled for 16 of their combinations', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const fields = names.map((name) => `${name}: id @skip(if: $${name})`).join(' ');
    const query = `query ($id: ID!, ${names.map((n) => `$${n}: Boolean!`).join(', ')}) { wallet(id: $id) { status ${fields} } }`;
    let plans = 0;
    for (let n = 0; n < 32; n++) {
      const flags = Object.fromEntries(names.map((name, bit) => [name, (n & (1 << bit)) !== 0]));
      if ((await pair.ask({ query, variables: { id, ...flags } })).byPlan) plans += 1;
    }
    expect(plans).toBe(16);
  });

  test('a compiled operation answers the named operation of several, and none without a known name', async () => {
    const query = `query A($id: ID!) { wallet(id: $id) { id } } query B { viewer { id ...V } } fragment V on Viewer { roles }`;
    await planned(query, undefined, { operationName: 'B' });
    await planned(query, { id }, { operationName: 'A' });
    for (const operationName of [undefined, 'C', '', null])
      await refused({ query, operationName }, 'OPERATION_RESOLUTION_FAILURE', 400);
    await refused({ query, operationName: 'A' }, 'BAD_USER_INPUT', 400);
    await pair.ask({ query, operationName: 5 });
  });

  test('a compiled operation answers a GET', async () => {
    const headers = { 'apollo-require-preflight': '1' };
    await planned(
      'query ($id: ID!) { wallet(id: $id) { id } }',
      { id },
      { method: 'GET', headers },
    );
    await pair.ask({ query: '{ viewer { id } }', method: 'GET', headers: {} });
    const query = 'mutation { verifyIntegrity { healthy } }';
    await refused({ query, method: 'GET', headers }, 'METHOD_NOT_ALLOWED', 405);
  });

  test.each([
    'query ($first: Int!) { wallets(first: $first) { edges { node { id } } } }',
    'query ($first: Int = 1) { wallets(first: $first) { edges { node { id } } } }',
    'query ($first: Int) { wallets(first: $first) { edges { node { id } } } }',
  ])('with and without compiled operations Int is coerced alike in %s', async (query) => {
    for (const first of [
      1,
      200,
      1.0,
      null,
      0,
      -1,
      201,
      1.5,
      '1',
      true,
      2 ** 31,
      1e300,
      [],
      [1],
      {},
    ])
      await pair.ask({ query, variables: { first } });
    await pair.ask({ query });
    await planned(query, { first: 2, unknown: 'x' });
  });

  test('with and without compiled operations all input types are coerced alike', async () => {
    const query = `query ($id: ID!, $kinds: [TransactionKind!], $from: DateTime, $reference: String, $filter: TransactionFilter) {
      wallet(id: $id) {
        a: transactions(filter: { kinds: $kinds, from: $from, reference: $reference }) { edges { cursor } }
        b: transactions(filter: $filter) { edges { node { id kind } } }
      } }`;
    const tries: object[] = [
      ...[id, 5, 1.5, '', null, true, [id], 12345678901234567890n.toString()].map((id) => ({ id })),
      ...['TRANSFER', ['TRANSFER'], [], [null], ['transfer'], [1], null, 'x', {}].map((kinds) => ({
        kinds,
      })),
      ...['2026-01-01T00:00:00Z', '2026-01-01', 5, '9999-12-31T23:59:59.999Z', null].map(
        (from) => ({ from }),
      ),
      ...['x', 5, '\u0000', 'é\u2028"', null].map((reference) => ({ reference })),
      ...[
        {},
        null,
        [],
        { kinds: 'REFUND' },
        { x: 1 },
        { from: 'x' },
        { statuses: ['PENDING', 'x'] },
      ].map((filter) => ({ filter })),
      { filter: JSON.parse('{"__proto__": {"kinds": ["REFUND"]}}') as object },
    ];
    for (const some of tries) await pair.ask({ query, variables: { id, ...some } });
    await pair.ask({ query, variables: [] });
    await pair.ask({ query, variables: 'x' });
    await pair.ask({ query, variables: null });
  });

  test('a compiled operation answers literals of every kind', async () => {
    await planned(
      `query ($id: ID!) { wallet(id: $id) {
      a: transactions(filter: { kinds: [TRANSFER, REFUND], statuses: COMPLETED, from: "2020-01-01T00:00:00+01:00" }, first: 3) { edges { node { kind } } }
      b: transactions(filter: null, first: null) { edges { cursor } }
      c: transactions(filter: { reference: "\\u00a0 \\"quoted\\" \\\\ $\{x}" }) { edges { cursor } }
      d: transactions(filter: { reference: """block "text" """ }) { edges { cursor } }
    } }`,
      { id },
    );
  });
});

describe('with and without compiled operations the refusals are the same', () => {
  test.each([
    ['no token', { query: '{ viewer { id } }', by: null }, 'UNAUTHENTICATED', 401],
    [
      'a role that may not',
      { query: '{ treasury(currency: "USD") { memberTotal { amount } } }', by: 'MEMBER' },
      'FORBIDDEN',
      200,
    ],
    [
      'a role that may read only one of two fields',
      {
        query: '{ treasury(currency: "USD") { memberTotal { amount } } viewer { id } }',
        by: 'MEMBER',
      },
      'FORBIDDEN',
      200,
    ],
    [
      'a role that may not, on a field that cannot be null',
      { query: '{ monitoring { subscriptions } viewer { id } }', by: 'MEMBER' },
      'FORBIDDEN',
      403,
    ],
    [
      'a malformed id',
      { query: '{ wallet(id: "x") { id } viewer { id } }' },
      'BAD_USER_INPUT',
      200,
    ],
    [
      'two malformed ids, in their order',
      { query: '{ a: wallet(id: "x") { id } b: node(id: "y") { id } }' },
      'BAD_USER_INPUT',
      200,
    ],
    [
      'a wrong page size on a field that cannot be null',
      { query: '{ wallets(first: 0) { edges { cursor } } viewer { id } }' },
      'BAD_USER_INPUT',
      400,
    ],
    [
      'a malformed cursor',
      { query: '{ transactions(after: "x") { edges { cursor } } }' },
      'BAD_USER_INPUT',
      400,
    ],
    [
      'a future moment in each item of a list',
      {
        query:
          '{ wallets { edges { node { id balance(at: "2999-01-01T00:00:00Z") { version } } } } }',
      },
      'BAD_USER_INPUT',
      400,
    ],
    ['a syntax error', { query: '{ viewer { id }' }, 'GRAPHQL_PARSE_FAILED', 400],
    ['an unknown field', { query: '{ viewer { nothing } }' }, 'GRAPHQL_VALIDATION_FAILED', 400],
    [
      'one alias for two fields',
      { query: '{ a: wallet(id: "x") { id } a: wallet(id: "y") { id } }' },
      'GRAPHQL_VALIDATION_FAILED',
      400,
    ],
    [
      'a variable that is not declared',
      { query: '{ wallet(id: $id) { id } }' },
      'GRAPHQL_VALIDATION_FAILED',
      400,
    ],
    [
      'a variable of another type',
      { query: 'query ($id: Int!) { wallet(id: $id) { id } }' },
      'GRAPHQL_VALIDATION_FAILED',
      400,
    ],
    [
      'a variable that is not given',
      { query: 'query ($id: ID!) { wallet(id: $id) { id } }' },
      'BAD_USER_INPUT',
      400,
    ],
    [
      'a variable that nests too deep',
      {
        query: 'query ($id: ID!) { wallet(id: $id) { id } }',
        variables: { id: JSON.parse('['.repeat(30) + ']'.repeat(30)) as unknown },
      },
      'DOCUMENT_TOO_COMPLEX',
      400,
    ],
    [
      'a subscription',
      { query: 'subscription { balanceChanged(walletId: "x") { balance { version } } }' },
      'OPERATION_NOT_SUPPORTED',
      400,
    ],
    ['an empty document', { query: '' }, 'BAD_REQUEST', 400],
  ] as [string, Request, string, number][])(
    'with and without compiled operations the refusal is the same for %s',
    async (_, request, code, status) => {
      const { seen } = await pair.ask(request);
      const { errors = [] } = JSON.parse(seen.body) as {
        errors?: { extensions: { code: string } }[];
      };
      expect([seen.status, errors[0]?.extensions.code]).toEqual([status, code]);
    },
  );

  test('a compiled operation answers the deepest nesting that is allowed, and one level more is refused', async () => {
    const nested = (times: number): string =>
      `{ wallet(id: "${id}") { ${'entries(first: 1) { edges { node { transaction { wallet { '.repeat(times)} id ${'} } } } }'.repeat(times)} } }`;
    await planned(nested(2));
    await refused({ query: nested(3) }, 'DOCUMENT_TOO_COMPLEX', 400);
  });

  test('graphql-js answers a field called __proto__', async () => {
    for (const query of ['{ __proto__: viewer { id } }', '{ viewer { id __proto__: id } }']) {
      const { seen, byPlan } = await pair.ask({ query });
      expect(byPlan).toBe(false);
      expect(seen.body).toContain('"__proto__":');
    }
  });

  test('graphql-js answers introspection', async () => {
    for (const query of [
      '{ __schema { types { name kind fields { name type { name ofType { name } } } } } viewer { id } }',
      '{ __type(name: "Wallet") { name fields { name args { name defaultValue } } } }',
    ]) {
      const { byPlan, seen } = await pair.ask({ query });
      expect([byPlan, seen.status]).toEqual([false, 200]);
    }
  });
});

test('a compiled operation shows each viewer only what they may see', async () => {
  for (const by of ['MEMBER', 'CASHIER', 'AUDITOR', 'SERVICE', 'ADMIN'] as const) {
    await planned(documentNamed('Wallet'), { id }, { by });
    for (const one of ids.slice(0, 5)) await planned(documentNamed('Details'), { id: one }, { by });
  }
});
