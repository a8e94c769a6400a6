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
import { askers, contextsOn, money } from '../support/graphql.js';
import { startTestServer, tokenFor, type Answer, type TestServer } from '../support/http-server.js';
import type { Book } from '../../src/book/index.js';
import { untilWaiting } from '../support/waiting.js';

// What a client is told about a mutation must not let it believe that nothing was done when it was.

const at = useBook();
const { wallet } = askers(() => at.gateway.book);
const schema = buildSchema();
let token: string;
let reads: DataSource;
const servers: TestServer[] = [];

/** A gateway over the test's book, its reads as `read` has them. */
async function serve(read: Book['read'] = () => at.gateway.book.read()): Promise<TestServer> {
  const contextFor = contextsOn({ ...at.gateway.book, read });
  const server = await startTestServer({ schema, contextFor });
  servers.push(server);
  return server;
}

/** Snapshots whose connection the server has just cut (which only the owner may ask of it), and such as fail by a fault of ours. */
const cut = (): BookReader => {
  const snapshot = new Snapshot(reads);
  void snapshot
    .read((manager) => manager.query('SELECT pg_terminate_backend(pg_backend_pid())'))
    .catch(() => undefined); // that is what it is for
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
  const input = { walletId, amount: money('1'), idempotencyKey: more.key ?? randomUUID() };
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

describe('what could make the answer fail is refused before anything is done', () => {
  test.each<[string, string, object?]>([
    ['a cursor', deposit(onEntries('after: "junk"'))],
    ['a cursor backwards', deposit(onEntries('before: "junk"'))],
    ['a page from the end', deposit(onEntries('last: 3'))],
    ['a page that is too long', deposit(onEntries('first: 500'))],
    ['a page without rows', deposit(onTransactions('first: 0'))],
    ['a moment', deposit(onWallet('balance(at: "2999-01-01T00:00:00Z") { version }'))],
    ['a reference', deposit(onTransactions('filter: { reference: " " }'))],
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
  ])('%s', async (_, document, variables = {}) => {
    const { walletId, status, code, data, errors } = await send(sound, document, { variables });
    expect({ status, code, data }).toEqual({
      status: 400,
      code: 'BAD_USER_INPUT',
      data: undefined,
    });
    expect(errors).toHaveLength(1);
    expect(await version(walletId)).toEqual(UNTOUCHED);
  });

  test('and the message says which, and where to ask for it', async () => {
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
    ['nulls', deposit(onEntries('first: null, after: null, last: null, before: null'))],
    ['no moment', deposit(onWallet('balance(at: null) { version }'))],
    [
      'a filter',
      deposit(
        onTransactions('filter: { from: "0001-01-01T00:00:00Z", to: "9999-12-31T00:00:00Z" }'),
      ),
    ],
    [
      'what is not asked for',
      deposit(
        onWallet('id entries(after: "x") @include(if: $b) { edges { cursor } }'),
        '',
        '$b: Boolean!',
      ),
      { b: false },
    ],
  ])('while %s is answered', async (_, document, variables = {}) => {
    const { walletId, status, errors } = await send(sound, document, { variables });
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    expect(await version(walletId)).toEqual(DONE);
  });

  test('and in a query each is what it was', async () => {
    const document = `{ viewer { wallets { entries(last: 1) { edges { cursor } } } } }`;
    expect(await sound.graphql(document, { token })).toMatchObject({ status: 200 });
  });
});

test('an error at one mutation leaves what the others answered', async () => {
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
  ['something goes wrong', faulty, 'INTERNAL_SERVER_ERROR', /the snapshot has ended/],
] as const)('where %s', (_, read, code, logged) => {
  let broken: TestServer;
  beforeAll(async () => {
    broken = await serve(read);
  });

  test('after the commit, the client is told that it was done', async () => {
    const document = deposit(`... on DepositPayload { replayed transaction { entries { id } } }`);
    const key = randomUUID();
    const { walletId, ...answer } = await send(broken, document, { key });
    expect(answer).toMatchObject({ status: 200, data: { deposit: null } });
    expect(answer.errors).toEqual([
      expect.objectContaining({
        message:
          'The mutation was executed, but its payload could not be read in full. Retry with the same idempotencyKey, or query it.',
        path: ['deposit', 'transaction'],
        extensions: { code: 'ANSWER_INCOMPLETE', requestId: answer.headers.get('x-request-id') },
      }),
    ]);
    expect(broken.log()).toMatch(logged);
    expect(await version(walletId)).toEqual(DONE);
    const again = await send(sound, document, { key, walletId });
    expect(again).toMatchObject({ status: 200, data: { deposit: { replayed: true } } });
    expect(await version(walletId)).toEqual(DONE);
  });

  test('a query says so by its own code', async () => {
    const answer = await broken.graphql('{ viewer { wallets { id } } }', { token });
    expect(answer).toMatchObject({ status: code === 'UNAVAILABLE' ? 503 : 500, code, data: null });
    expect(answer.headers.get('retry-after')).toBe(code === 'UNAVAILABLE' ? '1' : null);
  });
});

describe('no connection for reads is kept', () => {
  const count = async (where: string): Promise<unknown> => {
    // In a transaction the states would be those of its first look.
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
      (context, walletId) =>
        context.submit(freezeWallet, { walletId, reason: 'because' }, 'no connection'),
    ],
    ['a check', (context) => context.verify()],
  ])('while %s is waited for', async (_, wait) => {
    await wallet('patient');
    const context = contextsOn(at.gateway.book)({ id: 'admin', roles: ['ADMIN'] }, 'r');
    try {
      const [patient] = await context.loaders.reader.walletsOfOwner('patient');
      expect(await count(`state = 'idle in transaction'`)).toBe(1);
      // A commit waits for the row, a check for the table of entries.
      await at.owner.query('BEGIN; SELECT FROM wallet FOR UPDATE; LOCK TABLE entry');
      const waiting = wait(context, patient?.id ?? '');
      await untilWaiting(at.owner);
      const kept = await count(`state = 'idle in transaction'`);
      await at.owner.query('ROLLBACK');
      await waiting;
      expect(kept).toBe(0);
    } finally {
      await context.end();
    }
  });
});
