import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line to PostgreSQL that can be cut, or fall silent without a word. */
export class Line {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  readonly #dead = new Set<Socket>();
  /** Of connections that are open, or opened meanwhile. */
  mode: 'carries' | 'silent' | 'refuses' = 'carries';

  private constructor(private readonly target: URL) {
    this.#server = createServer((client) => {
      if (this.mode === 'refuses') {
        client.destroy();
        return;
      }
      const server = connect(Number(target.port), target.hostname);
      const pair = [client, server] as const;
      this.#pairs.add(pair);
      const relay = (from: Socket, to: Socket): void => {
        from.on('data', (data) => {
          if (this.mode === 'carries' && !this.#dead.has(from)) to.write(data);
        });
        from.on('error', () => from.destroy());
        from.on('close', () => to.destroy());
      };
      relay(client, server);
      relay(server, client);
    }).listen(0, '127.0.0.1');
  }

  static async to(url: string): Promise<Line> {
    const line = new Line(new URL(url));
    await once(line.#server, 'listening');
    return line;
  }

  /** Leads to the same database, over this line. */
  get url(): string {
    const url = new URL(this.target);
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  /** The connections that are open carry nothing any more; new ones do. */
  deaden(): void {
    for (const pair of this.#pairs) for (const socket of pair) this.#dead.add(socket);
  }

  cut(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    this.#pairs.clear();
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}
