import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came. */
export interface Received {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: { readonly type: string; readonly timestamp: string; readonly data: Data };
  /** How the receiver answered. */
  readonly answer: AnswerMode;
}

type Data = Readonly<Record<string, never>> & {
  readonly walletId?: string;
  readonly transactionId?: string;
};

/** How a request is answered. `lost`: it is taken, and the connection ends before the sender hears of it. */
export type AnswerMode = 'ok' | 'error' | 'redirect' | 'reset' | 'hang' | 'slow' | 'lost' | 'gone';

/** A real receiver of webhooks, which answers each request as the test says. */
export class Receiver {
  readonly requests: Received[] = [];
  /** The events that it took, by id, in the order in which they came first. */
  readonly taken = new Map<string, Received>();
  /** Requests to the place where redirects lead. */
  followed = 0;
  port = 0;
  #server: Server | undefined;

  /** @param answer how to answer a request */
  constructor(public answer: (received: Omit<Received, 'answer'>) => AnswerMode = () => 'ok') {}

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  /** Listens, on the same port as before. */
  async start(): Promise<this> {
    const server = createServer((request, response) => void this.#take(request, response));
    this.#server = server;
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    return this;
  }

  /** Dies: no connection survives. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined); // the sender may give up
    let text = '';
    try {
      for await (const part of request) text += String(part);
    } catch {
      return; // cut off
    }
    if (request.url !== '/hook') {
      this.followed += 1;
      response.end();
      return;
    }
    const id = String(request.headers['webhook-id']);
    const body = JSON.parse(text) as Received['body'];
    const came = { id, headers: request.headers, text, body };
    const answer = this.answer(came);
    const received = { ...came, answer };
    this.requests.push(received);
    if (['ok', 'slow', 'lost'].includes(answer) && !this.taken.has(id))
      this.taken.set(id, received);
    this.#respond(answer, request, response);
  }

  #respond(answer: AnswerMode, request: IncomingMessage, response: ServerResponse): void {
    if (answer === 'hang') return;
    if (answer === 'reset' || answer === 'lost') {
      request.socket.destroy();
      return;
    }
    if (answer === 'slow') {
      setTimeout(() => response.end('ok'), 200);
      return;
    }
    const status = { ok: 200, error: 500, redirect: 302, gone: 410 }[answer];
    response.writeHead(status, answer === 'redirect' ? { location: '/elsewhere' } : {});
    response.end();
  }
}

/** Whether one of the signatures of a request is that of a secret. */
export function isSignedWith(secret: string, { headers, text }: Received): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`;
  const signature = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(signature);
}
