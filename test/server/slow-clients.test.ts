import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { startTestServer, tokenFor, type TestServer } from '../support/http-server.js';
import { metric } from '../support/gateway-process.js';
import { BareSocket } from '../support/live.js';
import { until } from '../support/until.js';

/** 15 MB, far more than the operating system takes for a client that does not read. */
const LARGE = {
  query: `query ($text: String) {${Array.from({ length: 15 }, (_, index) => ` a${index}: echo(text: $text)`).join('')} }`,
  variables: { text: 'x'.repeat(1_000_000) },
};
const MEGABYTE = 1024 * 1024;

describe('a client that does not read a response holds its slots until it is cut off', () => {
  let server: TestServer;
  let authorization: string;
  const opened: { destroy(): void }[] = [];
  beforeAll(async () => {
    server = await startTestServer({
      limits: { answerBytes: 64 * MEGABYTE, bodyBytes: 2 * MEGABYTE },
      timeouts: { takeMs: 2_000, takeBytesPerSecond: 100 * MEGABYTE },
    });
    authorization = `Bearer ${await tokenFor('slow', 'MEMBER')}`;
  });
  afterAll(async () => {
    for (const client of opened) client.destroy();
    await server.server.close();
  });

  /** Sends the text over a connection that reads nothing. */
  const sendUnread = (text: string): Socket => {
    const { hostname, port } = new URL(server.url);
    const socket = connect({ host: hostname, port: Number(port) }).pause();
    socket.on('error', () => undefined); // the server cuts it off
    socket.write(text);
    opened.push(socket);
    return socket;
  };
  const post = (path: string, body: string, accept: string): string =>
    `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAccept: ${accept}\r\n` +
    `Authorization: ${authorization}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

  test.each([
    ['HTTP', '/graphql', 'application/json'],
    ['an event stream', '/graphql/stream', 'text/event-stream'],
    ['a WebSocket', undefined, ''],
  ])('over %s', async (_, path, accept) => {
    const cutBefore = await metric(server, 'onebook_slow_readers_cut_off_total');
    if (path !== undefined) sendUnread(post(path, JSON.stringify(LARGE), accept));
    else {
      const bare = await BareSocket.open(server.url);
      opened.push({ destroy: () => bare.socket.terminate() });
      bare.send({ type: 'connection_init', payload: { authorization } });
      await until(() => bare.messages.length === 1);
      bare.send({ type: 'subscribe', id: '1', payload: LARGE });
      bare.socket.pause();
    }
    await until(async () => (await metric(server, 'onebook_unread_bytes')) > 10 * MEGABYTE);
    expect(await metric(server, 'onebook_operations_running')).toBe(1);
    await until(async () => (await metric(server, 'onebook_operations_running')) === 0);
    expect(await metric(server, 'onebook_slow_readers_cut_off_total')).toBe(cutBefore + 1);
    expect(await metric(server, 'onebook_unread_bytes')).toBe(0);
  });

  test('over HTTP, with a compressed response, whose bytes count as they are sent', async () => {
    const cutBefore = await metric(server, 'onebook_slow_readers_cut_off_total');
    // Random, so that gzip leaves three quarters of it: 11 MB.
    const variables = { text: randomBytes(750_000).toString('base64') };
    const accept = 'application/json\r\nAccept-Encoding: gzip';
    sendUnread(post('/graphql', JSON.stringify({ ...LARGE, variables }), accept));
    await until(async () => (await metric(server, 'onebook_unread_bytes')) > 0);
    const unread = await metric(server, 'onebook_unread_bytes');
    expect(unread).toBeGreaterThan(8 * MEGABYTE);
    expect(unread).toBeLessThan(13 * MEGABYTE);
    expect(await metric(server, 'onebook_operations_running')).toBe(1);
    await until(async () => (await metric(server, 'onebook_operations_running')) === 0);
    expect(await metric(server, 'onebook_slow_readers_cut_off_total')).toBe(cutBefore + 1);
    expect(await metric(server, 'onebook_unread_bytes')).toBe(0);
  });

  test('responses that wait behind one that is not read hold their slots as well', async () => {
    const small = post('/graphql', '{"query":"{ me }"}', 'application/json');
    sendUnread(post('/graphql', JSON.stringify(LARGE), 'application/json') + small.repeat(9));
    await until(async () => (await metric(server, 'onebook_operations_running')) === 10);
    await until(async () => (await metric(server, 'onebook_operations_running')) === 0);
  });

  test('a client that reads gets its response whole', async () => {
    const response = await server.post(JSON.stringify(LARGE), { authorization });
    expect(JSON.stringify(await response.json()).length).toBeGreaterThan(15_000_000);
    await until(async () => (await metric(server, 'onebook_operations_running')) === 0);
  });
});

describe('what waits for all clients together is bounded', () => {
  test('past the bound, the client that has waited longest is cut off', async () => {
    const server = await startTestServer({
      limits: {
        ...{ answerBytes: 64 * MEGABYTE, bodyBytes: 2 * MEGABYTE },
        waitingBytes: 40 * MEGABYTE,
      },
    });
    const authorization = `Bearer ${await tokenFor('slow', 'MEMBER')}`;
    const sockets: BareSocket[] = [];
    for (let index = 0; index < 4; index++) {
      const bare = await BareSocket.open(server.url);
      sockets.push(bare);
      bare.send({ type: 'connection_init', payload: { authorization } });
      await until(() => bare.messages.length === 1);
      bare.send({ type: 'subscribe', id: '1', payload: LARGE });
      bare.socket.pause();
      // Each of them before the next one.
      const done = (index + 1) * 15_000_000;
      await until(
        async () =>
          (await metric(server, 'onebook_unread_bytes')) >= Math.min(done, 30_000_000) &&
          (await metric(server, 'onebook_slow_readers_cut_off_total')) === Math.max(0, index - 1),
      );
    }
    expect(await metric(server, 'onebook_unread_bytes')).toBeLessThan(40 * MEGABYTE);
    for (const { socket } of sockets) socket.resume();
    await until(() => sockets.filter(({ closed }) => closed).length === 2);
    await until(() => sockets.filter(({ messages }) => messages.length === 3).length === 2);
    expect(sockets.map(({ closed }) => closed !== undefined)).toEqual([true, true, false, false]);
    for (const { socket } of sockets) socket.terminate();
    await server.server.close();
  });
});

describe('a response that is too large is an error', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ limits: { answerBytes: 1_000 } });
  });
  afterAll(() => server.server.close());
  const large = `{ a: echo(text: "${'x'.repeat(1_000)}") }`;
  const message =
    'The response is larger than 1000 bytes. Ask for fewer fields, or for smaller pages.';

  test('over HTTP', async () => {
    expect(await server.graphql(large)).toMatchObject({
      ...{ status: 400, data: null, errors: [{ message }], code: 'ANSWER_TOO_LARGE' },
    });
    expect(await server.graphql(large.replace('x'.repeat(100), ''))).toMatchObject({ status: 200 });
  });

  test('over a WebSocket and an event stream', async () => {
    const authorization = `Bearer ${await tokenFor('alice', 'MEMBER')}`;
    const bare = await BareSocket.open(server.url);
    bare.send({ type: 'connection_init', payload: { authorization } });
    await until(() => bare.messages.length === 1);
    bare.send({ type: 'subscribe', id: '1', payload: { query: large } });
    await until(() => bare.messages.length === 3);
    expect(bare.messages[1]).toMatchObject({
      ...{ type: 'next', payload: { data: null, errors: [{ message }] } },
    });
    bare.socket.terminate();
    const response = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: large }),
    });
    expect(await response.text()).toContain('"code":"ANSWER_TOO_LARGE"');
  });

  test('of a mutation says that the mutation was executed', async () => {
    const query = `mutation { ${'a'.repeat(1_000)}: touch }`;
    const { data, code, errors } = await server.graphql(query);
    expect([data, code]).toEqual([null, 'ANSWER_INCOMPLETE']);
    expect(errors?.[0]?.message).toMatch(
      /^The mutation was executed, .* Retry with the same idempotencyKey, and ask for fewer fields\.$/,
    );
  });
});

describe('sockets are shared by callers', () => {
  test('past its share a caller gets no more sockets, and another caller gets one', async () => {
    const config = { host: '127.0.0.1', port: 0, production: false, socketsMax: 8 };
    const server = await startTestServer({ config });
    const open = async (sub: string): Promise<BareSocket> => {
      const bare = await BareSocket.open(server.url);
      const authorization = `Bearer ${await tokenFor(sub, 'MEMBER')}`;
      bare.send({ type: 'connection_init', payload: { authorization } });
      await until(() => bare.messages.length === 1 || bare.closed !== undefined);
      return bare;
    };
    const ann: BareSocket[] = [];
    for (let index = 0; index < 9; index++) ann.push(await open('ann'));
    expect(ann[8]?.closed).toEqual({
      code: 1013,
      reason: 'You hold your share of the gateway’s sockets. Close one, or retry later.',
    });
    const stream = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await tokenFor('ann', 'MEMBER')}`,
      },
      body: '{"query":"{ me }"}',
    });
    expect([stream.status, await stream.text()]).toEqual([
      503,
      expect.stringContaining('"code":"OVERLOADED"'),
    ]);
    const bob = await open('bob');
    expect(bob.closed).toBeUndefined();
    for (const { socket } of ann) socket.terminate();
    await until(async () => (await metric(server, 'onebook_sessions')) === 1);
    expect((await open('ann')).closed).toBeUndefined();
    expect(WebSocket.OPEN).toBe(bob.socket.readyState);
    await server.server.close();
  });
});
