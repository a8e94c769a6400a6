import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildASTSchema, execute, type ExecutionResult, Kind, parse } from 'graphql';
import { transactionId, walletId } from '../../src/graphql/ids.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { createMetrics } from '../../src/metrics/metrics.js';
import { createExecutor } from '../../src/server/graphql/executor.js';
import {
  type Pool,
  RandomDocuments,
  validDocument,
} from '../../packages/compiled-execution/test/support/random-documents.js';
import { useBook } from '../support/book.js';
import { GatewayPair, type Request, withoutOpenTransactions } from '../support/gateway-pair.js';
import { contextsOn, documentNamed } from '../support/graphql.js';
import { ADMIN, member } from '../support/inputs.js';
import { RandomHistory } from '../support/random-history.js';

// With and without compiled operations a client gets the same answer to the letter, the log says
// the same, and the book gets the same statements. What compiled operations do with a document of any form is tested in
// packages/compiled-execution; here are the gateway's own documents, scalars, refusals and resolvers.

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
    ['whom to pay', '{ payee(ownerId: "nobody", currency: "USD") { walletId displayName } }'],
    [
      'currencies and system accounts',
      '{ currencies { code digits createdAt } currency(code: "USD") { name } systemAccounts { name description } }',
    ],
    [
      'schedules',
      `{ schedules(first: 3) { edges { node { id status mutation nextAt runs(first: 2) { edges { node { outcome } } } } } } }`,
    ],
    [
      'reports',
      `{ reports(first: 3, filter: { period: DAY }) { edges { node { id period from to timeZone createdAt csv html } } } }`,
    ],
    [
      'monitors',
      `{ monitors(first: 3) { edges { node { id name on status amount { amount } channels { email } wallet { id } } } } }`,
    ],
    [
      'alerts',
      `{ alerts(first: 3, filter: { status: OPEN }) { edges { node { id status summary data monitor { id } notifications { status } } } } }`,
    ],
    [
      'webhooks',
      `{ webhooks(first: 3) { edges { node { id url status deliveries(first: 2, status: DEAD) { edges { node { id error } } } } } } }`,
    ],
    [
      'reconciliations',
      `{ reconciliations(first: 3) { edges { node { id status startedAt } } }
         reconciliation(id: "rec_00000000000000000000000000") { id } }`,
    ],
    [
      'the log',
      `{ events(first: 20) { edges { cursor node { id type actor data wallet { id } transaction { id } } } }
         auditLog(first: 20) { edges { cursor node { actor movement outcome message input transactionIds } } } }`,
    ],
    [
      'the treasury of the past and of all currencies',
      `{ treasury(currency: "USD", at: "2026-11-01T00:00:00Z") { at memberTotal { amount } sumOfAllAccounts { amount } systemAccounts { name } }
         treasuries { currency memberTotal { amount } } past: treasuries(at: "2026-11-01T00:00:00Z") { currency sumOfAllAccounts { amount } } }`,
    ],
    [
      'a treasury report',
      `{ treasuryReport(from: "2026-01-01", to: "2026-02-01T00:00:00Z", timeZone: "Europe/Berlin") {
           from to asOf timeZone currencies { currency opening { amount } closing { amount }
             kinds { kind transactions moneyIn { amount } moneyOut { amount } moved { amount } }
             systemAccounts { name opening { amount } debits { amount } credits { amount } closing { amount } }
             days { date from to kinds { kind } systemAccounts { name } } } } }`,
    ],
    ['drift', '{ drift(first: 3) { edges { node { owner currency difference } } } }'],
    ['a currency that the book does not have', '{ currency(code: "ZZZ") { name } }'],
  ])('a compiled operation answers %s', async (_, query) => {
    await planned(recordFields(query));
  });

  test('a compiled operation answers explain and history', async () => {
    await planned(
      `query ($id: ID!) { wallet(id: $id) {
         explain { balance ${AMOUNTS} parts { kind status count figures { total { amount } }
           transactions(first: 2) { edges { node { id } figures { cash { amount } } } } } }
         history(first: 40) { edges { cursor node { amount { amount } balance { amount } status
           counterparty { displayName wallet { id } }
           transaction { __typename id entries { id account balance { amount } } } } } } } }`,
      { id },
    );
  });

  test('a compiled operation answers a statement', async () => {
    await planned(
      `query ($id: ID!) { wallet(id: $id) {
         statement(from: "2020-01-01", to: "2026-01-01T00:00:00Z", timeZone: "Europe/Berlin") {
           from to timeZone opening ${AMOUNTS} closing ${AMOUNTS} totals { kind count moneyIn { amount } moneyOut { amount } }
           lines(first: 40) { edges { cursor node { amount { amount } transaction { id } } } pageInfo { hasNextPage } } } } }`,
      { id },
    );
  });

  test('the documents of these tests ask for every field of Query', () => {
    const file = new URL('../../schema.snapshot.graphql', import.meta.url);
    const schema = buildASTSchema(parse(readFileSync(file, 'utf8')));
    expect([...askedFields].sort()).toEqual(Object.keys(schema.getQueryType()?.getFields() ?? {}));
  });
});

