import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as send,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/**
 * What becomes of a request. `answer lost`: the gateway has answered, then the connection breaks. `answer held`: its answer
 * waits for `release`. `swallowed`: it never reaches the gateway, and nothing comes back.
 */
export type Fate = 'arrives' | 'answer lost' | 'answer held' | 'swallowed';

/** A GraphQL request that a client has sent. */
export interface Sent {
  readonly query: string;
  /** The idempotency key, if it is a mutation. */
  readonly key: string | undefined;
  /** The reference of a transfer. */
  readonly reference: string | undefined;
}

/** A real network between clients and a gateway: a proxy whose faults a test chooses. */
export class Net {
  readonly sent: Sent[] = [];
  /** Answers that wait. */
  readonly #held: (() => void)[] = [];
  readonly #sockets = new Set<Duplex>();
  /** The fate of each GraphQL request. */
  fate: (sent: Sent) => Fate = () => 'arrives';
  /** Whether no WebSocket can be opened. */
  isDown = false;

  private constructor(
    private readonly server: Server,
    private readonly gateway: URL,
  ) {}

  static async before(gatewayUrl: string): Promise<Net> {
    const server = createServer();
    const net = new Net(server, new URL(gatewayUrl));
    server.on('request', (from: IncomingMessage, to: ServerResponse) => void net.#pass(from, to));
    server.on('upgrade', (from: IncomingMessage, socket: Duplex) => net.#upgrade(from, socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return net;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/graphql`;
  }

  /** How many answers wait. */
  get held(): number {
    return this.#held.length;
  }

  /** The keys of the requests for a transfer, one for each time that it was sent. */
  keysOf(reference: string): (string | undefined)[] {
    return this.sent.filter((sent) => sent.reference === reference).map(({ key }) => key);
  }

  /** Lets all answers that wait arrive. */
  release(): void {
    for (const arrive of this.#held.splice(0)) arrive();
  }

  /** Breaks every WebSocket, without a goodbye. */
  breakSockets(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.breakSockets();
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  async #pass(from: IncomingMessage, to: ServerResponse): Promise<void> {
    const body = await buffer(from);
    const fate = from.method === 'POST' ? this.#fateOf(body) : 'arrives';
    if (fate === 'swallowed') return;
    const { method, url, headers } = from;
    const { hostname, port } = this.gateway;
    const onward = send({ hostname, port, method, path: url, headers, agent: false });
    onward.end(body);
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    const content = await buffer(answer);
    const arrive = (): void => void to.writeHead(answer.statusCode!, answer.headers).end(content);
    if (fate === 'arrives') arrive();
    else if (fate === 'answer held') this.#held.push(arrive);
    else to.destroy();
  }

  #fateOf(body: Buffer): Fate {
    const { query, variables } = JSON.parse(body.toString()) as {
      query: string;
      variables?: { input?: { idempotencyKey?: string; reference?: string } };
    };
    const { idempotencyKey: key, reference } = variables?.input ?? {};
    const sent = { query, key, reference };
    this.sent.push(sent);
    return this.fate(sent);
  }

  #upgrade(from: IncomingMessage, socket: Duplex): void {
    // A socket that is broken says so to both sides.
    socket.on('error', () => undefined);
    if (this.isDown) return void socket.destroy();
    const onward = connect(Number(this.gateway.port), this.gateway.hostname);
    onward.on('error', () => undefined);
    const { rawHeaders } = from;
    const lines = [`${from.method} ${from.url} HTTP/1.1`];
    for (let index = 0; index < rawHeaders.length; index += 2)
      lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
    onward.write(`${lines.join('\r\n')}\r\n\r\n`);
    socket.pipe(onward).pipe(socket);
    this.#sockets.add(socket);
    socket.on('close', () => {
      this.#sockets.delete(socket);
      onward.destroy();
    });
    onward.on('close', () => socket.destroy());
  }
}
