import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Role } from '../../src/domain/viewer.js';
import { useBook } from '../support/book.js';
import { BareSocket, LiveServer } from '../support/live.js';
import { until } from '../support/until.js';

const at = useBook();
let server: LiveServer;
let walletId: string;

const BALANCE = 'subscription ($id: ID!) { balanceChanged(walletId: $id) { walletId } }';

async function admitted(sub: string, ...roles: Role[]): Promise<BareSocket> {
  const bare = await BareSocket.open(server.url);
  const authorization = `Bearer ${await server.token(sub, roles)}`;
  bare.send({ type: 'connection_init', payload: { authorization } });
  await until(() => bare.messages.length === 1);
  return bare;
}

const subscribe = (id: string, query = BALANCE, variables: object = { id: walletId }) => ({
  ...{ type: 'subscribe', id },
  payload: { query, variables },
});

const typesOf = ({ messages }: BareSocket): unknown[] => messages.slice(1).map(({ type }) => type);
const codesOf = ({ messages }: BareSocket): unknown[] =>
  messages
    .filter(({ type }) => type === 'error')
    .flatMap(({ payload }) => payload as { extensions: { code: string } }[])
    .map(({ extensions }) => extensions.code);

/** Sends bytes over a connection of its own. @returns what came back */
async function raw(text: string, whileOpen?: (socket: Socket) => void): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  let answer = '';
  socket.on('data', (data) => (answer += data.toString()));
  socket.on('error', () => undefined); // the answer shows it
  socket.write(text);
  whileOpen?.(socket);
  await new Promise((resolve) => {
    socket.once('end', resolve);
    socket.once('close', resolve);
  });
  socket.destroy();
  return answer;
}

const statusOf = (answer: string): string => answer.split(' ')[1] ?? '';

