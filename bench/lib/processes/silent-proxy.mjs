import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** A network between a gateway and PostgreSQL that can fall silent: what is sent no longer arrives, and nothing is closed. */
export class SilentProxy {
  #server;
  #pairs = new Set();
  #isSilent = false;

  /** @param target URL of a database */
  static async start(target) {
    const proxy = new SilentProxy();
    const url = new URL(target);
    const socket = url.searchParams.get('host');
    const to = socket?.startsWith('/')
      ? { path: `${socket}/.s.PGSQL.${url.searchParams.get('port') ?? (url.port || 5432)}` }
      : { host: url.hostname, port: Number(url.port) };
    proxy.#server = createServer((client) => proxy.#join(client, to)).listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    url.searchParams.delete('host');
    url.searchParams.delete('port');
    url.host = `127.0.0.1:${proxy.#server.address().port}`;
    /** URL of the same database, through this proxy. */
    proxy.url = url.href;
    return proxy;
  }

  #join(client, to) {
    const pair = { client, server: connect({ ...to, noDelay: true }) };
    this.#pairs.add(pair);
    client.setNoDelay(true);
    for (const [from, into] of [
      [pair.client, pair.server],
      [pair.server, pair.client],
    ]) {
      from.on('error', () => undefined);
      from.on('data', (bytes) => into.write(bytes));
      from.on('close', () => !pair.isSilent && into.destroy());
    }
    if (this.#isSilent) silence(pair);
  }

  /** Silences the connections that are open now. */
  silenceOpen() {
    this.#pairs.forEach(silence);
  }

  /** Silences new ones too. */
  silenceAll() {
    this.#isSilent = true;
    this.silenceOpen();
  }

  end() {
    this.#server.close();
    for (const { client, server } of this.#pairs) {
      client.destroy();
      server.destroy();
    }
  }
}

function silence(pair) {
  pair.isSilent = true;
  pair.client.pause();
  pair.server.pause();
}
