import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { IdentityUnavailableError } from '../../src/auth/token.js';
import { useBook } from '../support/book.js';
import { BareSocket, LiveServer, collect } from '../support/live.js';
import { until } from '../support/until.js';

const at = useBook();
let server: LiveServer;

const BALANCE = `subscription ($id: ID!) {
  balanceChanged(walletId: $id) { walletId balance { available { amount currency } spendable { amount }
    held { amount } cash { amount } credit { amount } total { amount } version } } }`;
const QUERY = `query ($id: ID!) { wallet(id: $id) { id balance { available { amount currency } spendable { amount }
    held { amount } cash { amount } credit { amount } total { amount } version } } }`;
const DEPOSIT = `mutation ($i: DepositInput!) { deposit(input: $i) { ... on DepositPayload { transaction { id } } } }`;

const pay = (id: string, amount = '1', key: string = randomUUID()) =>
  server.query('svc', ['SERVICE'], DEPOSIT, {
    i: { walletId: id, amount: { amount, currency: 'USD' }, idempotencyKey: key },
  });

async function wallet(owner: string): Promise<string> {
  const { data } = await server.query(
    'svc',
    ['SERVICE'],
    'mutation ($o: ID!, $k: IdempotencyKey!) { openWallet(input: {ownerId: $o, currency: "USD", idempotencyKey: $k}) { ... on OpenWalletPayload { wallet { id } } } }',
    { o: owner, k: randomUUID() },
  );
  return (data['openWallet'] as { wallet: { id: string } }).wallet.id;
}

