import { expect, test } from '@jest/globals';
import { recordRetries, refusalCode, TestGateway, useBook } from '../support/book.js';

const at = useBook();

test('twenty writers on one busy wallet wait for no lock of each other, and refuse nothing', async () => {
  const retries = recordRetries();
  // A lock that is not free in this time counts as an outsider's.
  const gateway = await TestGateway.open(
    at.database.url,
    { batchMax: 1, writers: 20, observer: retries.observer },
    { lockMs: 5 },
  );
  const hot = await gateway.wallet('hot', 'USD', '1000.00');
  const others = await Promise.all(
    Array.from({ length: 10 }, (_, n) => gateway.wallet(`other ${n}`, 'USD', '100.00')),
  );
  retries.take();
  const sent = Array.from({ length: 400 }, (_, n) => {
    const [one = '', two = ''] = [others[n % 10], others[(n + 1 + (n % 7)) % 10]];
    return gateway.transfer(n % 2 ? hot : one, two, '0.01', 'USD');
  });
  const codes = new Set((await Promise.all(sent)).map(refusalCode));
  expect([...codes]).toEqual(['DONE']);
  expect(retries.take()).toEqual([]);
  expect((await gateway.balance(hot)).available).toBe(100_000n - 200n);
  await gateway.close();
});

test('behind a thousand commands of one caller that want one wallet, one that wants another goes at once', async () => {
  const gateway = await TestGateway.open(at.database.url, { batchMax: 1, writers: 20 });
  const hot = await gateway.wallet('hotter', 'USD');
  const free = await gateway.wallet('free', 'USD');
  const waiting = Array.from({ length: 1_000 }, () => gateway.deposit(hot, '0.01', 'USD'));
  let left = waiting.length;
  for (const one of waiting) void one.then(() => (left -= 1));
  await gateway.deposit(free, '1.00', 'USD');
  // It would have waited for all of them.
  expect(left).toBeGreaterThan(500);
  await Promise.all(waiting);
  expect((await gateway.balance(hot)).available).toBe(1_000n);
  await gateway.close();
});
