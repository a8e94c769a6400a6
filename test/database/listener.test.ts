import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { clientConfig, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { Listener } from '../../src/database/listener.js';
import { DatabaseProxy, useBook } from '../support/book.js';
import { until } from '../support/until.js';

const at = useBook();

let line: DatabaseProxy;
let heard: string[] = [];
let connections: (Date | undefined)[] = [];
let losses: string[] = [];
let silences: boolean[] = [];

beforeAll(async () => {
  line = await DatabaseProxy.to(at.database.url);
});
beforeEach(() => {
  [heard, connections, losses, silences] = [[], [], [], []];
  line.mode = 'relays';
});
afterAll(() => line.close());

function listener(): Listener {
  return new Listener({
    connection: clientConfig({ url: line.url, book: 'book', name: 'line', role: GATEWAY_ROLE }),
    channel: 'any "name"',
    onMessage: (message) => heard.push(message),
    onConnected: (since) => connections.push(since),
    onLost: ({ message }, silently) => {
      losses.push(message);
      silences.push(silently);
    },
  });
}

const notify = (message: string) =>
  at.owner.query('SELECT pg_notify($1, $2)', ['any "name"', message]);

test('a listener hears what is sent after its start, and only on its channel', async () => {
  const ear = listener();
  await notify('before');
  await ear.start();
  expect([ear.connected, connections]).toEqual([true, [undefined]]);
  await at.owner.query(`SELECT pg_notify('another', 'elsewhere')`);
  await notify('after');
  await until(() => heard.length > 0);
  expect(heard).toEqual(['after']);
  await ear.close();
  expect([ear.connected, losses]).toEqual([false, []]);
});

test.each(['cut', 'silent'] as const)(
  'a listener notices a connection that is %s, and hears again over a new one',
  async (how) => {
    const ear = listener();
    const began = new Date();
    await ear.start();
    await until(() => connections.length === 1);
    if (how === 'cut') line.cut();
    else line.mode = 'silent';
    await until(() => losses.length > 0 && !ear.connected);
    expect(silences[0]).toBe(how === 'silent');
    line.mode = 'relays';
    await until(() => connections.length === 2);
    await notify('again');
    await until(() => heard.length === 1);
    expect(heard).toEqual(['again']);
    // The last moment at which it certainly heard: after its start, before now.
    const since = connections[1]?.getTime() ?? 0;
    expect(since).toBeGreaterThan(began.getTime() - 1_000);
    expect(since).toBeLessThan(Date.now() + 1_000);
    await ear.close();
  },
);

test('a listener keeps trying while the server refuses, and can be closed meanwhile', async () => {
  line.mode = 'refuses';
  const ear = listener();
  const started = ear.start();
  await until(() => losses.length >= 3);
  expect([ear.connected, connections]).toEqual([false, []]);
  await ear.close();
  await started;
  const tried = losses.length;
  line.mode = 'relays';
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([losses.length, connections]).toEqual([tried, []]);
});

test('a listener can be closed over a connection that has gone silent', async () => {
  const ear = listener();
  await ear.start();
  line.mode = 'silent';
  await ear.close();
  expect(ear.connected).toBe(false);
});
