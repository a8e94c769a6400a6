import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { urlThrough } from './proxy-url.js';

/** A message of PostgreSQL's wire protocol. https://www.postgresql.org/docs/current/protocol-message-formats.html */
export interface WireMessage {
  readonly from: 'gateway' | 'server';
  /** Its first byte, such as Q (a simple query), P (Parse) or Z (ready for the next query); empty for the startup message. */
  readonly type: string;
  readonly bytes: Buffer;
  /** Whether it is, or prepares, a statement that contains this. */
  says(sql: string): boolean;
}

/** What can be done with a message. */
interface Passage {
  /** Relays the message, or other bytes in its place. Messages that are not passed are lost. */
  pass(bytes?: Buffer): void;
  /** Ends the connection. Each side still gets what was passed to it. */
  cut(): void;
}

/** The simple query that says this. */
export function simpleQuery(sql: string): Buffer {
  const text = Buffer.from(`${sql}\0`, 'latin1');
  const head = Buffer.from('Q\0\0\0\0', 'latin1');
  head.writeInt32BE(text.length + 4, 1);
  return Buffer.concat([head, text]);
}

/** A proxy to PostgreSQL that shows a test each message and lets it decide what becomes of it. */
export class WireProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** What happens to each message. By default it is relayed. */
  onMessage: (message: WireMessage, passage: Passage) => void = relay;

  private constructor(private readonly target: URL) {
    this.#server = createServer((gateway) => {
      const server = connect(Number(target.port), target.hostname);
      const connection = { gateway, server, isCut: false };
      for (const socket of [gateway, server]) {
        this.#sockets.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
          this.#sockets.delete(socket);
          cut(connection);
        });
      }
      gateway.on('data', this.#reader('gateway', connection));
      server.on('data', this.#reader('server', connection));
    }).listen(0, '127.0.0.1');
  }

  static async to(url: string): Promise<WireProxy> {
    const proxy = new WireProxy(new URL(url));
    await once(proxy.#server, 'listening');
    return proxy;
  }

  /** The URL of the same database through this proxy. */
  get url(): string {
    return urlThrough(this.#server, this.target);
  }

  /** Relays every message again. */
  relayAll(): void {
    this.onMessage = relay;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  /** Takes what one side sends, in pieces of any size, and hands over each whole message. */
  #reader(from: WireMessage['from'], connection: Connection): (data: Buffer) => void {
    const to = from === 'gateway' ? connection.server : connection.gateway;
    let rest = Buffer.alloc(0);
    // The first message of a client has no type.
    let head = from === 'gateway' ? 0 : 1;
    return (data) => {
      rest = Buffer.concat([rest, data]);
      while (!connection.isCut && rest.length >= head + 4) {
        const length = head + rest.readInt32BE(head);
        if (rest.length < length) return;
        const bytes = rest.subarray(0, length);
        const type = bytes.toString('latin1', 0, head);
        rest = rest.subarray(length);
        head = 1;
        const says = (sql: string): boolean =>
          from === 'gateway' && (type === 'Q' || type === 'P') && bytes.includes(sql);
        const pass = (instead = bytes): void => {
          if (to.writable) to.write(instead);
        };
        this.onMessage({ from, type, bytes, says }, { pass, cut: () => cut(connection) });
      }
    };
  }
}

interface Connection {
  readonly gateway: Socket;
  readonly server: Socket;
  isCut: boolean;
}

/** Ends a connection. Each side still gets what was passed to it, and then sees the end. */
function cut(connection: Connection): void {
  connection.isCut = true;
  connection.gateway.end();
  connection.server.end();
}

function relay(_: WireMessage, { pass }: Passage): void {
  pass();
}
