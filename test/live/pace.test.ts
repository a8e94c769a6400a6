import { afterAll, expect, test } from '@jest/globals';
import { handOutInTurn } from '../../src/live/pace.js';

/** What else the gateway does: something every few milliseconds. */
let others = 0;
const timer = setInterval(() => (others += 1), 5);
afterAll(() => clearInterval(timer));

/** How often others had a turn before the next batch might begin. */
async function turnsOfOthers(handOut: () => void): Promise<number> {
  const before = others;
  await handOutInTurn(handOut);
  return others - before;
}

test('pushes that take the event loop for long are followed by turns of others, and short ones are not', async () => {
  const block = (): void => {
    for (const until = performance.now() + 60; performance.now() < until;);
  };
  // Ninety milliseconds would be 18 turns. A busy machine gives fewer.
  expect(await turnsOfOthers(block)).toBeGreaterThanOrEqual(5);
  // The pushes begin in the promises that the batch resolves, not in the call itself.
  expect(await turnsOfOthers(() => void Promise.resolve().then(block))).toBeGreaterThanOrEqual(5);
  expect(await turnsOfOthers(() => undefined)).toBeLessThan(5);
});
