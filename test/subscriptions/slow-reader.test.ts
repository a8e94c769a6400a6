import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { signToken } from '../../src/auth/sign.js';
import type { Role } from '../../src/domain/viewer.js';
import { walletId as walletIdOf } from '../../src/graphql/ids.js';
import { useBook } from '../support/book.js';
import { type GatewayClient, GatewayProcess, metric, SECRET } from '../support/gateway-process.js';
import { BareSocket, LiveServer } from '../support/live.js';
import { until } from '../support/until.js';

const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const PAY = `mutation ($input: DistributeEarningsInput!) {
  distributeEarnings(input: $input) { ... on DistributeEarningsPayload { replayed } } }`;
/** Few enough that the gateway does not cut a paused client off for an unanswered ping. */
const ROUNDS = 60;
/*
 * The selections of clients that do not read: so large that pushes soon exceed the buffers of
 * the operating system. 200 wallets are then 300 KB, one is 180 KB.
 */
const WIDE = wide('of many', 8, 160);
const WIDER = wide('of one', 40, 4_500);

function wide(name: string, fields: number, letters: number): string {
  const alias = (index: number) => `${name.replace(' ', '_')}_${'x'.repeat(letters)}_${index}`;
  const aliases = Array.from({ length: fields }, (_, index) => `${alias(index)}: version`);
  return `balance { version ${aliases.join(' ')} }`;
}

interface Pushed {
  readonly walletId: string;
  readonly balance: { readonly version: number };
}

/** The last pushed version of each wallet. */
function versionsIn(client: SlowClient): Map<string, number> {
  const changes = client.pushes.flatMap(
    (data) => (data['walletChanges'] ?? [data['balanceChanged']]) as Pushed[],
  );
  return new Map(changes.map(({ walletId, balance }) => [walletId, balance.version]));
}

describe('subscribers that stop reading do no harm', () => {
  const wallets: string[] = [];
  let gateway: GatewayProcess;
  let service: GatewayClient;
  const clients: SlowClient[] = [];

  beforeAll(async () => {
    gateway = await GatewayProcess.create();
    await gateway.start();
    service = await gateway.client('service', 'SERVICE');
    const owners = Array.from({ length: 200 }, (_, index) => `owner-${index}`);
    const opened = await Promise.all(
      owners.map((ownerId) =>
        service.ask<{ openWallet: { wallet: { id: string } } }>(OPEN, {
          input: { ownerId, currency: 'USD', idempotencyKey: randomUUID() },
        }),
      ),
    );
    wallets.push(...opened.map(({ openWallet }) => openWallet.wallet.id));
  });
  afterAll(async () => {
    for (const client of clients) client.end();
    await gateway.discard();
  });

  const opened = async (
    open: typeof slowSocket,
    sub: string,
    role: Role,
    query: string,
  ): Promise<SlowClient> => {
    const token = await signToken({ secret: SECRET, sub, roles: [role], ttlSeconds: 3_600 });
    const client = await open(gateway.url, token, query);
    clients.push(client);
    return client;
  };

  const pay = async (rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round++) {
      const amount = { amount: '0.01', currency: 'USD' };
      const lines = wallets.map((walletId) => ({ walletId, amount }));
      await service.ask(PAY, { input: { lines, idempotencyKey: randomUUID() } });
    }
  };

  /** The memory that the gateway holds, without garbage: the least of several readings. Bytes. */
  const held = async (): Promise<number> => {
    let least = Infinity;
    for (let look = 0; look < 5; look++) {
      const heap = await metric(gateway, 'nodejs_heap_size_used_bytes');
      const buffers = await metric(gateway, 'nodejs_external_memory_bytes');
      least = Math.min(least, heap + buffers);
      await delay(50);
    }
    return least;
  };

  test('paused subscribers slow no others, cost no memory, and get the newest push when they read again', async () => {
    const [hot = ''] = wallets;
    const all = (fields: string) => `subscription { walletChanges { walletId ${fields} } }`;
    const one = (fields: string) =>
      `subscription { balanceChanged(walletId: "${hot}") { walletId ${fields} } }`;
    const reading = [
      await opened(slowSocket, 'cashier', 'CASHIER', all('balance { version }')),
      await opened(slowSocket, 'owner-0', 'MEMBER', one('balance { version }')),
    ];
    await pay(20);
    const slow = [
      await opened(slowStream, 'cashier', 'CASHIER', all(WIDE)),
      await opened(slowStream, 'owner-0', 'MEMBER', one(WIDER)),
    ];
    for (let more = 0; more < 10; more++)
      slow.push(
        await opened(slowSocket, 'cashier', 'CASHIER', all(WIDE)),
        await opened(slowSocket, 'owner-0', 'MEMBER', one(WIDER)),
      );
    for (const client of slow) client.pause();
    const read = slow.map(({ pushes }) => pushes.length);
    await pay(ROUNDS / 2);
    const before = await held();
    await pay(ROUNDS / 2);
    const after = await held();
    const last = 20 + ROUNDS;
    // The clients that read have all of it, while the others have read nothing.
    const shows = (client: SlowClient) =>
      until(() => {
        const versions = versionsIn(client);
        return versions.get(hot) === last && [...versions.values()].every((one) => one === last);
      });
    await Promise.all(reading.map(shows));
    expect(slow.map(({ pushes }) => pushes.length)).toEqual(read);
    // If the gateway kept it for each of the ten paused clients, the second half would be 140 MB.
    expect((after - before) / 1e6).toBeLessThan(60);

    for (const client of slow) client.resume();
    await Promise.all(slow.map(shows));
    // The newest push took the place of those before it.
    for (const { pushes, closed } of slow) {
      expect(closed).toBe(false);
      expect(pushes.length).toBeLessThan(ROUNDS * 0.75);
    }
  });
});