describe('a compiled operation answers whatever Apollo and the scalars of the gateway take part in', () => {
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

  test('with and without compiled operations all input types are coerced alike', async () => {
    const query = `query ($id: ID!, $kinds: [TransactionKind!], $from: DateTime, $reference: String, $filter: TransactionFilter) {
      wallet(id: $id) {
        a: transactions(filter: { kinds: $kinds, from: $from, reference: $reference }) { edges { cursor } }
        b: transactions(filter: $filter) { edges { node { id kind } } }
      } }`;
    const tries: object[] = [
      ...[id, 5, 'x', null].map((id) => ({ id })),
      ...[['TRANSFER'], ['transfer'], 'REFUND', null].map((kinds) => ({ kinds })),
      ...['2026-01-01T00:00:00Z', '2026-01-01', '9999-12-31T23:59:59.999Z'].map((from) => ({
        from,
      })),
      ...['x', 5, '\u0000', 'é\u2028"'].map((reference) => ({ reference })),
      ...[{}, { kinds: 'REFUND' }, { x: 1 }, { statuses: ['PENDING', 'x'] }].map((filter) => ({
        filter,
      })),
      { filter: JSON.parse('{"__proto__": {"kinds": ["REFUND"]}}') as object },
    ];
    for (const some of tries) await pair.ask({ query, variables: { id, ...some } });
    for (const variables of [[], 'x', null]) await pair.ask({ query, variables });
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

describe('random documents over the whole schema', () => {
  const RUNS = Number(process.env['ONEBOOK_RANDOM_DOCUMENTS'] ?? 80);
  const schema = buildSchema();
  const metrics = createMetrics();
  const executor = createExecutor(schema, true, metrics);
  const count = { plan: 0, 'graphql-js': 0 };
  let pool: Pool;
  /** The moment after everything was written. */
  let began: string;

  beforeAll(() => {
    began = new Date().toISOString();
    const UNKNOWN = 'wal_00000000000000000000000000';
    pool = {
      ID: [id, other, ...ids, ...ids, UNKNOWN, 'x'],
      walletId: [id, other],
      Int: [1, 2, 3, 5, 5, 5, 0, 201],
      String: ['x', 'reference'],
      after: [null, null, 'x'],
      before: [null, null, 'x'],
      last: [null, null, null, 2],
      CurrencyCode: ['USD', 'EUR', 'ZZZ', 'x'],
      DateTime: ['2020-01-01T00:00:00Z', began, '2999-01-01T00:00:00Z', 'x'],
    };
  });

  /** The result to the letter, except for the moment at which it was read and the transactions that were open then. */
  function textOf({ data, errors }: ExecutionResult): string {
    return withoutOpenTransactions(JSON.stringify({ data, errors })).replace(
      /\d{4}-\d\d-\d\dT[\d:.]+Z/g,
      (moment) => (moment < began ? moment : 'now'),
    );
  }

  async function compare(seed: number, isStaff: boolean): Promise<void> {
    // `monitoring` measures the gateway and differs each time.
    const random = (seed: number) =>
      new RandomDocuments(schema, pool, seed, ['monitoring']).query();
    const { document, variables: variableValues } = validDocument(schema, seed, random);
    const viewer = isStaff ? ADMIN : member('owner');
    const [alone, both] = ['alone', 'both'].map((id) => contextsOn(at.gateway.book)(viewer, id));
    const args = { document, variableValues };
    try {
      const expected = await execute({ schema, ...args, contextValue: alone });
      // A person has a single one of these few connections for lists.
      await alone?.end();
      metrics.executions.reset();
      const result = await executor.execute({ ...args, contextValue: both! });
      expect(textOf(result)).toBe(textOf(expected));
      const by = expected.errors ? 'graphql-js' : 'plan';
      const { values } = await metrics.executions.get();
      expect(values).toEqual([expect.objectContaining({ value: 1, labels: { by } })]);
      count[by] += 1;
    } finally {
      await Promise.all([alone?.end(), both?.end()]);
    }
  }

  test('the executor answers as graphql-js does, by a compiled operation exactly if there is no error', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(), fc.boolean(), compare), { numRuns: RUNS });
    // Otherwise the test would show little. More documents make up for what chance left out, up to a limit.
    const isEnough = (): boolean => count.plan > RUNS / 4 && count['graphql-js'] > RUNS / 10;
    for (let seed = 0; seed < 10 * RUNS && !isEnough(); seed++) await compare(seed, seed % 2 === 0);
    expect(isEnough()).toBe(true);
  });
});
