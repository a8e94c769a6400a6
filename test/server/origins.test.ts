import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { Origins } from '../../src/server/origins/origins.js';
import { MAX_WAIT_MS } from '../../src/server/limits/refusal-pace.js';
import {
  RawConnection,
  startTestServer,
  type TestServer,
  tokenFor,
} from '../support/http-server.js';

const APP = 'https://app.example';
const EVIL = 'https://app.example.evil.example';
const config = { host: '127.0.0.1', port: 0, production: true, corsOrigins: [APP] };

let gateway: TestServer;
let authorization: string;
beforeAll(async () => {
  gateway = await startTestServer({ config: { ...config, operationsMax: 1 } });
  authorization = `Bearer ${await tokenFor('alice', 'MEMBER')}`;
});
afterAll(() => gateway.server.close());

const ask = '{"query":"{ me }"}';
const json = { 'content-type': 'application/json' };

/** What a page of the origin may read: undefined if the browser would show it nothing. */
function readable({ headers }: Response, origin = APP): boolean {
  return (
    headers.get('access-control-allow-origin') === origin &&
    /\bretry-after\b.*\bx-request-id\b/.test(headers.get('access-control-expose-headers') ?? '')
  );
}

const preflight = (path: string, origin = APP, server = gateway) =>
  fetch(server.url + path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,traceparent',
    },
  });

/** The status of a WebSocket handshake, and its body if it is refused. */
function handshake(origin: string | undefined, server = gateway): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const url = `${server.url.replace('http', 'ws')}/graphql`;
    const socket = new WebSocket(
      url,
      'graphql-transport-ws',
      origin === undefined ? {} : { origin },
    );
    socket.once('open', () => resolve([101, (socket.terminate(), '')]));
    socket.once('error', reject);
    socket.once('unexpected-response', (_, response) => {
      let body = '';
      response.on('data', (bytes: Buffer) => (body += bytes.toString()));
      response.on('end', () => resolve([response.statusCode ?? 0, body]));
    });
  });
}

describe('the rule about origins', () => {
  const production = new Origins([APP, 'capacitor://localhost'], false);
  const development = new Origins([], true);
  const host = 'wallet.example';

  test.each([
    ['a client without an origin', {}, 'own'],
    ['a named origin', { origin: APP }, 'allowed'],
    ['a named origin of an app', { origin: 'capacitor://localhost' }, 'allowed'],
    ['another port of a named origin', { origin: `${APP}:8443` }, 'refused'],
    ['another scheme of a named origin', { origin: 'http://app.example' }, 'refused'],
    ['a host that begins like a named one', { origin: EVIL }, 'refused'],
    ['a sandboxed page', { origin: 'null' }, 'refused'],
    ['two origins', { origin: `${APP}, ${EVIL}` }, 'refused'],
    ['a page of this machine', { origin: 'http://localhost:3000' }, 'refused'],
    ['the own page behind a proxy that ends TLS', { origin: 'https://wallet.example' }, 'own'],
    ['the own page without TLS', { origin: 'http://wallet.example' }, 'own'],
    [
      'the own page by a default port',
      { origin: 'https://wallet.example', host: `${host}:443` },
      'own',
    ],
    [
      'the own page by a name in capitals',
      { origin: 'http://wallet.example', host: 'Wallet.Example' },
      'own',
    ],
    ['another port of the own host', { origin: 'https://wallet.example:8443' }, 'refused'],
    ['an app that names the own host', { origin: 'app://wallet.example' }, 'refused'],
    [
      'the own page behind a proxy that replaces the host, as the browser says',
      { origin: 'https://pay.example', 'sec-fetch-site': 'same-origin' },
      'own',
    ],
    [
      'the own page over http of a gateway over https, as the browser says',
      { origin: 'http://wallet.example', 'sec-fetch-site': 'cross-site' },
      'refused',
    ],
  ] as const)('%s is %3$s', (_, headers, verdict) => {
    expect(production.judge({ host, ...headers })).toBe(verdict);
  });

  test.each(['http://localhost:3000', 'https://127.0.0.1', 'http://[::1]:5173'])(
    'in development the page %s of this machine is allowed',
    (origin) => expect(development.judge({ host, origin })).toBe('allowed'),
  );

  test.each([
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://evil.example/http://localhost:1',
    'ftp://localhost',
    'http://localhost:3000.evil.example',
  ])('in development the page %s of elsewhere is refused', (origin) =>
    expect(development.judge({ host, origin })).toBe('refused'),
  );
});