describe('a client that never reads is cut off', () => {
  const at = useBook();
  let server: LiveServer;
  beforeAll(async () => {
    // The test decides when to ping, so no client has to answer in time. All else is real.
    const real = ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const;
    const timers = ['setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout'] as const;
    jest.useFakeTimers({ doNotFake: [...real, ...timers] });
    server = await LiveServer.start(at, { timeouts: { pingMs: PING_MS } });
  });
  afterAll(async () => {
    await server.close();
    jest.useRealTimers();
  });

  const PING_MS = 300;

  async function following(walletId: string): Promise<BareSocket> {
    const bare = await BareSocket.open(server.url);
    const authorization = `Bearer ${await server.token('alice', ['MEMBER'])}`;
    bare.send({ type: 'connection_init', payload: { authorization } });
    const query = `subscription { balanceChanged(walletId: "${walletId}") { balance { version } } }`;
    await until(() => bare.messages.length === 1);
    bare.send({ type: 'subscribe', id: '1', payload: { query } });
    await until(() => bare.messages.length === 2);
    return bare;
  }

  /**
   * Resolves when the gateway has read all that this socket has sent, its answers to pings
   * included.
   */
  async function saidAll({ socket }: BareSocket): Promise<void> {
    // The first pong comes after the socket answered the gateway's ping, the second after the gateway
    // read that answer.
    for (let times = 0; times < 2; times++) {
      const answered = once(socket, 'pong');
      socket.ping();
      await answered;
    }
  }

  test('a client that has not answered a ping is cut off, and its subscription is released', async () => {
    const walletId = walletIdOf(await at.gateway.wallet('alice', 'USD'));
    const reads = await following(walletId);
    const never = await following(walletId);
    expect(server.live.live.size).toBe(2);
    never.socket.pause();
    jest.advanceTimersByTime(PING_MS);
    await saidAll(reads);
    expect(server.live.live.size).toBe(2);
    for (let pings = 0; pings < 3; pings++) {
      jest.advanceTimersByTime(PING_MS);
      await saidAll(reads);
      await until(() => server.live.live.size === 1);
    }
    expect(reads.closed).toBeUndefined();
    never.socket.terminate();
    reads.socket.terminate();
    await until(() => server.live.live.size === 0 && server.contexts === 0);
  });
});

type Data = Readonly<Record<string, unknown>>;

/** A client that subscribes and reads, until the test pauses it. */
interface SlowClient {
  /** What was pushed and read, each push's `data`. */
  readonly pushes: Data[];
  readonly closed: boolean;
  /** Reads nothing any more: what comes stays in the operating system's buffers, and then in the gateway. */
  pause(): void;
  resume(): void;
  end(): void;
}

/** Over a WebSocket. */
async function slowSocket(url: string, token: string, query: string): Promise<SlowClient> {
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
async function slowStream(url: string, token: string, query: string): Promise<SlowClient> {
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
  response.on('error', () => undefined); // `close` follows and reports it
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
