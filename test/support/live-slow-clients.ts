import { request, type IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';

type Data = Readonly<Record<string, unknown>>;

/** Somebody who subscribes and reads, until told to stop reading. */
export interface SlowClient {
  /** What was pushed and read, each push's `data`. */
  readonly pushes: Data[];
  readonly closed: boolean;
  /** Reads nothing any more: what comes stays in the operating system's buffers, and then in the gateway. */
  pause(): void;
  resume(): void;
  end(): void;
}

/** Over a WebSocket. */
export async function slowSocket(url: string, token: string, query: string): Promise<SlowClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const pushes: Data[] = [];
  let closed = false;
  socket.on('close', () => (closed = true));
  const begun = new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => send({ type: 'connection_init', payload: bearer(token) }));
    socket.on('message', (text) => {
      const message = JSON.parse((text as Buffer).toString()) as Message;
      if (message.type === 'connection_ack')
        send({ id: '1', type: 'subscribe', payload: { query } });
      else if (message.type === 'next') {
        pushes.push(message.payload.data);
        resolve();
      } else reject(new Error(JSON.stringify(message)));
    });
  });
  const send = (message: object): void => socket.send(JSON.stringify(message));
  await begun;
  return {
    pushes,
    get closed() {
      return closed;
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    end: () => socket.terminate(),
  };
}

interface Message {
  readonly type: string;
  readonly payload: { readonly data: Data };
}

/** Over a stream of events. */
export async function slowStream(url: string, token: string, query: string): Promise<SlowClient> {
  const pushes: Data[] = [];
  let closed = false;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      ...bearer(token),
    };
    request(`${url}/graphql/stream`, { method: 'POST', headers, agent: false }, resolve)
      .once('error', reject)
      .end(JSON.stringify({ query }));
  });
  if (response.statusCode !== 200) throw new Error(`answered ${response.statusCode ?? 0}`);
  response.on('close', () => (closed = true));
  response.on('error', () => undefined); // told by `close`
  let text = '';
  const begun = new Promise<void>((resolve) => {
    response.setEncoding('utf8').on('data', (chunk: string) => {
      const events = (text + chunk).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const [, data] = /^event: next\ndata: (.*)$/s.exec(event) ?? [];
        if (data) pushes.push((JSON.parse(data) as { data: Data }).data);
      }
      if (pushes.length > 0) resolve();
    });
  });
  await begun;
  return {
    pushes,
    get closed() {
      return closed;
    },
    pause: () => response.pause(),
    resume: () => response.resume(),
    end: () => response.destroy(),
  };
}

function bearer(token: string): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}
