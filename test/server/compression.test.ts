import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as send, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema as buildFromSdl } from 'graphql';
import { startTestServer, type TestServer, tokenFor } from '../support/http-server.js';

const TEXT = 'a line of a page that compresses well\n'.repeat(500);

let dir: string;
let gateway: TestServer;
let authorization: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pages '));
  await writeFile(join(dir, 'index.html'), '<!doctype html><title>Playground</title>');
  await writeFile(join(dir, 'app.js'), `/*${TEXT}*/`);
  gateway = await startTestServer({ playgroundDir: dir });
  authorization = `Bearer ${await tokenFor('alice', 'MEMBER')}`;
});
afterAll(async () => {
  await gateway.server.close();
  await rm(dir, { recursive: true });
});

interface Raw {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  /** As it was sent. */
  readonly bytes: Buffer;
  /** As it is meant. */
  readonly text: string;
}

/** A response as it comes over the wire: `fetch` decompresses it. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  {
    body,
    method = body === undefined ? 'GET' : 'POST',
    server = gateway,
  }: { body?: string; method?: string; server?: TestServer } = {},
): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const request = send(server.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
    });
    request.once('error', reject).once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        const bytes = Buffer.concat(chunks);
        const encoding = response.headers['content-encoding'];
        const read =
          { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ''] ?? ((all: Buffer) => all);
        const text = bytes.length === 0 ? '' : read(bytes).toString();
        resolve({ status: response.statusCode, headers: response.headers, bytes, text });
      });
    });
    request.end(body);
  });
}

const echo = (text: string) =>
  JSON.stringify({ query: 'query ($text: String) { echo(text: $text) }', variables: { text } });

describe('the gateway compresses large responses', () => {
  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['*', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0.5, identity', undefined],
    ['deflate', undefined],
    ['identity', undefined],
    [`gzip${', x'.repeat(90)}`, undefined],
  ])('for "accept-encoding: %s" with %s', async (accepted, encoding) => {
    const headers = { authorization, 'accept-encoding': accepted };
    const {
      status,
      headers: got,
      bytes,
      text,
    } = await ask('/graphql', headers, { body: echo(TEXT) });
    expect([status, got['content-encoding']]).toEqual([200, encoding]);
    expect(JSON.parse(text)).toEqual({ data: { echo: TEXT } });
    expect(got['content-length']).toBe(String(bytes.length));
    expect(got.vary).toMatch(/\baccept-encoding\b/);
    if (encoding !== undefined) expect(bytes.length).toBeLessThan(text.length / 10);
  });

  test('a small response, and one to a client that does not say what it takes, is sent as it is', async () => {
    const small = await ask(
      '/graphql',
      { authorization, 'accept-encoding': 'br' },
      { body: echo('a') },
    );
    expect([small.status, small.headers['content-encoding']]).toEqual([200, undefined]);
    const silent = await ask('/graphql', { authorization }, { body: echo(TEXT) });
    expect([silent.status, silent.headers['content-encoding']]).toEqual([200, undefined]);
  });

  test('a crowd of large responses is answered whole', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `${index}${TEXT}`);
    const answers = await Promise.all(
      texts.map((text) =>
        ask('/graphql', { authorization, 'accept-encoding': 'br' }, { body: echo(text) }),
      ),
    );
    expect(answers.map(({ text }) => JSON.parse(text) as unknown)).toEqual(
      texts.map((text) => ({ data: { echo: text } })),
    );
    const labels = new Set(answers.map(({ headers }) => headers['content-encoding']));
    expect([...labels]).toContain('br');
  });

  test('files of pages are compressed, parts of them are not, and the browser’s copy stays good', async () => {
    const path = '/playground/app.js';
    const file = await ask(path, { 'accept-encoding': 'gzip' });
    expect([file.headers['content-encoding'], file.text]).toEqual(['gzip', `/*${TEXT}*/`]);
    expect(file.headers['content-length']).toBeUndefined();
    const head = await ask(path, { 'accept-encoding': 'gzip' }, { method: 'HEAD' });
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    const part = await ask(path, { 'accept-encoding': 'gzip', range: 'bytes=0-4999' });
    expect([part.status, part.headers['content-encoding'], part.bytes.length]).toEqual([
      206,
      undefined,
      5_000,
    ]);
    const again = await ask(path, {
      'accept-encoding': 'gzip',
      'if-none-match': file.headers.etag ?? '',
    });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  });

  test('metrics are compressed, and an event stream is not', async () => {
    const metrics = await ask('/metrics', { 'accept-encoding': 'gzip' });
    expect(metrics.headers['content-encoding']).toBe('gzip');
    expect(metrics.text).toContain('onebook_');
    const events = await ask(
      '/graphql/stream',
      { authorization, 'accept-encoding': 'br' },
      { body: echo(TEXT) },
    );
    expect([events.status, events.headers['content-encoding']]).toEqual([200, undefined]);
    expect(events.text).toContain('event: complete');
  });
});

describe('/schema.graphql is the SDL for code generation', () => {
  test('the SDL has descriptions and directives, and a client can build it', async () => {
    const { status, headers, text } = await ask('/schema.graphql', { 'accept-encoding': 'br' });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/graphql; charset=utf-8');
    expect(text).toContain('"""Waits until the test lets go."""');
    expect(text).toContain('@specifiedBy');
    expect(buildFromSdl(text).getMutationType()?.getFields()).toHaveProperty('touch');
  });

  test('a client that has the schema gets 304, whatever its encoding', async () => {
    const { headers } = await ask('/schema.graphql', { 'accept-encoding': 'br' });
    const etag = headers.etag ?? '';
    expect(etag).toMatch(/^W\/"[\w-]+"$/);
    for (const tag of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
      const again = await ask('/schema.graphql', { 'if-none-match': tag });
      expect([again.status, again.bytes.length, again.headers.etag]).toEqual([304, 0, etag]);
    }
    expect((await ask('/schema.graphql', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('a crowd that asks for it gets it compressed, because it is compressed once', async () => {
    const accepted = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 'br' : 'gzip'));
    const answers = await Promise.all(
      accepted.map((encoding) => ask('/schema.graphql', { 'accept-encoding': encoding })),
    );
    const plain = await ask('/schema.graphql');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(answers.map(({ headers }) => headers['content-encoding'])).toEqual(accepted);
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set([plain.text]));
    for (const { headers, bytes } of answers)
      expect(headers['content-length']).toBe(String(bytes.length));
  });

  test('a HEAD gets the headers alone, and other methods get 405', async () => {
    const head = await ask('/schema.graphql', {}, { method: 'HEAD' });
    const whole = await ask('/schema.graphql');
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    expect(head.headers['content-length']).toBe(String(whole.bytes.length));
    const post = await ask('/schema.graphql', {}, { method: 'POST', body: '{}' });
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  test('in production it is for callers with a token, in development for anyone', async () => {
    const production = await startTestServer({ production: true });
    try {
      const none = await ask('/schema.graphql', {}, { server: production });
      expect([none.status, none.headers['www-authenticate']]).toEqual([401, 'Bearer']);
      expect(JSON.parse(none.text)).toMatchObject({
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      });
      const signedIn = await ask('/schema.graphql', { authorization }, { server: production });
      expect([signedIn.status, signedIn.text]).toEqual([200, (await ask('/schema.graphql')).text]);
      for (const server of [production, gateway])
        expect(
          (await ask('/schema.graphql', { authorization: 'Bearer wrong' }, { server })).status,
        ).toBe(401);
    } finally {
      await production.server.close();
    }
  });
});
