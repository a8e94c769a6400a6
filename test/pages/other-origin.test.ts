import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeInBrowser, launchBrowser, type TestBrowser } from '../support/browser.js';
import { startTestServer, type TestServer, tokenFor } from '../support/http-server.js';

/** What a page gets: an answer, the error of an answer, or the words of the browser's own refusal. */
type Got = Readonly<Record<string, unknown>>;

describeInBrowser('a real browser shows a page of another origin what the gateway allows', () => {
  const pages: Server[] = [];
  let gateway: TestServer;
  let chromium: TestBrowser | undefined;
  let token: string;

  /** A page of an origin of its own. */
  const openOrigin = async (): Promise<string> => {
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Another origin</title>');
    });
    pages.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  let allowed: string;
  let refused: string;
  beforeAll(async () => {
    [allowed, refused] = [await openOrigin(), await openOrigin()];
    const config = { host: '127.0.0.1', port: 0, production: true, corsOrigins: [allowed] };
    gateway = await startTestServer({ config });
    token = await tokenFor('alice', 'MEMBER');
    chromium = await launchBrowser();
  });
  afterAll(async () => {
    await chromium?.close();
    await gateway.server.close();
    for (const page of pages) page.close();
  });

  const inPageOf = async (origin: string, script: string): Promise<Got> => {
    const page = await chromium!.browser.newPage();
    try {
      await page.goto(origin);
      return await page.evaluate<Got>(
        `(async ([url, authorization]) => { ${script} })(${JSON.stringify([gateway.url, `Bearer ${token}`])})`,
      );
    } finally {
      await page.close();
    }
  };

  const post = (query: string, more = '') => `
    const response = await fetch(url + '/graphql', {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', traceparent: '00-1', ${more} },
      body: JSON.stringify({ query: ${JSON.stringify(query)} }),
    }).catch((error) => ({ json: () => ({ failed: error.message }), headers: new Headers() }));
    return { ...(await response.json()), requestId: response.headers.get('x-request-id') };`;

  const GET = `
    const query = encodeURIComponent('{ me }');
    const response = await fetch(url + '/graphql?query=' + query, { headers: { authorization } });
    return response.json();`;

  const EVENTS = `
    const response = await fetch(url + '/graphql/stream', {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', accept: 'text/event-stream' },
      body: '{"query":"{ me }"}',
    }).catch((error) => ({ text: () => error.message }));
    return { text: await response.text() };`;

  const SOCKET = `
    const socket = new WebSocket(url.replace('http', 'ws') + '/graphql', 'graphql-transport-ws');
    const send = (message) => socket.send(JSON.stringify(message));
    return new Promise((resolve) => {
      socket.onopen = () => send({ type: 'connection_init', payload: { authorization } });
      socket.onmessage = ({ data }) => {
        const message = JSON.parse(data);
        if (message.type === 'connection_ack')
          send({ id: '1', type: 'subscribe', payload: { query: '{ me }' } });
        if (message.type === 'next') resolve(message.payload);
      };
      socket.onclose = ({ code }) => resolve({ closed: code });
    });`;

  const SCHEMA = `
    const response = await fetch(url + '/schema.graphql', { headers: { authorization } });
    return { text: await response.text(), etag: response.headers.get('etag') };`;

  test('a page of a named origin queries, changes, follows and reads the schema', async () => {
    const me = { data: { me: 'alice' } };
    expect(await inPageOf(allowed, post('{ me }'))).toMatchObject(me);
    expect(await inPageOf(allowed, GET)).toEqual(me);
    expect(await inPageOf(allowed, post('mutation { touch }'))).toMatchObject({
      data: { touch: 'touched' },
    });
    expect(await inPageOf(allowed, SOCKET)).toEqual(me);
    expect(await inPageOf(allowed, EVENTS)).toEqual({
      text: expect.stringContaining('data: {"data":{"me":"alice"}}'),
    });
    const { text, etag } = await inPageOf(allowed, SCHEMA);
    expect([text, etag]).toEqual([expect.stringContaining('type Query'), expect.any(String)]);
  });

  test('a page of a named origin reads why it was refused, with the id of its request', async () => {
    const { errors, requestId } = await inPageOf(
      allowed,
      post('{ me }', `authorization: 'Bearer x'`),
    );
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', requestId } }]);
  });

  test('a page of another origin gets no answer, no socket and no stream, and executes nothing', async () => {
    const { touches } = gateway.latch;
    expect(await inPageOf(refused, post('mutation { touch }'))).toMatchObject({
      failed: 'Failed to fetch',
    });
    expect(await inPageOf(refused, EVENTS)).toEqual({ text: 'Failed to fetch' });
    expect(await inPageOf(refused, SOCKET)).toEqual({ closed: 1006 });
    expect(gateway.latch.touches).toBe(touches);
    expect(gateway.log()).toContain(`"origin":"${refused}","codes":["ORIGIN_NOT_ALLOWED"]`);
  });
});