describe('a WebSocket carries subscriptions, queries and mutations', () => {
  beforeAll(async () => {
    server = await LiveServer.start(at);
  });
  afterEach(async () => {
    // Clients that went leave nothing behind.
    await until(() => server.live.live.size === 0 && server.contexts === 0);
  });
  afterAll(() => server.close());

  test('a WebSocket pushes the balance that a query shows, now and after each change', async () => {
    const id = await wallet('ann');
    const pushed = collect(await server.client('ann', ['MEMBER']), BALANCE, { id });
    for (let round = 1; round <= 3; round++) {
      await until(() => pushed.pushes.length === round);
      const { data } = await server.query('ann', ['MEMBER'], QUERY, { id });
      const { balance } = data['wallet'] as { balance: unknown };
      expect(pushed.pushes.at(-1)).toEqual({ data: { balanceChanged: { walletId: id, balance } } });
      if (round < 3) await pay(id);
    }
    pushed.stop();
    await until(() => pushed.end === 'complete');
  });

  test('a WebSocket answers queries and mutations as HTTP does', async () => {
    const id = await wallet('ben');
    const client = await server.client('teller', ['CASHIER']);
    const paid = collect(client, DEPOSIT, {
      i: {
        walletId: id,
        amount: { amount: '3', currency: 'USD' },
        idempotencyKey: 'over-a-socket',
      },
    });
    await until(() => paid.end !== undefined);
    expect(paid.pushes).toMatchObject([{ data: { deposit: { transaction: {} } } }]);
    const asked = collect(client, '{ viewer { id } }');
    const refused = collect(client, '{ treasury(currency: "USD") { currency } }');
    const deep = collect(client, `{ viewer ${'{ wallets '.repeat(20)}{ id }${'}'.repeat(20)} }`);
    await until(() => [asked, refused, deep].every(({ end }) => end !== undefined));
    expect(asked.pushes).toEqual([{ data: { viewer: { id: 'teller' } } }]);
    expect(refused.pushes).toMatchObject([{ errors: [{ extensions: { code: 'FORBIDDEN' } }] }]);
    expect(deep.end).toMatchObject([
      { extensions: { code: expect.stringMatching(/VALIDATION|COMPLEX/) } },
    ]);
  });

  test('a WebSocket refuses by code what cannot begin, and goes on', async () => {
    const id = await wallet('cem');
    const client = await server.client('cem', ['MEMBER']);
    const theirs = await wallet('dot');
    const cases: [string, Record<string, unknown>, string][] = [
      [BALANCE, { id: theirs }, 'WALLET_NOT_FOUND'],
      [BALANCE, { id: 'wal_00000000000000000000000000' }, 'WALLET_NOT_FOUND'],
      [BALANCE, { id: 'nonsense' }, 'BAD_USER_INPUT'],
      [BALANCE, {}, 'BAD_USER_INPUT'],
      [BALANCE, { id: { deep: true } }, 'BAD_USER_INPUT'],
      ['subscription { walletChanges { walletId } }', {}, 'FORBIDDEN'],
      ['subscription { nope }', {}, 'GRAPHQL_VALIDATION_FAILED'],
      ['subscription {', {}, 'GRAPHQL_PARSE_FAILED'],
      [
        'subscription A { walletChanges { walletId } } subscription B { walletChanges { walletId } }',
        {},
        'OPERATION_RESOLUTION_FAILURE',
      ],
      [
        `subscription { balanceChanged(walletId: "${id}") { walletId } transactionChanged(id: "x") { id } }`,
        {},
        'GRAPHQL_VALIDATION_FAILED',
      ],
      [
        `subscription { ${'a'.repeat(10)}: balanceChanged(walletId: "${id}") { ${'walletId '.repeat(2_000)} } }`,
        {},
        'DOCUMENT_TOO_LARGE',
      ],
      [
        `subscription { transactionChanged(id: "txn_00000000000000000000000000") { wallet { transactions(first: 200)
          { edges { node { wallet { transactions(first: 200) { edges { node { id } } } } } } } } } }`,
        {},
        'DOCUMENT_TOO_COMPLEX',
      ],
      [
        'subscription ($f: WalletChangesFilter) { walletChanges(filter: $f) { walletId } }',
        { f: JSON.parse(`${'{"a":'.repeat(30)}1${'}'.repeat(30)}`) as unknown },
        'DOCUMENT_TOO_COMPLEX',
      ],
      [
        'subscription { walletChanges @include(if: false) { walletId } }',
        {},
        'GRAPHQL_VALIDATION_FAILED',
      ],
      [
        'subscription ($a: Boolean!) { ...F } fragment F on Subscription { walletChanges @skip(if: $a) { walletId } }',
        { a: true },
        'GRAPHQL_VALIDATION_FAILED',
      ],
    ];
    for (const [query, variables, code] of cases) {
      const answer = collect(client, query, variables);
      await until(() => answer.end !== undefined);
      expect([query, answer.end]).toMatchObject([query, [{ extensions: { code } }]]);
      expect(answer.pushes).toEqual([]);
    }
    const good = collect(client, BALANCE, { id });
    await until(() => good.pushes.length === 1);
    good.stop();
  });

  test('a subscription to a transaction pushes only to viewers who may see it, and only if a selected field changed', async () => {
    const id = await wallet('eve');
    await pay(id, '10');
    const input = {
      walletId: id,
      amount: { amount: '4', currency: 'USD' },
      idempotencyKey: randomUUID(),
    };
    const { data } = await server.query(
      'eve',
      ['MEMBER'],
      'mutation ($i: PurchaseInput!) { purchase(input: $i) { ... on PurchasePayload { transaction { id } } } }',
      { i: input },
    );
    const txn = (data['purchase'] as { transaction: { id: string } }).transaction.id;
    const document =
      'subscription ($id: ID!) { transactionChanged(id: $id) { status ... on Purchase { refunded { amount } } wallet { balance { available { amount } } } } }';
    const own = collect(await server.client('eve', ['MEMBER']), document, { id: txn });
    const statusOnly = collect(
      await server.client('cashier', ['CASHIER']),
      'subscription ($id: ID!) { transactionChanged(id: $id) { status } }',
      { id: txn },
    );
    const others = collect(await server.client('flo', ['MEMBER']), document, { id: txn });
    await until(() => own.pushes.length === 1 && statusOnly.pushes.length === 1);
    const move = (mutation: string, more = '') =>
      server.query(
        'svc',
        ['SERVICE'],
        `mutation { ${mutation}(input: { transactionId: "${txn}", ${more} idempotencyKey: "${randomUUID()}" }) { __typename } }`,
      );
    await move('completePurchase');
    await until(() => own.pushes.length === 2 && statusOnly.pushes.length === 2);
    await move('refundPurchase', 'amount: { amount: "1", currency: "USD" }, reason: "torn",');
    await until(() => own.pushes.length === 3);
    await move('refundPurchase', 'amount: { amount: "3", currency: "USD" }, reason: "torn",');
    await until(() => own.pushes.length === 4);
    const seen = own.pushes.map((push) => push.data?.['transactionChanged']);
    expect(seen).toEqual(
      [
        ['PENDING', '0.00', '6.00'],
        ['COMPLETED', '0.00', '6.00'],
        ['COMPLETED', '1.00', '7.00'],
        ['COMPLETED', '4.00', '10.00'],
      ].map(([status, refunded, amount]) => ({
        status,
        refunded: { amount: refunded },
        wallet: { balance: { available: { amount } } },
      })),
    );
    expect(statusOnly.pushes).toHaveLength(2);
    await until(() => others.end !== undefined);
    expect(others.pushes).toEqual([]);
    expect(others.end).toMatchObject([{ extensions: { code: 'TRANSACTION_NOT_FOUND' } }]);
    own.stop();
    statusOnly.stop();
  });

  test('a WebSocket opens with a good token only', async () => {
    const cases: [object | undefined, RegExp][] = [
      [undefined, /no token/],
      [{}, /no token/],
      [{ authorization: 7 }, /must be the string "Bearer <token>"/],
      [{ authorization: 'Bearer x' }, /malformed/],
      [{ authorization: `Bearer ${await server.token('ann', ['MEMBER'])}x` }, /signature/],
    ];
    for (const [payload, reason] of cases) {
      const bare = await BareSocket.open(server.url);
      bare.send({ type: 'connection_init', payload });
      await until(() => bare.closed !== undefined);
      expect(bare.closed).toEqual({ code: 4403, reason: expect.stringMatching(reason) });
      expect(bare.messages).toEqual([]);
    }
  });

  test('a WebSocket is refused or closed if its client breaks the protocol', async () => {
    const early = await BareSocket.open(server.url);
    early.send({ type: 'subscribe', id: '1', payload: { query: '{ viewer { id } }' } });
    const twice = await BareSocket.open(server.url);
    const init = {
      type: 'connection_init',
      payload: { authorization: `Bearer ${await server.token('ann', ['MEMBER'])}` },
    };
    twice.send(init);
    await until(() => twice.messages.length === 1);
    twice.send(init);
    const rubbish = await BareSocket.open(server.url);
    rubbish.send('rubbish');
    const large = await BareSocket.open(server.url);
    large.send({ ...init, payload: { ...init.payload, more: 'x'.repeat(300_000) } });
    await until(() => [early, twice, rubbish, large].every(({ closed }) => closed));
    expect([early, twice, rubbish, large].map(({ closed }) => closed?.code)).toEqual([
      4401, 4429, 4400, 1009,
    ]);
    await expect(BareSocket.open(server.url, 'graphql-transport-ws', '/other')).rejects.toThrow(
      '404',
    );
    await expect(BareSocket.open(server.url, 'graphql-ws')).rejects.toThrow();
  });

  test('a quiet WebSocket stays open, and one whose client vanishes leaves nothing behind', async () => {
    const id = await wallet('gil');
    const bare = await BareSocket.open(server.url);
    bare.send({
      type: 'connection_init',
      payload: { authorization: `Bearer ${await server.token('gil', ['MEMBER'])}` },
    });
    await until(() => bare.messages.length === 1);
    for (let index = 0; index < 20; index++)
      bare.send({
        type: 'subscribe',
        id: String(index),
        payload: { query: BALANCE, variables: { id } },
      });
    await until(() => bare.messages.length === 21);
    expect(server.live.live.size).toBe(20);
    bare.send({ type: 'ping' });
    await until(() => bare.messages.some(({ type }) => type === 'pong'));
    bare.socket.terminate();
    await until(() => server.live.live.size === 0);
  });
});

