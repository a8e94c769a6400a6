import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { signToken } from '../../src/auth/sign.js';
import { type GatewayClient, GatewayProcess, metric, SECRET } from '../support/gateway-process.js';
import { BareSocket } from '../support/live.js';
import { until } from '../support/until.js';

const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const DEPOSIT = `mutation ($input: DepositInput!) { deposit(input: $input) { __typename } }`;
const MEGABYTE = 1024 * 1024;
const OPERATIONS_MAX = 768;

describe('no client stops the others at the gateway’s door', () => {
  let gateway: GatewayProcess;
  let service: GatewayClient;
  let owner: Client;
  const wallets: string[] = [];

  beforeAll(async () => {
    gateway = await GatewayProcess.create({ OPERATIONS_MAX: String(OPERATIONS_MAX) });
    await gateway.start();
    service = await gateway.client('service', 'SERVICE');
    owner = await gateway.owner();
    const opened = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const input = { ownerId: `owner-${index}`, currency: 'USD', idempotencyKey: randomUUID() };
        const { openWallet } = await service.ask<{ openWallet: { wallet: { id: string } } }>(OPEN, {
          input,
        });
        return openWallet.wallet.id;
      }),
    );
    wallets.push(...opened);
  });
  afterEach(() => owner.query('ROLLBACK'));
  afterAll(async () => {
    await owner.end();
    await gateway.discard();
  });

  const running = () => metric(gateway, 'onebook_operations_running');
  const amount = { amount: '1.00', currency: 'USD' };
  const bodyOf = (idempotencyKey: string): string =>
    JSON.stringify({
      query: DEPOSIT,
      variables: { input: { walletId: wallets[0], amount, idempotencyKey } },
    });
  const tokenOf = (sub: string, role: 'CASHIER' | 'MEMBER' | 'SERVICE') =>
    signToken({ secret: SECRET, sub, roles: [role], ttlSeconds: 3_600 });

  test('one caller’s flood takes its share, and a single request of any other caller is served', async () => {
    const me = `{ wallet(id: "${wallets[1] ?? ''}") { id } }`;
    const ann = await gateway.client('owner-1', 'MEMBER');
    // Reads wait as long as the table is locked, whatever way they take.
    await owner.query('BEGIN; LOCK TABLE wallet IN ACCESS EXCLUSIVE MODE');
    const flood = Array.from({ length: OPERATIONS_MAX + 50 }, () => ann.send(me));
    await until(async () => (await running()) === OPERATIONS_MAX);
    // Single requests of others, at the same time. `__typename` needs no table.
    const others = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const client = await gateway.client(`owner-${index}`, 'MEMBER');
        return index === 1 ? undefined : client.send('{ __typename }');
      }),
    );
    expect(others.filter((answer) => answer?.data !== undefined)).toHaveLength(19);
    const large = await fetch(`${gateway.url}/graphql`, {
      ...{ method: 'POST', body: JSON.stringify({ query: '{ __typename }' }).padEnd(200 * 1024) },
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await tokenOf('newcomer', 'SERVICE')}`,
      },
    });
    expect(large.status).toBe(200);
    const refused = await Promise.race(flood);
    expect(refused.errors).toMatchObject([
      {
        message: expect.stringMatching(
          /^Your operations in progress take your share .* Nothing was executed\./,
        ),
        extensions: { code: 'OVERLOADED' },
      },
    ]);
    await owner.query('ROLLBACK');
    const answers = await Promise.all(flood);
    expect(
      answers.filter(({ errors }) => errors?.[0]?.extensions?.code === 'OVERLOADED').length,
    ).toBe(50);
    await until(async () => (await running()) === 0);
  });

  test('of one caller’s large requests only some are in progress, and the next is refused before its body is read', async () => {
    const authorization = `Bearer ${await tokenOf('bulk', 'SERVICE')}`;
    const headers = { 'content-type': 'application/json', authorization };
    const large = (key: string) => bodyOf(key).padEnd(100 * 1024);
    const send = (body: string) =>
      fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
    await owner.query('BEGIN; LOCK TABLE wallet IN ACCESS EXCLUSIVE MODE');
    const taken = Array.from({ length: 8 }, () => send(large(randomUUID())));
    await until(async () => (await running()) === 8);
    // Its headers announce the body that does not come.
    const next = request(`${gateway.url}/graphql`, {
      ...{ method: 'POST', agent: false },
      headers: { ...headers, 'content-length': 100 * 1024 },
    });
    next.flushHeaders();
    const [refused] = (await once(next, 'response')) as [IncomingMessage];
    expect(refused.statusCode).toBe(503);
    next.on('error', () => undefined).destroy();
    // Without a length in the headers it is read, and refused then.
    const unannounced = await fetch(`${gateway.url}/graphql`, {
      ...{ method: 'POST', headers, duplex: 'half' },
      body: new Blob([large(randomUUID())]).stream(),
    });
    expect(unannounced.status).toBe(503);
    // A small request of another caller is served.
    const bob = await gateway.client('owner-2', 'MEMBER');
    expect(await bob.ask('{ __typename }')).toEqual({ __typename: 'Query' });
    // So is a large one of another.
    const newcomer = await tokenOf('newcomer', 'SERVICE');
    const other = fetch(`${gateway.url}/graphql`, {
      ...{ method: 'POST', body: large(randomUUID()) },
      headers: { ...headers, authorization: `Bearer ${newcomer}` },
    });
    await until(async () => (await running()) === 9);
    await owner.query('ROLLBACK');
    expect((await other).status).toBe(200);
    expect((await Promise.all(taken)).map(({ status }) => status)).toEqual(Array(8).fill(200));
    await until(async () => (await running()) === 0);
    expect((await send(large(randomUUID()))).status).toBe(200);
  });

  test('clients that do not read large responses cost little memory, and a new client is served meanwhile', async () => {
    const aliases = Array.from({ length: 45 }, (_, index) => `a${index}_${'x'.repeat(395)}: id`);
    // Asked for in 18 KB. 200 wallets of 19 KB each: 3.9 MB, just within the limit of a response.
    const query = `{ wallets(first: 200) { edges { node { ${aliases.join(' ')} } } } }`;
    const body = JSON.stringify({ query });
    // A person's lists would be read two at a time, and would not fill the memory.
    const authorization = `Bearer ${await tokenOf('desk', 'SERVICE')}`;
    const post =
      `POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n` +
      `Authorization: ${authorization}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const before = await metric(gateway, 'process_resident_memory_bytes');
    const sockets: Socket[] = [];
    const another = (): void => {
      const socket = connect({ host: '127.0.0.1', port: gateway.port }).pause();
      socket.on('error', () => undefined); // the gateway cuts it off
      socket.write(post.repeat(2));
      sockets.push(socket);
    };
    for (let index = 0; index < 72; index++) another();
    let most = 0;
    const cut = () => metric(gateway, 'onebook_slow_readers_cut_off_total');
    const bob = await gateway.client('owner-2', 'MEMBER');
    // Far less than the 470 MB of these responses waits. The rest was cut off, or the operating system has it.
    let unread = 0;
    await until(async () => {
      most = Math.max(most, await metric(gateway, 'process_resident_memory_bytes'));
      const last = unread;
      unread = await metric(gateway, 'onebook_unread_bytes');
      expect(unread).toBeLessThanOrEqual(128 * MEGABYTE);
      // Of those that came at once, more were refused if the gateway read slowly. Until too much waits, one more comes.
      if (unread > 0 && unread === last) another();
      return (await cut()) >= 3;
    });
    expect(await bob.ask(`{ wallet(id: "${wallets[2] ?? ''}") { id } }`)).toEqual({
      wallet: { id: wallets[2] },
    });
    expect((most - before) / MEGABYTE).toBeLessThan(1_000);
    for (const socket of sockets) socket.destroy();
    await until(async () => (await running()) === 0);
    expect(await metric(gateway, 'onebook_unread_bytes')).toBe(0);
  });

  test('what clients hung up on while the gateway was stopped is not executed', async () => {
    const authorization = `Bearer ${await tokenOf('service', 'SERVICE')}`;
    const headers = { 'content-type': 'application/json', authorization };
    const socket = await BareSocket.open(gateway.url);
    socket.send({ type: 'connection_init', payload: { authorization } });
    await until(() => socket.messages.length === 1);
    // Connections that are open before the stop; the others open while the gateway is stopped.
    const gone = new AbortController();
    const send = (key: string, signal?: AbortSignal) =>
      fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers,
        body: bodyOf(key),
        ...(signal && { signal }),
      });
    await Promise.all(Array.from({ length: 24 }, async () => (await send(randomUUID())).text()));

    gateway.signal('SIGSTOP');
    const keys = Array.from({ length: 49 }, () => randomUUID());
    const sent = keys.slice(0, 24).map((key) => send(key, gone.signal).catch(() => 'gone'));
    const fresh = keys.slice(24, 48).map((key) => {
      const options = { method: 'POST', headers, agent: false };
      const client = request(`${gateway.url}/graphql`, options).on('error', () => undefined);
      client.end(bodyOf(key));
      return client;
    });
    const { query, variables } = JSON.parse(bodyOf(keys[48] ?? '')) as object & {
      query: string;
      variables: object;
    };
    socket.send({ type: 'subscribe', id: '1', payload: { query, variables } });
    // Longer than what the gateway takes for a hiccup. The system has the requests long before.
    await delay(1_500);
    gone.abort();
    for (const client of fresh) client.destroy();
    socket.socket.terminate();
    expect(new Set(await Promise.all(sent))).toEqual(new Set(['gone']));
    await delay(100);
    gateway.signal('SIGCONT');

    // A client that waits is served.
    const waits = randomUUID();
    expect((await send(waits)).status).toBe(200);
    await until(async () => (await running()) === 0);
    const { rows } = await owner.query<{ key: string }>(
      'SELECT key FROM command WHERE key = ANY($1)',
      [[...keys, waits]],
    );
    expect(rows).toEqual([{ key: waits }]);
  });
});
