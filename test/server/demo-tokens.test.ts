import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Viewer } from '../../src/domain/viewer.js';
import {
  RawConnection,
  startTestServer,
  type TestServer,
  tokenFor,
} from '../support/http-server.js';

const PATH = '/playground/tokens';
const alice: Viewer = { id: 'alice', roles: ['MEMBER'] };
const demoTokens = {
  people: [alice],
  sign: ({ id, roles }: Viewer) => tokenFor(id, ...roles),
};

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ demoTokens });
});
afterAll(() => server.server.close());

interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly remoteAddress?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly sub?: unknown;
}

/** Asks as the playground of a browser on this machine does, but for what is given. */
async function ask({ method = 'POST', remoteAddress, headers, sub = 'alice' }: Asked = {}) {
  const all = {
    host: '127.0.0.1:4000',
    ...(method === 'POST' && { origin: 'http://127.0.0.1:4000' }),
    'content-type': 'application/json',
    ...headers,
  };
  const response = await server.server.app.inject({
    method,
    url: PATH,
    remoteAddress: remoteAddress ?? '127.0.0.1',
    headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
    ...(method === 'POST' && { payload: JSON.stringify({ sub }) }),
  });
  return { status: response.statusCode, body: response.body, headers: response.headers };
}

describe('the playground on this machine gets tokens of the demo', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1:4000'],
    ['127.0.0.1', 'localhost:4000'],
    ['::1', '[::1]:4000'],
    ['::ffff:127.0.0.1', '127.0.0.1:4000'],
    ['127.0.0.1', 'localhost'],
  ])('a page from %s at %s gets a token that the gateway accepts', async (remoteAddress, host) => {
    const headers = { host, origin: `http://${host}` };
    const { status, body, headers: answered } = await ask({ remoteAddress, headers });
    expect(status).toBe(200);
    expect(answered['cache-control']).toBe('no-store');
    const { token } = JSON.parse(body) as { token: string };
    expect(await server.graphql('{ me }', { token })).toMatchObject({ data: { me: 'alice' } });
    expect(server.log()).not.toContain(token);
  });

  test('the list of people holds no token', async () => {
    const { status, body } = await ask({ method: 'GET' });
    expect([status, JSON.parse(body)]).toEqual([200, { people: [alice] }]);
  });

  test.each(['mallory', '', 5, null, { id: 'alice' }])('a token for %j is refused', async (sub) => {
    const { status, body } = await ask({ sub });
    expect(status).toBe(400);
    expect(body).toContain('\\"sub\\" must be one of alice.');
  });
});

describe('nobody else gets a token of the demo', () => {
  const refused: readonly (readonly [string, Asked, RegExp])[] = [
    ['another machine', { remoteAddress: '192.168.1.20' }, /browser on the machine/],
    ['another machine over IPv6', { remoteAddress: '2001:db8::1' }, /browser on the machine/],
    ['a mapped address', { remoteAddress: '::ffff:10.0.0.2' }, /browser on the machine/],
    ['a name that was rebound', { headers: { host: 'evil.example:4000' } }, /loopback address/],
    ['a name like localhost', { headers: { host: 'localhost.evil.example' } }, /loopback address/],
    ['a name that begins like one', { headers: { host: '127.0.0.1.evil.example' } }, /loopback/],
    ['the address of all', { headers: { host: '0.0.0.0:4000' } }, /loopback address/],
    ['a proxy', { headers: { 'x-forwarded-for': '203.0.113.7' } }, /through a proxy/],
    ['a proxy of RFC 7239', { headers: { forwarded: 'for=203.0.113.7' } }, /through a proxy/],
    ['a proxy of HTTP/1.1', { headers: { via: '1.1 proxy' } }, /through a proxy/],
    ['a tunnel', { headers: { 'cf-connecting-ip': '203.0.113.7' } }, /through a proxy/],
  ];
  const refusedPosts: typeof refused = [
    ['another site', { headers: { origin: 'https://evil.example' } }, /Only the playground/],
    ['another port', { headers: { origin: 'http://127.0.0.1:3000' } }, /Only the playground/],
    ['another name', { headers: { origin: 'http://localhost:4000' } }, /Only the playground/],
    ['a sandboxed page', { headers: { origin: 'null' } }, /Only the playground/],
    ['a client without Origin', { headers: { origin: undefined } }, /Only the playground/],
  ];

  test.each([...refused, ...refusedPosts])('%s gets no token', async (_, asked, words) => {
    const { status, body } = await ask(asked);
    expect(status).toBe(403);
    expect(body).toMatch(words);
    expect(body).toContain('FORBIDDEN');
    expect(body).not.toContain('eyJ');
  });

  test.each(refused)('%s does not get the list of people', async (_, asked, words) => {
    const { status, body } = await ask({ ...asked, method: 'GET' });
    expect([status, body]).toEqual([403, expect.stringMatching(words)]);
  });

  test('a preflight of another origin is not allowed to read tokens', async () => {
    const { status, headers } = await ask({
      method: 'OPTIONS' as 'GET',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test('a proxy that adds no header but speaks HTTP/1.0 gets none', async () => {
    const host = new URL(server.url).host;
    const body = '{"sub":"alice"}';
    const rest = `Host: ${host}\r\nOrigin: http://${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
    const ask = (version: string) =>
      new RawConnection(server.url).send(`POST ${PATH} HTTP/${version}\r\n${rest}`).closed;
    expect(await ask('1.0')).toMatch(/^HTTP\/1.1 403 [^]*over HTTP\/1.1 only/);
    expect(await ask('1.1')).toMatch(/^HTTP\/1.1 200 [^]*"token":/);
  });

  test('the address of a real connection counts, not what its headers say', async () => {
    const { port } = new URL(server.url);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: `localhost:${port}`, 'x-real-ip': '127.0.0.1' };
      request({ host: '127.0.0.1', port, path: PATH, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
    const own = await fetch(server.url + PATH);
    expect([own.status, await own.json()]).toEqual([200, { people: [alice] }]);
  });
});

test.each([
  ['in production', { demoTokens, production: true }],
  ['without the demo', {}],
])('there are no tokens at a click %s', async (_, options) => {
  const without = await startTestServer(options);
  try {
    for (const method of ['GET', 'POST'] as const) {
      const answer = await without.server.app.inject({
        method,
        url: PATH,
        headers: { host: 'localhost', origin: 'http://localhost' },
        ...(method === 'POST' && { payload: { sub: 'alice' } }),
      });
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toContain('There is nothing here');
    }
  } finally {
    await without.server.close();
  }
});
