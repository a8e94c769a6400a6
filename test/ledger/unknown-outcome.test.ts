import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { refusalCode, TestGateway, useBook } from '../support/book.js';

const at = useBook();

/** The simple query COMMIT, as the wire protocol has it: Q, length, text, NUL. */
const COMMIT = Buffer.from('Q\0\0\0\x0bCOMMIT\0', 'latin1');

/** Cut the connection at the next COMMIT: after the server has answered it, or before the server hears of it. */
let cut: 'after' | 'before' | undefined;
let proxy: Server;
let gateway: TestGateway;

function relay(client: Socket, host: string, port: number): void {
  const server = connect({ host, port });
  for (const socket of [client, server]) socket.on('error', () => socket.destroy());
  const end = (): void => {
    client.destroy();
    server.destroy();
  };
  let answered = false;
  client.on('data', (data) => {
    const commits = cut !== undefined && data.includes(COMMIT);
    if (commits && cut === 'before') end();
    else server.write(data);
    if (commits) [answered, cut] = [cut === 'after', undefined];
  });
  server.on('data', (data) => (answered ? end() : client.write(data)));
  client.on('close', end);
  server.on('close', end);
}

beforeAll(async () => {
  const { hostname, port } = new URL(at.database.url);
  proxy = createServer((client) => relay(client, hostname, Number(port))).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(at.database.url);
  url.port = String((proxy.address() as AddressInfo).port);
  gateway = await TestGateway.open(url.href);
});
afterAll(async () => {
  await gateway.close();
  proxy.close();
});

test.each([
  ['after the server has answered', 'after', true],
  ['before the server hears of it', 'before', false],
] as const)(
  'a connection cut during the commit, %s, is an OutcomeUnknownError, and the key shows the outcome',
  async (_, when, done) => {
    const from = await at.gateway.wallet(`${when}-from`, 'USD', '10.00');
    const to = await at.gateway.wallet(`${when}-to`, 'USD');
    const keys = [randomUUID(), randomUUID(), randomUUID()];
    cut = when;
    const results = await Promise.allSettled(
      keys.map((key) => gateway.transfer(from, to, '1.00', 'USD', key)),
    );
    // The first went alone, and its outcome is unknown. The others shared the next commit, over another connection.
    expect(
      results.map((result) =>
        result.status === 'rejected' ? (result.reason as Error).name : 'done',
      ),
    ).toEqual(['OutcomeUnknownError', 'done', 'done']);
    const again = await gateway.transfer(from, to, '1.00', 'USD', keys[0]);
    expect([refusalCode(again), again.replayed]).toEqual(['DONE', done]);
    expect((await at.gateway.balance(from)).available).toBe(700n);
  },
);
