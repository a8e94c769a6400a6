import { expect, test } from '@jest/globals';
import { Deliveries } from '../../src/server/limits/deliveries.js';

const LIMITS = { takeMs: 60_000, bytesPerSecond: 50_000, waitingBytes: 100_000 };

test('if too much waits, the caller for whom most waits loses the oldest connection, and no other caller', () => {
  const cut: string[] = [];
  const deliveries = new Deliveries(LIMITS);
  const track = (bytes: number, caller: string, name: string) =>
    deliveries.track(bytes, caller, () => cut.push(name));
  const bob = track(30_000, 'bob', 'bob 1');
  for (let index = 1; index <= 5; index++) track(20_000, 'ann', `ann ${index}`);
  expect(cut).toEqual(['ann 1', 'ann 2']);
  expect(deliveries.waitingBytes).toBe(90_000);
  bob();
  track(20_000, 'ann', 'ann 6');
  expect(cut).toEqual(['ann 1', 'ann 2']);
});

test('many small deliveries count with what each takes besides its bytes', () => {
  const cut: number[] = [];
  const deliveries = new Deliveries(LIMITS);
  for (let index = 0; index < 200; index++) deliveries.track(15, 'ann', () => cut.push(index));
  expect(cut[0]).toBe(0);
  expect(cut.length).toBeGreaterThan(90);
  expect(deliveries.cutOff).toBe(cut.length);
});
