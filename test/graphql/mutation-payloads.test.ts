import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source.js';
import { Snapshot } from '../../src/database/snapshot.js';
import type { EndingContext } from '../../src/graphql/context.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { BookReader } from '../../src/reader/book-reader.js';
import { freezeWallet } from '../../src/movements/index.js';
import { useBook } from '../support/book.js';
import { askers, contextsOn, moneyInput } from '../support/graphql.js';
import { startTestServer, tokenFor, type Answer, type TestServer } from '../support/http-server.js';
import { until, untilBlocked } from '../support/until.js';
import { reason, ADMIN } from '../support/inputs.js';

// The answer to a mutation must never let a client believe that nothing was executed if it was.

const at = useBook();
const { wallet } = askers(() => at.gateway.book);
const schema = buildSchema();
let token: string;
let reads: DataSource;
const servers: TestServer[] = [];

/** Starts a gateway over the test's book that reads by `read`. */
async function serve(read?: () => BookReader): Promise<TestServer> {
  const contextFor = contextsOn({ ...at.gateway.book, ...(read && { read, join: read }) });
  const server = await startTestServer({ schema, contextFor });
  servers.push(server);
  return server;
}

/** Readers whose connection PostgreSQL has just cut (only the owner may ask for that), and readers that fail internally. */
const cut = (): BookReader => {
  const snapshot = new Snapshot(reads);
  void snapshot
    .read((manager) => manager.query('SELECT pg_terminate_backend(pg_backend_pid())'))
    .catch(() => undefined); // the query cuts its own connection
  return new BookReader(snapshot);
};
const faulty = (): BookReader => {
  const snapshot = new Snapshot(reads);
  void snapshot.end();
  return new BookReader(snapshot);
};

let sound: TestServer;
beforeAll(async () => {
  token = await tokenFor('admin', 'ADMIN');
  const { url } = at.database;
  reads = createDataSource({
    ...{ url, book: 'book', connections: 2, name: 'cut reads' },
    onIdleError: () => undefined,
  });
  await reads.initialize();
  sound = await serve();
});
afterAll(async () => {
  await Promise.all(servers.map((one) => one.server.close()));
  await reads.destroy();
});

const deposit = (selection: string, more = '', declared = '') => `
  mutation ($input: DepositInput! ${declared}) { deposit(input: $input) { ${selection} } } ${more}`;
const onWallet = (selection: string) =>
  `... on DepositPayload { replayed transaction { id wallet { ${selection} } } }`;
const onEntries = (args: string) => onWallet(`entries(${args}) { edges { cursor } }`);
const onTransactions = (args: string) => onWallet(`transactions(${args}) { edges { cursor } }`);

async function send(
  server: TestServer,
  document: string,
  more: { walletId?: string; key?: string; variables?: object } = {},
): Promise<Answer & { walletId: string }> {
  const walletId = more.walletId ?? (await wallet(randomUUID()));
  const input = { walletId, amount: moneyInput('1'), idempotencyKey: more.key ?? randomUUID() };
  const variables = { input, ...more.variables };
  return { ...(await server.graphql(document, { token, variables })), walletId };
}

async function version(walletId: string): Promise<unknown> {
  const document = `query ($id: ID!) { wallet(id: $id) { balance { version } } }`;
  const { data } = await sound.graphql(document, { token, variables: { id: walletId } });
  return data?.['wallet'];
}

const UNTOUCHED = { balance: { version: 0 } };
const DONE = { balance: { version: 1 } };

describe('a mutation whose answer could fail is refused before it is executed', () => {
  test.each<[string, string, object?]>([
    ['a cursor', deposit(onEntries('after: "junk"'))],
    ['a cursor backwards', deposit(onEntries('before: "junk"'))],
    ['a page from the end', deposit(onEntries('last: 3'))],
    ['a page that is too long', deposit(onEntries('first: 500'))],
    ['a page without rows', deposit(onTransactions('first: 0'))],
    ['a balance at a moment', deposit(onWallet('balance(at: "2999-01-01T00:00:00Z") { version }'))],
    ['a blank reference', deposit(onTransactions('filter: { reference: " " }'))],
    ['a filter that could read too much', deposit(onTransactions('filter: { kinds: [TRANSFER] }'))],
    ['a page in a variable', deposit(onEntries('first: $n'), '', '$n: Int'), { n: 201 }],
    ['a page by default', deposit(onEntries('first: $n'), '', '$n: Int = 201')],
    ['a cursor in a variable', deposit(onEntries('after: $c'), '', '$c: String'), { c: 'junk' }],
    [
      'a filter in a variable',
      deposit(onTransactions('filter: $f'), '', '$f: TransactionFilter'),
      { f: { reference: 'x' } },
    ],
    [
      'null in a list',
      deposit(onTransactions('filter: { kinds: [$k] }'), '', '$k: TransactionKind = DEPOSIT'),
      { k: null },
    ],
    [
      'null for a directive',
      deposit(onWallet('id @skip(if: $b)'), '', '$b: Boolean = true'),
      { b: null },
    ],
    [
      'a cursor in fragments',
      deposit(
        '... { ...A }',
        `fragment A on DepositPayload { transaction { ...B } }
         fragment B on Transaction { ... on Deposit { wallet { entries(after: "junk") { edges { cursor } } } } }`,
      ),
    ],
  ])('a mutation that selects %s is refused', async (_, document, variables = {}) => {
    const { walletId, status, code, data, errors } = await send(sound, document, { variables });
    expect({ status, code, data }).toEqual({
      status: 400,
      code: 'BAD_USER_INPUT',
      data: undefined,
    });
    expect(errors).toHaveLength(1);
    expect(await version(walletId)).toEqual(UNTOUCHED);
  });

  test('the refusal of a selection names the argument, and says to read it in a query', async () => {
    const late = await send(sound, deposit(onEntries('after: "junk"')));
    expect(late.errors?.[0]?.message).toBe(
      'Wallet.entries(after:) is not allowed in a mutation’s payload. Use it in a query afterwards. Nothing was executed.',
    );
    const long = await send(sound, deposit(onEntries('first: 500')));
    expect(long.errors?.[0]?.message).toBe(
      'Wallet.entries(first:) must be from 1 to 200. Nothing was executed.',
    );
  });

  test.each<[string, string, object?]>([
    ['a page', deposit(onEntries('first: 200'))],
    ['a page in a variable', deposit(onEntries('first: $n'), '', '$n: Int'), { n: 1 }],
    ['null arguments', deposit(onEntries('first: null, after: null, last: null, before: null'))],
    ['the present balance', deposit(onWallet('balance(at: null) { version }'))],
    ['no filter', deposit(onTransactions('filter: null'))],
    [
      'a skipped field',
      deposit(
        onWallet('id entries(after: "x") @include(if: $b) { edges { cursor } }'),
        '',
        '$b: Boolean!',
      ),
      { b: false },
    ],
  ])('a mutation that selects %s is answered', async (_, document, variables = {}) => {
    const { walletId, status, errors } = await send(sound, document, { variables });
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    expect(await version(walletId)).toEqual(DONE);
  });

  test('a query may use the arguments that a mutation refuses', async () => {
    const document = `{ viewer { wallets { entries(last: 1) { edges { cursor } } } } }`;
    expect(await sound.graphql(document, { token })).toMatchObject({ status: 200 });
  });
});

