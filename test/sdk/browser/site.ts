import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../../..');
const FOLDER = 'test/sdk/browser/page';
const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' };

/** Bundles the page. With the React of development, in which StrictMode mounts each component twice. */
export async function buildPage(): Promise<void> {
  const env = { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'development' };
  await promisify(execFile)(process.execPath, [join(root, 'scripts/build-page.mjs'), FOLDER], {
    env,
  });
}

/** Serves the page from an origin that is not the gateway's. */
export class Site {
  private constructor(private readonly server: Server) {}

  static async start(): Promise<Site> {
    const server = createServer((request, response) => {
      const path = normalize(new URL(request.url ?? '/', 'http://site').pathname);
      const name = path === '/' ? '/index.html' : path;
      readFile(join(root, 'dist', FOLDER, name)).then(
        (content) => {
          const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
          response.writeHead(200, { 'content-type': type }).end(content);
        },
        () => response.writeHead(404).end(),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Site(server);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}
