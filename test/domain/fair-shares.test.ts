import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FairShares, type Share } from '../../src/domain/fair-shares.js';

/** Takes one after another until it is refused. */
function flood(shares: FairShares, caller: string): Share[] {
  const taken: Share[] = [];
  for (;;) {
    const share = shares.take(caller);
    if (typeof share === 'string') return taken;
    taken.push(share);
  }
}

describe('callers share a limit', () => {
  test('a caller alone gets exactly the limit, whatever the limit is', () => {
    for (const max of [1, 2, 3, 7, 8, 9, 32, 100, 512, 10_000]) {
      const shares = new FairShares(max);
      expect(flood(shares, 'ann')).toHaveLength(max);
      expect(shares.refusal('ann')).toBe('share');
    }
  });

  test('a caller that holds nothing is admitted beside a caller that floods the limit', () => {
    for (const max of [1, 3, 8, 512]) {
      const shares = new FairShares(max);
      flood(shares, 'ann');
      expect(shares.take('bob')).toMatchObject({});
    }
  });

  test('a caller that holds nothing is admitted beside ten callers that take what they get, in turn', () => {
    const shares = new FairShares(512);
    const held = new Map<string, number>();
    for (let round = 0; round < 1_000; round++)
      for (let caller = 0; caller < 10; caller++) {
        const name = `caller ${caller}`;
        if (typeof shares.take(name) !== 'string') held.set(name, (held.get(name) ?? 0) + 1);
      }
    const parts = [...held.values()];
    expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
    expect(Math.min(...parts)).toBeGreaterThan(50);
    expect(shares.refusal('newcomer')).toBeUndefined();
  });

  test('as a flood gives back, a caller that holds less than it goes first', () => {
    const shares = new FairShares(512);
    const ann = flood(shares, 'ann');
    flood(shares, 'bob');
    for (const share of ann.slice(0, 100)) {
      share.release();
      // Both want what became free.
      shares.take('ann');
      shares.take('bob');
    }
    expect(shares.heldBy('ann')).toBeLessThan(420);
    expect(shares.heldBy('bob')).toBeGreaterThan(140);
  });

  test('a share that grows follows the same rule, takes nothing if it is refused, and is released whole', () => {
    const shares = new FairShares(64);
    const share = shares.take('ann') as Share;
    expect(share.grow(0)).toBeUndefined();
    expect(share.grow(63)).toBeUndefined();
    expect(share.grow(1)).toBe('share');
    expect(share.grow(9)).toBe('full');
    expect(shares.used).toBe(64);
    share.release();
    share.release();
    expect([shares.used, shares.heldBy('ann')]).toEqual([0, 0]);
    expect(share.grow(1)).toBeUndefined();
    expect(shares.used).toBe(0);
  });

  test('it is crowded whenever it refuses one, and counts what is held, whatever callers do', () => {
    const step = fc.record({ caller: fc.integer({ min: 0, max: 4 }), release: fc.boolean() });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.array(step, { maxLength: 200 }),
        (max, steps) => {
          const shares = new FairShares(max);
          const held = new Map<string, Share[]>();
          for (const { caller, release } of steps) {
            const mine = held.get(String(caller)) ?? [];
            held.set(String(caller), mine);
            if (release) mine.pop()?.release();
            else {
              const { isCrowded } = shares;
              const share = shares.take(String(caller));
              if (typeof share !== 'string') mine.push(share);
              else expect(isCrowded).toBe(true);
            }
            const counts = [...held.values()].map(({ length }) => length);
            expect(shares.used).toBe(counts.reduce((sum, one) => sum + one, 0));
            for (const [name, { length }] of held) expect(shares.heldBy(name)).toBe(length);
            expect(Math.max(...counts)).toBeLessThanOrEqual(max);
          }
        },
      ),
    );
  });
});