describe('a page of an allowed origin', () => {
  test.each(['/graphql', '/graphql/stream', '/schema.graphql', '/graphql?query={me}'])(
    'gets an answer to the preflight of %s',
    async (path) => {
      const { status, headers } = await preflight(path);
      expect(status).toBe(204);
      expect(Object.fromEntries(headers)).toMatchObject({
        'access-control-allow-origin': APP,
        'access-control-allow-methods': path.startsWith('/schema') ? 'GET, HEAD' : 'GET, POST',
        'access-control-allow-headers': 'authorization,content-type,traceparent',
        'access-control-max-age': '7200',
        vary: expect.stringContaining('origin'),
      });
      expect(headers.has('access-control-allow-credentials')).toBe(false);
    },
  );

  test('gets 405 for an OPTIONS that is no preflight, and for a preflight of another path 404', async () => {
    const options = await fetch(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: APP },
    });
    expect([options.status, readable(options)]).toEqual([405, true]);
    expect((await preflight('/healthz')).status).toBe(404);
  });

  test('gets the answer to a query by POST and by GET, and to a mutation', async () => {
    const posted = await gateway.post(ask, { authorization, origin: APP });
    expect([await posted.json(), readable(posted)]).toEqual([{ data: { me: 'alice' } }, true]);
    const url = `${gateway.url}/graphql?query=${encodeURIComponent('{ me }')}`;
    // The headers of urql, which sends queries by GET.
    const accept =
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';
    const got = await fetch(url, { headers: { authorization, accept, origin: APP } });
    expect([await got.json(), readable(got)]).toEqual([{ data: { me: 'alice' } }, true]);
    const touched = await gateway.post('{"query":"mutation { touch }"}', {
      authorization,
      origin: APP,
    });
    expect([await touched.json(), readable(touched)]).toEqual([
      { data: { touch: 'touched' } },
      true,
    ]);
  });

  test('can read every refusal', async () => {
    const post = (body: string, headers: Record<string, string> = {}) =>
      gateway.post(body, { authorization, origin: APP, ...headers });
    const get = (path: string, init: RequestInit = {}) =>
      fetch(gateway.url + path, { ...init, headers: { origin: APP } });
    const refusals: [number, Promise<Response>][] = [
      [401, post(ask, { authorization: 'Bearer wrong' })],
      [400, post('{')],
      [400, post('{"query":"{ nothing }"}')],
      [406, post(ask, { accept: 'text/html' })],
      [413, post('x'.repeat(300 * 1024))],
      [415, post(ask, { 'content-type': 'text/plain' })],
      [405, get('/%67raphql', { method: 'PUT' })],
      [401, get('/graphql/stream')],
      [405, get('/graphql', { method: 'PUT' })],
    ];
    for (const [status, answer] of refusals) {
      const response = await answer;
      expect([status, response.status, readable(response)]).toEqual([status, status, true]);
      const { errors } = (await response.json()) as { errors: [{ extensions: object }] };
      const requestId = response.headers.get('x-request-id');
      expect(errors[0].extensions).toMatchObject({ requestId });
    }
  });

  test.each([
    ['/nothing', 404],
    ['/%zz', 400],
    ['/playground/', 404],
    ['/playground/tokens', 404],
    ['/metrics', 200],
    ['/healthz', 200],
  ])('can read nothing of %s, which is not for pages', async (path, status) => {
    const { status: answered, headers } = await fetch(gateway.url + path, {
      headers: { origin: APP },
    });
    expect(answered).toBe(status);
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('can read that its headers are too large, which the parser of HTTP refuses', async () => {
    const head = `GET /graphql HTTP/1.1\r\nHost: x\r\nOrigin: ${APP}\r\nX-Huge: ${'x'.repeat(20_000)}\r\n\r\n`;
    const answer = await new RawConnection(gateway.url).send(head).closed;
    expect(answer).toMatch(
      /^HTTP\/1.1 431 [^]*\r\naccess-control-allow-origin: https:\/\/app\.example\r\n/,
    );
    expect(answer).toMatch(/\r\nx-request-id: ([0-9a-f-]{36})\r\n[^]*"requestId":"\1"/);
    const refused = head.replace(APP, EVIL);
    expect(await new RawConnection(gateway.url).send(refused).closed).not.toContain(
      'access-control',
    );
  });

  test('gets a WebSocket and an event stream', async () => {
    expect(await handshake(APP)).toEqual([101, '']);
    const stream = await fetch(`${gateway.url}/graphql/stream`, {
      method: 'POST',
      headers: { ...json, authorization, origin: APP },
      body: ask,
    });
    expect([stream.status, readable(stream)]).toEqual([200, true]);
    expect(await stream.text()).toContain('{"data":{"me":"alice"}}');
  });

  test('gets preflights, and can read OVERLOADED, while the gateway refuses work', async () => {
    const own = await startTestServer({ config: { ...config, operationsMax: 1 } });
    try {
      const slow = [own.graphql('{ slow }'), own.graphql('{ slow }')];
      await own.latch.reached;
      let shed: Response;
      // Paced refusals come within a second.
      do shed = await own.post(ask, { authorization, origin: APP });
      while (shed.status !== 503 && (await delay(MAX_WAIT_MS / 100, true)));
      expect(readable(shed)).toBe(true);
      expect(shed.headers.get('retry-after')).toBe('1');
      expect(await shed.json()).toMatchObject({
        errors: [{ extensions: { code: 'OVERLOADED', retryAfterMs: 1_000 } }],
      });
      expect((await preflight('/graphql', APP, own)).status).toBe(204);
      own.latch.release();
      await Promise.all(slow);
    } finally {
      await own.server.close();
    }
  });

  test('gets preflights, and can read UNAVAILABLE, while the gateway starts', async () => {
    const probes = { ready: () => Promise.resolve({ ready: false, reasons: ['starting'] }) };
    const own = await startTestServer({ config, probes });
    try {
      for (const path of ['/graphql', '/graphql/stream']) {
        expect((await preflight(path, APP, own)).status).toBe(204);
        const headers = { ...json, authorization, origin: APP };
        const answer = await fetch(own.url + path, { method: 'POST', headers, body: ask });
        expect([answer.status, readable(answer), answer.headers.get('retry-after')]).toEqual([
          ...[503, true, '1'],
        ]);
      }
      const [status, body] = await handshake(APP, own);
      expect(status).toBe(503);
      expect(JSON.parse(body)).toMatchObject({
        errors: [{ extensions: { code: 'UNAVAILABLE', retryAfterMs: 1_000 } }],
      });
    } finally {
      await own.server.close();
    }
  });
});

