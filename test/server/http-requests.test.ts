import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  RawConnection,
  startTestServer,
  type TestServer,
  tokenFor,
} from '../support/http-server.js';

let gateway: TestServer;
let authorization: string;
beforeAll(async () => {
  gateway = await startTestServer();
  authorization = `Bearer ${await tokenFor('alice', 'MEMBER')}`;
});
afterAll(() => gateway.server.close());

async function refused(response: Response, status: number, code: string) {
  expect(response.headers.get('content-type')).toMatch(/json/);
  const body = (await response.json()) as { errors: unknown[] };
  expect({ status: response.status, body }).toEqual({
    status,
    body: {
      errors: [{ message: expect.any(String), extensions: expect.objectContaining({ code }) }],
    },
  });
}

const ask = '{"query":"{ me }"}';

describe('the gateway answers in JSON, and executes nothing for a client that does not take it', () => {
  const touch = async (accept: string): Promise<[status: number, touches: number]> => {
    const before = gateway.latch.touches;
    const body = '{"query":"mutation { touch }"}';
    const response = await gateway.post(body, { authorization, accept });
    return [response.status, gateway.latch.touches - before];
  };

  test.each(['text/html', 'application/xml', 'text/event-stream', 'image/*;q=0.8', ''])(
    'a mutation with "accept: %s" is refused with 406 and not executed',
    async (accept) => {
      // An empty header says nothing, like none.
      expect(await touch(accept)).toEqual(accept === '' ? [200, 1] : [406, 0]);
    },
  );

  test.each([
    '*/*',
    'application/*',
    'application/json',
    'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8',
    'text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8',
  ])('a mutation with "accept: %s" is executed', async (accept) => {
    expect(await touch(accept)).toEqual([200, 1]);
  });
});
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('the gateway checks the body of a request', () => {
  const post = (body: string | Uint8Array<ArrayBuffer>, headers = {}) =>
    gateway.post(body, { authorization, ...headers });

  test('a body larger than 256 KiB is refused with 413', async () => {
    const large = (bytes: number) =>
      JSON.stringify({ query: '{ me }', variables: { x: 'x'.repeat(bytes) } });
    expect((await post(large(255 * 1024))).status).toBe(200);
    await refused(await post(large(256 * 1024)), 413, 'PAYLOAD_TOO_LARGE');
    await refused(await post(large(8 * 1024 * 1024)), 413, 'PAYLOAD_TOO_LARGE');
  });

  test('a body larger than 256 KiB is refused with 413 even if its size was not announced', async () => {
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(utf8(`{"query":"{ me }","x":"${'x'.repeat(300_000)}"}`));
        controller.close();
      },
    });
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: stream,
      duplex: 'half',
    });
    await refused(response, 413, 'PAYLOAD_TOO_LARGE');
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'nonsense',
    'application/json; charset=utf-16',
  ])('a body of type %s is refused with 415', async (type) =>
    refused(await post(ask, { 'content-type': type }), 415, 'UNSUPPORTED_MEDIA_TYPE'),
  );

  test.each([
    'application/json',
    'application/json; charset=UTF-8',
    'application/json;charset="utf-8"',
    'APPLICATION/JSON',
  ])('a body of type %s is read', async (type) => {
    expect(await (await post(ask, { 'content-type': type })).json()).toEqual({
      data: { me: 'alice' },
    });
  });

  test('a body that is not UTF-8 is refused, not repaired', async () => {
    const bytes = utf8('{"query":"{ echo(text: \\"?\\") }"}');
    bytes[bytes.indexOf(63)] = 0xff;
    await refused(await post(bytes), 415, 'UNSUPPORTED_MEDIA_TYPE');
    const good = await post('{"query":"{ echo(text: \\"żółw 🐢\\") }"}');
    expect(await good.json()).toEqual({ data: { echo: 'żółw 🐢' } });
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '"{ me }"',
    '{}',
    '{"query":7}',
    '{"query":"{ me }","variables":[]}',
    '{"query":"{ me }","variables":"{}"}',
  ])('the body %j is refused with 400', async (body) =>
    refused(await post(body), 400, 'BAD_REQUEST'),
  );
});