describe('a hostile or unlucky client leaves nothing behind', () => {
  beforeAll(async () => {
    server = await LiveServer.start(at);
    await at.gateway.wallet('ann', 'USD', '10');
    const { data } = await server.query('ann', ['MEMBER'], '{ viewer { wallets { id } } }');
    walletId = (data['viewer'] as { wallets: { id: string }[] }).wallets[0]?.id ?? '';
  });
  afterEach(async () => {
    await until(() => server.live.live.size === 0 && server.contexts === 0);
  });
  afterAll(() => server.close());

  test('event streams that hang up at any moment leave nothing behind', async () => {
    const body = JSON.stringify({ query: BALANCE, variables: { id: walletId } });
    const hangUps = Array.from({ length: 60 }, async (_, index) => {
      // A token of its own, which takes time to verify.
      const token = await server.token('ann', ['MEMBER'], 3_600 + index);
      const request = `POST /graphql/stream HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
      await raw(request, (socket) => setTimeout(() => socket.resetAndDestroy(), index / 5));
    });
    await Promise.all(hangUps);
    await until(() => server.live.live.size === 0);
  });

  test('a socket that uses the id of a running operation again is closed', async () => {
    const before = server.live.live.size;
    for (let round = 0; round < 10; round++) {
      const bare = await admitted('ann', 'MEMBER');
      for (let index = 0; index < 20; index++) {
        const id = String(index);
        for (const message of [subscribe(id), { type: 'complete', id }, subscribe(id)])
          bare.send(message);
      }
      await until(() => bare.closed !== undefined);
      expect(bare.closed?.code).toBe(4409);
    }
    await until(() => server.live.live.size === before);
  });

  test('a socket that completes an operation before it has begun can use another id', async () => {
    const bare = await admitted('ann', 'MEMBER');
    bare.send(subscribe('1'));
    bare.send({ type: 'complete', id: '1' });
    bare.send(subscribe('2'));
    await until(() => bare.messages.some(({ id, type }) => id === '2' && type === 'next'));
    await until(() => server.live.live.size === 1);
    bare.socket.terminate();
  });

  test('a revoked token is refused from the moment of its revocation, over an open socket too', async () => {
    const bare = await admitted('mal', 'CASHIER');
    const wallet = await at.gateway.wallet('ben', 'USD');
    server.live.revocations.replace(new Map([['mal', new Date(Date.now() + 1_000)]]));
    const input = {
      ...{ walletId, amount: { amount: '1', currency: 'USD' } },
      idempotencyKey: randomUUID(),
    };
    const pay = 'mutation ($i: DepositInput!) { deposit(input: $i) { __typename } }';
    for (let index = 0; index < 20; index++) bare.send(subscribe(`m${index}`, pay, { i: input }));
    bare.send(subscribe('s', 'subscription { walletChanges { walletId } }', {}));
    await until(() => bare.closed !== undefined);
    expect(bare.closed).toEqual({ code: 4403, reason: 'the token was revoked' });
    expect(typesOf(bare)).not.toContain('next');
    expect((await at.gateway.balance(wallet)).version).toBe(0);
    const [row] = (
      await at.owner.query<{ count: string }>(
        `SELECT count(*) FROM transaction WHERE initiated_by = 'mal'`,
      )
    ).rows;
    expect(row).toEqual({ count: '0' });
  });

  test('a connection carries only so many operations, however many failed before', async () => {
    const bare = await admitted('svc', 'SERVICE');
    const missing = { id: 'wal_00000000000000000000000000' };
    for (let index = 0; index < 300; index++) bare.send(subscribe(`x${index}`, BALANCE, missing));
    await until(() => codesOf(bare).length === 300);
    for (let index = 0; index < 1_001; index++) bare.send(subscribe(`y${index}`));
    await until(() => bare.messages.length === 1 + 300 + 1_001);
    expect(codesOf(bare).filter((code) => code === 'OVERLOADED')).toHaveLength(1);
    await until(() => server.live.live.size === 1_000);
    bare.socket.terminate();
  });

  test('a member has only so many subscriptions', async () => {
    const bares = [await admitted('ann', 'MEMBER'), await admitted('ann', 'MEMBER')];
    for (const bare of bares)
      for (let index = 0; index < 101; index++) bare.send(subscribe(String(index)));
    await until(() => bares.every((bare) => bare.messages.length === 102));
    expect(bares.flatMap(codesOf)).toEqual(['OVERLOADED', 'OVERLOADED']);
    expect(server.live.live.size).toBe(200);
    for (const bare of bares) bare.socket.terminate();
  });

  test('a connection keeps only so much, and refuses ids and nesting without end', async () => {
    const bare = await admitted('ann', 'MEMBER');
    const undeclared = 'x'.repeat(240_000);
    for (let index = 0; index < 10; index++)
      bare.send(subscribe(String(index), BALANCE, { id: walletId, undeclared }));
    await until(() => bare.messages.length === 11);
    expect(codesOf(bare)).toEqual(['OVERLOADED', 'OVERLOADED']);
    // An operation that has ended makes room.
    bare.send({ type: 'complete', id: '0' });
    await until(() => server.live.live.size === 7);
    bare.send(subscribe('10', BALANCE, { id: walletId, undeclared }));
    await until(() => bare.messages.length === 12);
    expect(codesOf(bare)).toHaveLength(2);
    bare.send(subscribe('x'.repeat(129)));
    await until(() => bare.closed !== undefined);
    const deep = await admitted('ann', 'MEMBER');
    deep.send(`{"type":"ping","payload":{"a":${'['.repeat(40_000)}${']'.repeat(40_000)}}}`);
    await until(() => deep.closed !== undefined);
    expect([bare.closed?.code, deep.closed?.code]).toEqual([4409, 4400]);
    expect(server.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  test('a client that leaves while the book cannot be read releases its subscriptions', async () => {
    await at.owner.query('BEGIN');
    await at.owner.query('LOCK TABLE wallet IN ACCESS EXCLUSIVE MODE');
    try {
      const bare = await admitted('ann', 'MEMBER');
      for (let index = 0; index < 50; index++) bare.send(subscribe(String(index)));
      await until(() => server.live.live.size === 50);
      bare.socket.terminate();
      await until(() => server.live.live.size === 0);
    } finally {
      await at.owner.query('ROLLBACK');
    }
  });

  test('an offer of another protocol is answered in HTTP/1.1', async () => {
    const offer =
      'host: x\r\nconnection: Upgrade, HTTP2-Settings, close\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAARAAAAAAAIAAAAA\r\n';
    expect(statusOf(await raw(`GET /healthz HTTP/1.1\r\n${offer}\r\n`))).toBe('200');
    const body = '{"query":"{ __typename }"}';
    const answer = await raw(
      `POST /graphql HTTP/1.1\r\n${offer}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    expect(statusOf(answer)).toBe('200');
    expect(answer).toContain('{"data":{"__typename":"Query"}}');
  });

  test('a WebSocket handshake at another path gets 404 and keeps no connection', async () => {
    const handshake =
      'host: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
    let closed = 0;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        raw(`GET /elsewhere HTTP/1.1\r\n${handshake}`, (socket) =>
          socket.once('end', () => (closed += 1)),
        ),
      ),
    );
    expect(new Set(answers.map(statusOf))).toEqual(new Set(['404']));
    expect(closed).toBe(20);
    const connections = await new Promise((resolve, reject) =>
      server.server.app.server.getConnections((error, count) =>
        error ? reject(error) : resolve(count),
      ),
    );
    expect(connections).toBeLessThan(20);
  });
});

test('a gateway shuts down at once, whatever its clients did with their ids', async () => {
  // If the gateway waited for anything, it would wait for longer than the test.
  server = await LiveServer.start(at, { timeouts: { drainMs: 3_600_000 } });
  const bare = await admitted('ann', 'MEMBER');
  for (const message of [subscribe('1'), { type: 'complete', id: '1' }, subscribe('1')])
    bare.send(message);
  await until(() => bare.closed !== undefined);
  let closed = false;
  const closing = server.close().then(() => (closed = true));
  await until(() => closed);
  await closing;
  expect(server.logged.filter((line) => line.includes('drain time is over'))).toEqual([]);
});
