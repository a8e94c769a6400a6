import { connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { ExportedFile, FileExport } from '../../src/exports/index.js';
import { startTestServer, tokenFor, type TestServer } from '../support/http-server.js';
import { until } from '../support/until.js';

const PIECE = 'x'.repeat(64 * 1_024);

/** Files that count how many of their pieces were made, and whether their making ended. */
class CountedFiles implements FileExport {
  readonly url = '/files/:file';
  made = 0;
  ended = 0;

  /** @param pieces of each file @param failsAt the piece at which it cannot be read on */
  constructor(
    private readonly pieces: number,
    private readonly failsAt = Infinity,
  ) {}

  open(): Promise<ExportedFile> {
    return Promise.resolve({
      name: 'file.txt',
      contentType: 'text/plain; charset=utf-8',
      chunks: this.#chunks(),
    });
  }

  async *#chunks(): AsyncGenerator<string> {
    try {
      for (let piece = 0; piece < this.pieces; piece++) {
        if (piece === this.failsAt) throw new Error('the book is out of reach');
        this.made += 1;
        yield PIECE;
        // As a reading would.
        await delay(1);
      }
    } finally {
      this.ended += 1;
    }
  }
}

let server: TestServer;

async function start(files: FileExport): Promise<Record<string, string>> {
  server = await startTestServer({ fileExports: [files] });
  return { authorization: `Bearer ${await tokenFor('ana', 'MEMBER')}` };
}

/** A client that sends a request and reads nothing. */
async function silentClient(headers: Record<string, string>) {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET /files/a HTTP/1.1\r\nhost: ${hostname}\r\n${lines.join('')}\r\n`);
  return socket;
}

afterEach(async () => {
  server.server.cutOff();
  await server.server.close();
});

describe('a file is written while it is sent', () => {
  test('a client that reads nothing keeps the file from being read on', async () => {
    const files = new CountedFiles(2_000);
    const client = await silentClient(await start(files));
    await until(() => files.made > 0);
    let before = -1;
    await until(async () => {
      const isStill = files.made === before;
      before = files.made;
      await delay(300);
      return isStill;
    });
    // What the sockets of both sides hold: some MiB of 125.
    expect(files.made).toBeLessThan(500);
    client.destroy();
    await until(() => files.ended === 1);
    expect(server.log()).not.toContain('could not be written');
  });

  test('a whole file arrives, and its making ends', async () => {
    const files = new CountedFiles(20);
    const headers = await start(files);
    const response = await fetch(`${server.url}/files/a`, { headers });
    expect(await response.text()).toBe(PIECE.repeat(20));
    expect([files.made, files.ended]).toEqual([20, 1]);
  });

  test('a file that cannot be read to its end breaks off, so that no client takes it for whole', async () => {
    const files = new CountedFiles(20, 5);
    const headers = await start(files);
    const response = await fetch(`${server.url}/files/a`, { headers });
    await expect(response.text()).rejects.toThrow();
    expect(server.log()).toContain('a file could not be written to its end');
  });

  test('one caller has a share of the files that are sent, and another still gets one', async () => {
    const files = new CountedFiles(2_000);
    const headers = await start(files);
    const clients = [];
    for (let open = 0; open < 16; open++) clients.push(await silentClient(headers));
    await until(() => files.made > 16);
    const answer = await fetch(`${server.url}/files/a`, { headers });
    expect([answer.status, await answer.json()]).toMatchObject([
      503,
      { errors: [{ extensions: { code: 'OVERLOADED' } }] },
    ]);
    const other = { authorization: `Bearer ${await tokenFor('bob', 'MEMBER')}` };
    const response = await fetch(`${server.url}/files/a`, { headers: other });
    expect(response.status).toBe(200);
    await response.body?.cancel();
    for (const client of clients) client.destroy();
    await until(() => files.ended === 17);
    expect((await fetch(`${server.url}/files/a`, { headers })).status).toBe(200);
  });

  test('a gateway that is not ready says so', async () => {
    server = await startTestServer({
      fileExports: [new CountedFiles(1)],
      probes: { ready: () => Promise.resolve({ ready: false, reasons: ['opening'] }) },
    });
    const headers = { authorization: `Bearer ${await tokenFor('ana', 'MEMBER')}` };
    const answer = await fetch(`${server.url}/files/a`, { headers });
    expect([answer.status, await answer.json()]).toMatchObject([
      503,
      { errors: [{ message: 'The gateway is starting. Retry later.' }] },
    ]);
  });
});