describe('the gateway checks the path, method and headers of a request', () => {
  test('a request for an unknown path gets 404 as JSON', async () => {
    await refused(await fetch(`${gateway.url}/nothing`), 404, 'NOT_FOUND');
    await refused(await fetch(`${gateway.url}/graphql/`, { method: 'POST' }), 404, 'NOT_FOUND');
    await refused(await fetch(`${gateway.url}/%zz`), 400, 'BAD_REQUEST');
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('a request by %s gets 405', async (method) => {
    const response = await fetch(`${gateway.url}/graphql`, { method });
    expect(response.headers.get('allow')).toBe('GET, POST');
    await refused(response, 405, 'METHOD_NOT_ALLOWED');
  });

  test('a GET can query but not change anything, and not from another site', async () => {
    const get = (query: string, headers: Record<string, string>) =>
      fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`, { headers });
    expect(await (await get('{ me }', { authorization })).json()).toEqual({
      data: { me: 'alice' },
    });
    // What a page of another site can send. The schema is what is shown to anyone in development.
    const simple = [{}, { 'content-type': 'text/plain' }, { cookie: 'a=b', accept: '*/*' }];
    for (const headers of simple)
      await refused(await get('{ __typename }', headers), 400, 'BAD_REQUEST');
    for (const headers of [
      { 'apollo-require-preflight': '1' },
      { 'x-apollo-operation-name': 'Anything' },
      { 'content-type': 'application/json' },
    ])
      expect(await (await get('{ __typename }', headers)).json()).toEqual({
        data: { __typename: 'Query' },
      });
    const mutation = await get('mutation { touch }', { authorization });
    expect(mutation.headers.get('allow')).toBe('POST');
    expect(mutation.status).toBe(405);
    expect(await mutation.text()).not.toContain('touched');
  });

  test('a request with an invalid Host gets 400', async () => {
    const raw = new RawConnection(gateway.url);
    raw.send(
      `POST /graphql HTTP/1.1\r\nHost: a b\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${ask.length}\r\n\r\n${ask}`,
    );
    expect(await raw.closed).toMatch(/^HTTP\/1.1 400 [^]*BAD_REQUEST/);
  });

  test('a request that is not HTTP gets 400, and one with huge headers gets 431', async () => {
    expect(await new RawConnection(gateway.url).send('hello\r\n\r\n').closed).toMatch(
      /^HTTP\/1.1 400 [^]*BAD_REQUEST/,
    );
    const huge = `GET / HTTP/1.1\r\nHost: x\r\nX-Huge: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await new RawConnection(gateway.url).send(huge).closed).toMatch(
      /^HTTP\/1.1 431 [^]*HEADERS_TOO_LARGE/,
    );
  });

  test('every response has headers that let a browser do nothing with it', async () => {
    for (const path of ['/graphql', '/healthz', '/nothing', '/playground/']) {
      const { headers } = await fetch(gateway.url + path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none';frame-ancestors 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-powered-by')).toBeNull();
    }
    expect((await gateway.graphql('{ me }')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('the gateway disconnects slow clients', () => {
  let strict: TestServer;
  beforeAll(async () => {
    strict = await startTestServer({
      timeouts: { headersMs: 300, requestMs: 600, keepAliveMs: 300 },
    });
  });
  afterAll(() => strict.server.close());

  const plain = async () => expect(await strict.graphql('{ me }')).toMatchObject({ status: 200 });

  test('a client that is slow to send its headers is disconnected while others are served', async () => {
    const slow = Array.from({ length: 50 }, () =>
      new RawConnection(strict.url).send('POST /graphql HTTP/1.1\r\nHost: x\r\n'),
    );
    const drip = setInterval(() => slow.forEach((s) => s.send('X: 1\r\n')), 50);
    await plain();
    for (const raw of slow) expect(await raw.closed).toMatch(/^HTTP\/1.1 408 [^]*REQUEST_TIMEOUT/);
    clearInterval(drip);
    await plain();
  });

  test('a client that is slow to send its body is disconnected', async () => {
    const raw = new RawConnection(strict.url).send(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"query":`,
    );
    expect(await raw.closed).toMatch(/^HTTP\/1.1 408 [^]*REQUEST_TIMEOUT/);
    await plain();
  });

  test('a client that sends nothing is disconnected', async () => {
    await new RawConnection(strict.url).closed;
    const idle = new RawConnection(strict.url).send('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await idle.closed).toMatch(/^HTTP\/1.1 200 /);
  });
});

describe('the gateway serves the playground', () => {
  test('the playground gets 404 if it is not built', async () => {
    await refused(await fetch(`${gateway.url}/playground/`), 404, 'NOT_FOUND');
  });

  test('the playground is served under a policy that loads nothing from elsewhere', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'play ground '));
    await writeFile(join(dir, 'index.html'), '<!doctype html><title>Playground</title>');
    await writeFile(join(dir, 'app.js'), 'export {}');
    const own = await startTestServer({ playgroundDir: dir });
    try {
      const page = await fetch(`${own.url}/playground`);
      expect(page.url).toBe(`${own.url}/playground/`);
      expect(await page.text()).toContain('<title>Playground');
      expect(page.headers.get('content-security-policy')).toMatch(
        /default-src 'none'; script-src 'self';/,
      );
      const script = await fetch(`${own.url}/playground/app.js`);
      expect(script.headers.get('content-type')).toMatch(/javascript/);
      expect(script.headers.get('cache-control')).not.toContain('no-store');
      await refused(await fetch(`${own.url}/playground/none.js`), 404, 'NOT_FOUND');
      const outside = new RawConnection(own.url).send(
        'GET /playground/../../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      );
      expect(await outside.closed).not.toMatch(/root:/);
    } finally {
      await own.server.close();
      await rm(dir, { recursive: true });
    }
  });
});