test('an error at one mutation leaves the answers of the others', async () => {
  const document = `mutation ($input: DepositInput!, $id: ID!) {
    a: deposit(input: $input) { ... on DepositPayload { replayed } }
    b: freezeWallet(input: { walletId: $id, reason: " ", idempotencyKey: "b" }) { __typename }
  }`;
  const id = await wallet('siblings');
  const { status, data, errors } = await send(sound, document, { walletId: id, variables: { id } });
  expect({ status, data }).toEqual({ status: 200, data: { a: { replayed: false }, b: null } });
  expect(errors).toMatchObject([{ path: ['b'], extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(await version(id)).toEqual(DONE);
});

describe.each([
  ['the book cannot be read', cut, 'UNAVAILABLE', /terminating connection|Connection terminated/],
  ['a read fails internally', faulty, 'INTERNAL_SERVER_ERROR', /the snapshot has ended/],
] as const)('if %s, the client still learns what was executed', (_, read, code, logged) => {
  let broken: TestServer;
  beforeAll(async () => {
    broken = await serve(read);
  });

  test('a mutation whose payload cannot be read after the commit answers ANSWER_INCOMPLETE', async () => {
    const document = deposit(`... on DepositPayload { replayed transaction { entries { id } } }`);
    const key = randomUUID();
    const { walletId, ...answer } = await send(broken, document, { key });
    expect(answer).toMatchObject({ status: 200, data: { deposit: null } });
    expect(answer.errors).toEqual([
      expect.objectContaining({
        message:
          'The mutation was executed, but its payload could not be read in full. Retry with the same idempotencyKey, or query it.',
        path: ['deposit', 'transaction'],
        extensions: {
          code: 'ANSWER_INCOMPLETE',
          retryAfterMs: 1_000,
          requestId: answer.headers.get('x-request-id'),
        },
      }),
    ]);
    expect(broken.log()).toMatch(logged);
    expect(await version(walletId)).toEqual(DONE);
    const again = await send(sound, document, { key, walletId });
    expect(again).toMatchObject({ status: 200, data: { deposit: { replayed: true } } });
    expect(await version(walletId)).toEqual(DONE);
  });

  test('a query that cannot be read answers with the code of the failure', async () => {
    const answer = await broken.graphql('{ viewer { wallets { id } } }', { token });
    expect(answer).toMatchObject({ status: code === 'UNAVAILABLE' ? 503 : 500, code, data: null });
    expect(answer.headers.get('retry-after')).toBe(code === 'UNAVAILABLE' ? '1' : null);
  });
});

describe('a request keeps no connection for reads while it waits', () => {
  const count = async (where: string): Promise<unknown> => {
    // Within a transaction PostgreSQL would repeat the states of the first read.
    await at.owner.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await at.owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND ${where}`,
    );
    return rows[0]?.n;
  };

  test.each<[string, (context: EndingContext, walletId: string) => Promise<unknown>]>([
    [
      'a commit',
      (context, walletId) => context.submit(freezeWallet, { walletId, reason }, 'no connection'),
    ],
    ['a check', (context) => context.verify()],
  ])('a request keeps no connection for reads while it waits for %s', async (_, wait) => {
    await wallet('patient');
    const context = contextsOn(at.gateway.book)({ ...ADMIN, id: 'patient' }, 'r');
    try {
      const [patient] = await context.loaders.ownWallets();
      await until(async () => (await count(`state = 'idle in transaction'`)) === 1);
      // A commit waits for the row, a check for the table of entries.
      await at.owner.query('BEGIN; SELECT FROM wallet FOR UPDATE; LOCK TABLE entry');
      const waiting = wait(context, patient?.id ?? '');
      await untilBlocked(at.owner);
      // No request waits for the COMMIT of a round, so it can come a moment later.
      await until(async () => (await count(`state = 'idle in transaction'`)) === 0);
      await at.owner.query('ROLLBACK');
      await waiting;
    } finally {
      await context.end();
    }
  });
});
