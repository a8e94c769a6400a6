import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { refusalCode, TestGateway, useBook } from '../support/book.js';
import { WireProxy } from '../support/wire-proxy.js';

const at = useBook();
let proxy: WireProxy;
let gateway: TestGateway;
beforeAll(async () => {
  proxy = await WireProxy.to(at.database.url);
  gateway = await TestGateway.open(proxy.url);
});
afterAll(async () => {
  await gateway.close();
  proxy.close();
});

/** Cuts the connection at the next COMMIT: after the server has answered it, or before the server hears of it. */
function cutAtCommit(when: 'after' | 'before'): void {
  proxy.onMessage = (message, { pass, cut }) => {
    const isAnswer = message.type === 'C' && message.bytes.includes('COMMIT');
    if (when === 'before' ? !message.says('COMMIT') : !isAnswer) return pass();
    proxy.relayAll();
    cut();
  };
}

test.each([
  ['after the server has answered', 'after', true],
  ['before the server hears of it', 'before', false],
] as const)(
  'a connection cut during the commit, %s, is an OutcomeUnknownError, and the key shows the outcome',
  async (_, when, done) => {
    const from = await at.gateway.wallet(`${when}-from`, 'USD', '10.00');
    const to = await at.gateway.wallet(`${when}-to`, 'USD');
    const keys = [randomUUID(), randomUUID(), randomUUID()];
    cutAtCommit(when);
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