describe('a page of an origin that is not allowed', () => {
  const refusal = {
    errors: [
      {
        message: expect.stringMatching(/"https:\/\/app\.example\.evil\.example" .* CORS_ORIGINS/),
        extensions: { code: 'ORIGIN_NOT_ALLOWED', requestId: expect.any(String) },
      },
    ],
  };

  test.each(['/graphql', '/graphql/stream', '/schema.graphql', '/healthz', '/nothing'])(
    'gets 403 from %s before anything else, and nothing that it could read',
    async (path) => {
      const touches = gateway.latch.touches;
      const body = '{"query":"mutation { touch }"}';
      const headers = { ...json, authorization, origin: EVIL };
      const refused = await fetch(gateway.url + path, { method: 'POST', headers, body });
      expect(refused.status).toBe(403);
      expect(await refused.json()).toEqual(refusal);
      expect(
        [...refused.headers.keys()].filter((name) => name.startsWith('access-control')),
      ).toEqual([]);
      expect((await preflight(path, EVIL)).status).toBe(403);
      expect(gateway.latch.touches).toBe(touches);
    },
  );

  test('gets no WebSocket', async () => {
    const [status, body] = await handshake(EVIL);
    expect(status).toBe(403);
    expect(JSON.parse(body)).toEqual(refusal);
  });

  test('is named in the log with the id of its request', async () => {
    const refused = await gateway.post(ask, { origin: EVIL, 'x-request-id': 'from-evil' });
    expect(refused.status).toBe(403);
    const line = gateway
      .log()
      .split('\n')
      .find((each) => each.includes('from-evil'));
    expect(line).toContain(`"origin":"${EVIL}"`);
  });
});

test('a gateway on localhost has one address, so that no request passes the gate by', async () => {
  const local = await startTestServer({ config: { ...config, host: 'localhost' } });
  try {
    expect(local.server.app.addresses()).toMatchObject([{ address: '127.0.0.1' }]);
  } finally {
    await local.server.close();
  }
});

test('a client without an origin, and the own page, get no headers of CORS and everything else', async () => {
  expect(await handshake(undefined)).toEqual([101, '']);
  expect(await handshake(gateway.url)).toEqual([101, '']);
  for (const origin of [{}, { origin: gateway.url }]) {
    const answer = await gateway.post(ask, { authorization, ...origin });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, null]);
    expect(answer.headers.get('vary')).toMatch(/\borigin\b/);
  }
});
