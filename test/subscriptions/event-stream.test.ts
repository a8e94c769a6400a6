import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createClient, type Client } from 'graphql-sse';
import type { Role } from '../../src/domain/viewer.js';
import { useBook } from '../support/book.js';
import { LiveServer, collect, type Collected } from '../support/live.js';
import { until } from '../support/until.js';

const at = useBook();
let server: LiveServer;
const BALANCE =
  'subscription ($id: ID!) { balanceChanged(walletId: $id) { balance { available { amount } version } } }';

async function client(sub: string, ...roles: Role[]): Promise<Client> {
  const authorization = `Bearer ${await server.token(sub, roles)}`;
  return createClient({
    url: `${server.url}/graphql/stream`,
    headers: { authorization },
    retryAttempts: 0,
  });
}

async function wallet(owner: string): Promise<{ id: string; uuid: string }> {
  const uuid = await at.gateway.wallet(owner, 'USD', '1');
  const { data } = await server.query(owner, ['MEMBER'], '{ viewer { wallets { id } } }');
  return { uuid, id: (data['viewer'] as { wallets: { id: string }[] }).wallets[0]?.id ?? '' };
}

async function ask(options: {
  body?: unknown;
  method?: string;
  path?: string;
  accept?: string;
  sub?: string;
}) {
  const { body, method = 'POST', path = '', accept = 'text/event-stream', sub = 'ann' } = options;
  const response = await fetch(`${server.url}/graphql/stream${path}`, {
    method,
    headers: {
      accept,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(sub !== '' && { authorization: `Bearer ${await server.token(sub, ['MEMBER'])}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

const codeOf = (text: string): unknown =>
  (JSON.parse(text) as { errors: { extensions: { code: unknown } }[] }).errors[0]?.extensions.code;

describe('an event stream carries subscriptions and queries', () => {
  beforeAll(async () => {
    server = await LiveServer.start(at);
  });
  afterEach(async () => {
    await until(() => server.live.live.size === 0 && server.contexts === 0);
  });
  afterAll(() => server.close());

  test('an event stream pushes a balance and its changes to a graphql-sse client', async () => {
    const { id, uuid } = await wallet('ann');
    const followed = collect(await client('ann', 'MEMBER'), BALANCE, { id });
    await until(() => followed.pushes.length === 1);
    await at.gateway.deposit(uuid, '2', 'USD');
    await until(() => followed.pushes.length === 2);
    expect(followed.pushes).toEqual(
      [
        ['1.00', 1],
        ['3.00', 2],
      ].map(([amount, version]) => ({
        data: { balanceChanged: { balance: { available: { amount }, version } } },
      })),
    );
    followed.stop();
  });

  test('an event stream answers a query with one event and completes', async () => {
    const asked = collect(await client('ben', 'MEMBER'), '{ viewer { id } }');
    await until(() => asked.end === 'complete');
    expect(asked.pushes).toEqual([{ data: { viewer: { id: 'ben' } } }]);
    const query = new URLSearchParams({
      query: 'query ($a: Boolean!) { viewer { id @include(if: $a) } }',
      variables: '{"a": true}',
    });
    const { status, text, headers } = await ask({
      method: 'GET',
      path: `?${query.toString()}`,
      sub: 'ben',
    });
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store',
    ]);
    expect(text).toBe(
      ':\n\nevent: next\ndata: {"data":{"viewer":{"id":"ben"}}}\n\nevent: complete\ndata:\n\n',
    );
  });

  test('an event stream refuses by status and code what cannot begin', async () => {
    const { id } = await wallet('cem');
    const body = { query: BALANCE, variables: { id } };
    const cases: [Parameters<typeof ask>[0], number, string][] = [
      [{ body, sub: '' }, 401, 'UNAUTHENTICATED'],
      [{ body, sub: 'dot' }, 404, 'WALLET_NOT_FOUND'],
      [{ body: { query: 'subscription { walletChanges { walletId } }' } }, 403, 'FORBIDDEN'],
      [{ body: { query: 'subscription { nope }' } }, 400, 'GRAPHQL_VALIDATION_FAILED'],
      [{ body: { query: BALANCE } }, 400, 'BAD_USER_INPUT'],
      [{ body: { query: 7 } }, 400, 'BAD_REQUEST'],
      [{ body, accept: 'application/json' }, 406, 'NOT_ACCEPTABLE'],
      [{ method: 'PUT' }, 405, 'METHOD_NOT_ALLOWED'],
      [{ method: 'GET', path: '?query={viewer{id}}&variables={' }, 400, 'BAD_REQUEST'],
      [
        { method: 'GET', path: '?query=mutation{verifyIntegrity{healthy}}' },
        405,
        'METHOD_NOT_ALLOWED',
      ],
    ];
    for (const [asked, status, code] of cases) {
      const answer = await ask(asked);
      expect([asked, answer.status, codeOf(answer.text)]).toEqual([asked, status, code]);
    }
  });

  /**
   * A stream that has begun. If its token expired before that, the next try has one that lasts
   * longer.
   */
  async function expiringStream(id: string): Promise<Collected> {
    for (let seconds = 2; ; seconds *= 2) {
      const token = await server.token('flo', ['CASHIER'], seconds);
      const stream = collect(
        createClient({
          url: `${server.url}/graphql/stream`,
          headers: { authorization: `Bearer ${token}` },
          retryAttempts: 0,
        }),
        BALANCE,
        { id },
      );
      await until(() => stream.pushes.length > 0 || stream.end !== undefined);
      if (stream.pushes[0]?.data) return stream;
      stream.stop();
    }
  }

  test('an event stream ends if its token is revoked or expires, and says why', async () => {
    const { id } = await wallet('eve');
    const revoked = collect(await client('eve', 'MEMBER'), BALANCE, { id });
    await until(() => revoked.pushes.length === 1);
    const expiring = await expiringStream(id);
    await server.query(
      'boss',
      ['ADMIN'],
      'mutation ($k: IdempotencyKey!) { revokeTokens(input: {subject: "eve", reason: "left", idempotencyKey: $k}) { __typename } }',
      { k: randomUUID() },
    );
    await until(() => revoked.end === 'complete' && expiring.end === 'complete');
    const ends = [revoked, expiring].map(({ pushes }) => pushes.at(-1));
    expect(ends).toEqual(
      ['the token was revoked', 'the token has expired'].map((message) => ({
        errors: [
          { message, extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) } },
        ],
      })),
    );
  });

  test('an event stream is released when its client hangs up', async () => {
    const { id } = await wallet('gil');
    const hangUp = new AbortController();
    const response = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      signal: hangUp.signal,
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${await server.token('gil', ['MEMBER'])}`,
      },
      body: JSON.stringify({ query: BALANCE, variables: { id } }),
    });
    expect(response.status).toBe(200);
    await until(() => server.live.live.size === 1);
    hangUp.abort();
    await until(() => server.live.live.size === 0);
  });
});

test('a gateway that shuts down breaks off its event streams, so that their clients go on elsewhere', async () => {
  server = await LiveServer.start(at);
  const { id } = await wallet('hal');
  const followed = collect(await client('hal', 'MEMBER'), BALANCE, { id });
  await until(() => followed.pushes.length === 1);
  await server.server.close();
  await until(() => followed.end !== undefined);
  expect(followed.end).not.toBe('complete');
  expect(followed.pushes).toHaveLength(1);
  await server.close();
});

test('a subscription that a shutdown keeps from starting says so, and not that its token is bad', async () => {
  server = await LiveServer.start(at);
  const { id } = await wallet('ivo');
  await at.owner.query('BEGIN');
  await at.owner.query('LOCK TABLE wallet IN ACCESS EXCLUSIVE MODE');
  try {
    const starting = ask({ body: { query: BALANCE, variables: { id } }, sub: 'ivo' });
    await until(() => server.live.live.size === 1);
    const closing = server.server.close();
    const { status, text } = await starting;
    expect([status, codeOf(text)]).toEqual([503, 'UNAVAILABLE']);
    expect(text).toContain('The gateway is shutting down');
    await closing;
  } finally {
    await at.owner.query('ROLLBACK');
  }
  await server.close();
});
