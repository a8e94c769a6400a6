import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { GatewayProcess, type GatewayClient } from '../support/gateway-process.js';
import { startTestServer, tokenFor, type TestServer } from '../support/http-server.js';

const LIMIT = 3;
const READYZ = 'GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n';

describe('a gateway at its concurrency limit refuses more operations', () => {
  let server: TestServer;
  const running = async (): Promise<number> => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(/^onebook_operations_running (\d+)$/m.exec(text)?.[1]);
  };
  const raw = (text: string): Socket => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined); // the server may hang up first
    socket.write(text);
    return socket;
  };
  const until = async (count: number): Promise<void> => {
    while ((await running()) !== count) await delay(5);
  };
  beforeAll(async () => {
    const config = { host: '127.0.0.1', port: 0, production: false, operationsMax: LIMIT };
    server = await startTestServer({ config });
  });
  afterAll(() => server.server.close());

  test('the next operation is refused at once over HTTP and WebSocket, and accepted when a slot is free', async () => {
    const gone = new AbortController();
    const token = await tokenFor('alice', 'MEMBER');
    const authorization = `Bearer ${token}`;
    const abandoned = server
      .post('{"query":"{ slow }"}', { authorization })
      .then(() => 'answered')
      .catch(() => 'gone');
    const left = fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: '{"query":"{ slow }"}',
      signal: gone.signal,
    }).catch(() => 'gone');
    const client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
      retryAttempts: 0,
    });
    const overSocket = client.iterate({ query: '{ slow }' }).next();
    await until(LIMIT);
    const refused = await server.graphql('{ me }');
    expect(refused).toMatchObject({ status: 503, code: 'OVERLOADED' });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.errors?.[0]?.message).toMatch(
      /Nothing was executed\. Retry later, a mutation with the same idempotencyKey\./,
    );
    await expect(client.iterate({ query: '{ me }' }).next()).rejects.toMatchObject([
      { extensions: { code: 'OVERLOADED' } },
    ]);
    for (const path of ['healthz', 'readyz', 'metrics'])
      expect((await fetch(`${server.url}/${path}`)).status).toBe(200);

    // A client that hangs up leaves its operation running. The slot is free when that has ended.
    gone.abort();
    expect(await left).toBe('gone');
    await delay(50);
    expect(await running()).toBe(LIMIT);
    expect(await server.graphql('{ me }')).toMatchObject({ code: 'OVERLOADED' });

    server.latch.release();
    expect(await abandoned).toBe('answered');
    expect(await overSocket).toMatchObject({ value: { data: { slow: 'done' } } });
    await until(0);
    expect(await server.graphql('{ me }')).toMatchObject({ status: 200, data: { me: 'alice' } });
    await client.dispose();
  });

  test('a request that never reaches its operation releases its slot', async () => {
    for (let times = 0; times < 2 * LIMIT; times++) {
      // Refused for its content or its caller, or given up halfway.
      expect((await server.post('{', {})).status).toBe(400);
      expect((await server.graphql('{ me }', { token: 'bad' })).code).toBe('UNAUTHENTICATED');
      expect((await server.graphql('{ nothing }')).status).toBe(400);
      const half =
        'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{';
      // Alone, behind another request on the same connection, and behind one after which the server hangs
      // up.
      const broken = half.replace('Content-Length: 9', 'Transfer-Encoding: chunked');
      for (const sent of [half, `${READYZ}${half}`, `${READYZ}${broken}`]) {
        const socket = raw(sent);
        await delay(20);
        expect(await running()).toBe(0);
        socket.destroy();
      }
      await until(0);
    }
  });
});

describe('an overloaded gateway stays correct', () => {
  let gateway: GatewayProcess;
  let client: GatewayClient;
  beforeAll(async () => {
    gateway = await GatewayProcess.create({ OPERATIONS_MAX: '32' });
    await gateway.start();
    client = await gateway.client('service', 'SERVICE');
  });
  afterAll(() => gateway.discard());

  test('an overloaded gateway executes nothing that it refuses, and the client can send that again', async () => {
    const open = (ownerId: string) =>
      client.ask<{ openWallet: { wallet: { id: string } } }>(
        `mutation ($input: OpenWalletInput!) { openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`,
        { input: { ownerId, currency: 'USD', idempotencyKey: randomUUID() } },
      );
    const walletId = (await open('alice')).openWallet.wallet.id;
    const amount = { amount: '1.00', currency: 'USD' };
    const send = (idempotencyKey: string) =>
      client.send<{ deposit: { __typename: string } | null }>(
        `mutation ($input: DepositInput!) { deposit(input: $input) { __typename } }`,
        { input: { walletId, amount, idempotencyKey } },
      );
    const keys = Array.from({ length: 400 }, () => randomUUID());
    // The wallet is locked until something was refused, however slowly the requests come.
    const owner = await gateway.owner();
    await owner.query('BEGIN; SELECT FROM wallet FOR UPDATE');
    const sent = keys.map(send);
    const isRefused = async (answer: (typeof sent)[number]) => {
      if (!(await answer).errors) throw new Error('it was done');
    };
    await Promise.any(sent.map(isRefused));
    await owner.query('ROLLBACK');
    const answers = await Promise.all(sent);
    const codes = answers.map(
      ({ data, errors }) => data?.deposit?.__typename ?? errors?.[0]?.extensions?.code,
    );
    const refused = keys.filter((_, index) => codes[index] === 'OVERLOADED');
    const done = codes.filter((code) => code === 'DepositPayload');
    expect(done.length + refused.length).toBe(keys.length);
    expect(Math.min(done.length, refused.length)).toBeGreaterThan(0);

    const stored = async (): Promise<string[]> =>
      (await owner.query<{ key: string }>('SELECT key FROM command')).rows.map(({ key }) => key);
    const before = new Set(await stored());
    expect(refused.filter((key) => before.has(key))).toEqual([]);
    for (let first = 0; first < refused.length; first += 16)
      for (const { data } of await Promise.all(refused.slice(first, first + 16).map(send)))
        expect(data?.deposit?.__typename).toBe('DepositPayload');
    expect(keys.filter((key) => !before.has(key)).sort()).toEqual([...refused].sort());
    const { rows } = await owner.query(
      `SELECT count(*)::int AS deposits FROM transaction WHERE kind = 'DEPOSIT'`,
    );
    expect(rows).toEqual([{ deposits: keys.length }]);
    await owner.end();
  });
});
