import { once } from 'node:events';
import {
  createServer,
  request as send,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { until } from '../support/until.js';

/** A request that went through the proxy, with its response. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  /** Absent until the gateway has answered. */
  response?: { readonly status: number; readonly text: string };
}

/** A response that the gateway has made and that the proxy keeps. */
export interface HeldResponse {
  readonly text: string;
  readonly release: () => void;
}

/**
 * Stands in front of a gateway and passes everything on as it is. On request it keeps back the response to an operation, or
 * what the gateway sends over WebSockets, as a slow network would.
 */
export class HoldingProxy {
  readonly exchanges: Exchange[] = [];
  #held: { operation: string; resolve: (held: HeldResponse) => void } | undefined;
  #isHoldingPushes = false;
  readonly #pushes: { readonly chunk: Buffer; readonly to: Socket }[] = [];
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly host: string; readonly port: number },
  ) {}

  /** @param url the gateway's */
  static async start(url: string): Promise<HoldingProxy> {
    const { hostname: host, port } = new URL(url);
    const server = createServer();
    const proxy = new HoldingProxy(server, { host, port: Number(port) });
    server.on('request', (request, response) => void proxy.#forward(request, response));
    server.on('upgrade', (request, socket: Socket, head) => proxy.#upgrade(request, socket, head));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Keeps the response to the next operation of this name. Resolves when the gateway has made it. */
  holdNext(operation: string): Promise<HeldResponse> {
    return new Promise((resolve) => (this.#held = { operation, resolve }));
  }

  /** From now on keeps what the gateway sends over WebSockets. */
  holdPushes(): void {
    this.#isHoldingPushes = true;
  }

  /** Resolves when a text like this is among what is kept. */
  async untilHeld(pattern: RegExp): Promise<void> {
    const text = (): string => this.#pushes.map(({ chunk }) => chunk.toString('latin1')).join('');
    await until(() => pattern.test(text()), text);
  }

  /** Sends what is kept now, in its order, and goes on keeping what follows. */
  releaseHeld(): void {
    for (const { chunk, to } of this.#pushes.splice(0)) to.write(chunk);
  }

  /** Sends what is kept now, and keeps nothing more. */
  stopHolding(): void {
    this.#isHoldingPushes = false;
    this.releaseHeld();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const body = await buffer(request);
    const exchange: Exchange = { method, url, body: body.toString() };
    this.exchanges.push(exchange);
    const upstream = send({ ...this.target, method, path: url, headers });
    upstream.end(body);
    const [answer] = (await once(upstream, 'response')) as [IncomingMessage];
    if (answer.headers['content-type']?.startsWith('text/event-stream')) {
      response.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
      response.on('close', () => upstream.destroy());
      answer.pipe(response);
      return;
    }
    const bytes = await buffer(answer);
    const text = bytes.toString();
    exchange.response = { status: answer.statusCode ?? 0, text };
    await this.#holdIfAsked(exchange, text);
    response.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
    response.end(bytes);
  }

  async #holdIfAsked({ method, url, body }: Exchange, text: string): Promise<void> {
    const held = this.#held;
    if (held === undefined || method === 'OPTIONS') return;
    const name = new RegExp(`(query|mutation)\\s${held.operation}\\b`);
    if (!name.test(body) && !name.test(decodeURIComponent(url).replaceAll('+', ' '))) return;
    this.#held = undefined;
    await new Promise<void>((release) => held.resolve({ text, release }));
  }

  #upgrade({ url = '', rawHeaders }: IncomingMessage, client: Socket, head: Buffer): void {
    const upstream = connect(this.target.port, this.target.host);
    for (const socket of [client, upstream])
      this.#keep(socket, socket === client ? upstream : client);
    const lines = Array.from({ length: rawHeaders.length / 2 }, (_, index) =>
      rawHeaders.slice(2 * index, 2 * index + 2).join(': '),
    );
    upstream.write([`GET ${url} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
    upstream.write(head);
    client.pipe(upstream);
    upstream.on('data', (chunk: Buffer) => {
      if (this.#isHoldingPushes) this.#pushes.push({ chunk, to: client });
      else client.write(chunk);
    });
  }

  #keep(socket: Socket, other: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      this.#sockets.delete(socket);
      other.destroy();
    });
  }
}
