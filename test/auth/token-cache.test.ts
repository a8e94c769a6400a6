import { describe, expect, test } from '@jest/globals';
import { TokenCache } from '../../src/auth/token-cache.js';

const viewer = (expiresAt: number) => ({
  id: 'alice',
  roles: [],
  expiresAt: new Date(expiresAt),
});

describe('TokenCache remembers a bounded number of tokens for a bounded time', () => {
  test('TokenCache forgets a token after its time to live', () => {
    let now = 0;
    const cache = new TokenCache(10, 1_000, () => now);
    cache.set('t', viewer(60_000));
    now = 999;
    expect(cache.get('t')).toMatchObject({ id: 'alice' });
    now = 1_000;
    expect(cache.get('t')).toBeUndefined();
  });

  test('TokenCache keeps no token past its expiry, and stores no expired token', () => {
    let now = 0;
    const cache = new TokenCache(10, 1_000, () => now);
    cache.set('t', viewer(500));
    now = 500;
    expect(cache.get('t')).toBeUndefined();
    cache.set('t', viewer(400));
    now = 0;
    expect(cache.get('t')).toBeUndefined();
  });

  test('TokenCache evicts the least recently used token when it is full', () => {
    const cache = new TokenCache(2, 1_000, () => 0);
    cache.set('a', viewer(60_000));
    cache.set('b', viewer(60_000));
    cache.get('a');
    cache.set('c', viewer(60_000));
    expect([cache.get('a'), cache.get('b'), cache.get('c')].map(Boolean)).toEqual([
      true,
      false,
      true,
    ]);
  });
});