describe('a WebSocket ends with its token', () => {
  beforeAll(async () => {
    // The test moves the clock of tokens and of the checks that run each second. All else is real.
    const real = ['hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const;
    const timers = ['setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout'] as const;
    jest.useFakeTimers({ doNotFake: [...real, ...timers] });
    server = await LiveServer.start(at);
  });
  afterAll(async () => {
    await server.close();
    jest.useRealTimers();
  });

  test('a WebSocket closes within five seconds after its token expires or is revoked', async () => {
    const id = await wallet('hal');
    const closed: Record<string, { code: number; reason: string }> = {};
    const following = async (name: string, sub: string, ttl?: number) => {
      const client = await server.client(sub, ['MEMBER', 'AUDITOR'], {
        ...(ttl !== undefined && { ttl }),
        on: {
          closed: (event) => {
            const { code, reason } = event as { code: number; reason: string };
            closed[name] = { code, reason };
          },
        },
      });
      const followed = collect(client, BALANCE, { id });
      await until(() => followed.pushes.length === 1);
      return followed;
    };
    const old = await server.token('hal', ['MEMBER']);
    const expiring = await following('expiring', 'jan', 3);
    const revoked = await following('revoked', 'hal');
    const other = await following('other', 'ida');
    const { data } = await server.query(
      'boss',
      ['ADMIN'],
      'mutation ($k: IdempotencyKey!) { revokeTokens(input: {subject: "hal", reason: "left", idempotencyKey: $k}) { __typename } }',
      { k: randomUUID() },
    );
    expect(data).toEqual({ revokeTokens: { __typename: 'RevokeTokensPayload' } });
    await until(() => server.live.revocations.isRevoked({ id: 'hal', issuedAt: new Date() }));
    // One check after this gateway knows of the revocation, and one after the other token has expired.
    jest.advanceTimersByTime(1_000);
    await until(() => closed['revoked'] !== undefined);
    expect(closed['revoked']).toEqual({ code: 4403, reason: 'the token was revoked' });
    expect(closed['expiring']).toBeUndefined();
    jest.advanceTimersByTime(3_000);
    await until(() => closed['expiring'] !== undefined);
    expect(closed['expiring']).toEqual({ code: 4403, reason: 'the token has expired' });
    await pay(id);
    await until(() => other.pushes.length === 2);
    expect(closed['other']).toBeUndefined();
    for (const { pushes } of [expiring, revoked]) expect(pushes).toHaveLength(1);
    const again = await BareSocket.open(server.url);
    again.send({ type: 'connection_init', payload: { authorization: `Bearer ${old}` } });
    await until(() => again.closed !== undefined);
    expect(again.closed).toEqual({ code: 4403, reason: 'the token was revoked' });
    other.stop();
    await until(() => server.live.live.size === 0);
  });
});

describe('a gateway says why it cannot serve a WebSocket', () => {
  test('a gateway that cannot verify a token asks its bearer to try again', async () => {
    server = await LiveServer.start(at, {
      authenticate: () => Promise.reject(new IdentityUnavailableError('the keys are away')),
    });
    try {
      const bare = await BareSocket.open(server.url);
      bare.send({ type: 'connection_init', payload: { authorization: 'Bearer a.b.c' } });
      await until(() => bare.closed !== undefined);
      expect(bare.closed).toEqual({ code: 1013, reason: 'the keys are away' });
    } finally {
      await server.close();
    }
  });

  test('a gateway that is not ready refuses a WebSocket, and a full one refuses a subscription', async () => {
    const starting = await LiveServer.start(at, {
      probes: { ready: () => Promise.resolve({ ready: false, reasons: ['not yet'] }) },
    });
    await expect(BareSocket.open(starting.url)).rejects.toThrow('503');
    await starting.close();
    server = await LiveServer.start(at, {}, { most: 1 });
    try {
      const id = await wallet('jim');
      const client = await server.client('jim', ['MEMBER']);
      const first = collect(client, BALANCE, { id });
      await until(() => first.pushes.length === 1);
      const second = collect(client, BALANCE, { id });
      await until(() => second.end !== undefined);
      expect(second.end).toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);
      first.stop();
      await until(() => server.live.live.size === 0);
    } finally {
      await server.close();
    }
  });

  test('a gateway that shuts down finishes what is running and sends its clients to another one', async () => {
    server = await LiveServer.start(at);
    const id = await wallet('kai');
    let closed: unknown;
    const client = await server.client('teller', ['CASHIER'], {
      on: { closed: (event) => (closed = event) },
    });
    const followed = collect(client, BALANCE, { id });
    await until(() => followed.pushes.length === 1);
    const paid = Array.from({ length: 20 }, () =>
      collect(client, DEPOSIT, {
        i: { walletId: id, amount: { amount: '1', currency: 'USD' }, idempotencyKey: randomUUID() },
      }),
    );
    await until(() => paid.some(({ pushes }) => pushes.length > 0));
    await server.server.close();
    const { code, reason } = closed as { code: number; reason: string };
    expect({ code, reason }).toEqual({ code: 1001, reason: 'the gateway is shutting down' });
    await until(() => server.live.live.size === 0 && server.contexts === 0);
    const answered = paid.filter(({ pushes }) => pushes[0]?.data).length;
    const { rows } = await at.owner.query<{ count: string }>(
      `SELECT count(*) FROM transaction t JOIN wallet w ON w.id = t.wallet_id WHERE w.owner_id = 'kai'`,
    );
    expect(rows).toEqual([{ count: String(answered) }]);
    await server.close();
  });
});
