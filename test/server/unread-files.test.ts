import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { metric } from '../support/gateway-process.js';
import { startTestServer, type TestServer, tokenFor } from '../support/http-server.js';
import { until } from '../support/until.js';

const MEGABYTE = 1024 * 1024;
const FILE = 'large.js';
const TEXT = 'a line that compresses well\n'.repeat(1_000);

let dir: string;
let server: TestServer;
const opened: Socket[] = [];
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pages '));
  await writeFile(join(dir, 'index.html'), '<!doctype html><title>Playground</title>');
  // Far more than the operating system takes for a client that does not read, also as gzip.
  await writeFile(join(dir, FILE), randomBytes(9 * MEGABYTE).toString('base64'));
  await writeFile(join(dir, 'small.js'), TEXT);
  server = await startTestServer({
    playgroundDir: dir,
    timeouts: { takeMs: 2_000, takeBytesPerSecond: 100 * MEGABYTE },
  });
});
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy();
});
afterAll(async () => {
  await server.server.close();
  await rm(dir, { recursive: true });
});

/** Asks for the large file once for each encoding, on a connection that reads nothing. */
function askUnread(encodings: readonly string[], { url } = server): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) }).pause();
  socket.on('error', () => undefined); // the server may cut it off
  for (const encoding of encodings)
    socket.write(
      `GET /playground/${FILE} HTTP/1.1\r\nHost: a\r\nAccept-Encoding: ${encoding}\r\n\r\n`,
    );
  opened.push(socket);
  return socket;
}

/** How often this process has the large file open. */
async function openFiles(): Promise<number> {
  const links = (await readdir('/proc/self/fd')).map((one) =>
    readlink(`/proc/self/fd/${one}`).catch(() => ''),
  );
  return (await Promise.all(links)).filter((target) => target === join(dir, FILE)).length;
}

async function encodingOf(path: string, { url } = server): Promise<string | null> {
  const response = await fetch(url + path, { headers: { 'accept-encoding': 'gzip' } });
  await response.text();
  return response.headers.get('content-encoding');
}

describe('files that clients do not read', () => {
  test('are closed with their connection, also those that wait behind others on it', async () => {
    const patient = await startTestServer({ playgroundDir: dir });
    try {
      for (let index = 0; index < 2; index++)
        askUnread(['identity', 'identity', 'identity', 'gzip'], patient);
      await until(async () => (await openFiles()) >= 6);
      await until(async () => (await encodingOf('/playground/small.js', patient)) === null);
      for (const socket of opened) socket.destroy();
      await until(async () => (await openFiles()) === 0);
      expect(await encodingOf('/playground/small.js', patient)).toBe('gzip');
    } finally {
      await patient.server.close();
    }
  });

  test('are closed with their connection when many were asked for at once', async () => {
    for (let index = 0; index < 3; index++) askUnread(Array.from({ length: 20 }, () => 'identity'));
    await until(async () => (await openFiles()) >= 20);
    for (const socket of opened) socket.destroy();
    await until(async () => (await openFiles()) === 0);
  });

  test('do not keep compression from responses that are no files', async () => {
    for (let index = 0; index < 3; index++) askUnread(['gzip']);
    await until(async () => (await encodingOf('/playground/small.js')) === null);
    const response = await server.post(
      JSON.stringify({
        query: 'query ($text: String) { echo(text: $text) }',
        variables: { text: TEXT },
      }),
      {
        authorization: `Bearer ${await tokenFor('alice', 'MEMBER')}`,
        'accept-encoding': 'gzip',
      },
    );
    expect(response.headers.get('content-encoding')).toBe('gzip');
  });

  test.each(['gzip', 'identity'])(
    'are cut off after a time, with encoding %s',
    async (encoding) => {
      const cutBefore = await metric(server, 'onebook_slow_readers_cut_off_total');
      askUnread([encoding]);
      await until(async () => (await openFiles()) === 1);
      await until(async () => (await openFiles()) === 0);
      expect(await metric(server, 'onebook_slow_readers_cut_off_total')).toBe(cutBefore + 1);
      expect(await encodingOf('/playground/small.js')).toBe('gzip');
    },
  );
});
