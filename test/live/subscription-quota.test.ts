import { describe, expect, test } from '@jest/globals';
import type { Role } from '../../src/domain/viewer.js';
import { SubscriptionQuota } from '../../src/live/subscription-quota.js';

describe('callers share the subscriptions of a gateway', () => {
  const viewer = (id: string, role: Role) => ({ id, roles: [role] });

  /** Subscribes until it is refused. @returns how often, and why no more */
  function flood(quota: SubscriptionQuota, id: string, role: Role, signal: AbortSignal) {
    for (let taken = 0; ; taken++)
      try {
        quota.take(viewer(id, role), signal);
      } catch (error) {
        return [taken, (error as Error).message] as const;
      }
  }

  test('a caller that floods gets the limit, another one still subscribes, and what ends is free again', () => {
    const quota = new SubscriptionQuota(400);
    const program = new AbortController();
    expect(flood(quota, 'program', 'SERVICE', program.signal)).toEqual([
      400,
      'You hold your share of the 400 subscriptions of this gateway. Close a subscription, or retry later.',
    ]);
    quota.take(viewer('ann', 'MEMBER'), new AbortController().signal);
    expect(quota.used).toBe(401);
    program.abort();
    expect(quota.used).toBe(1);
  });

  test('a member has at most 200, of however many a gateway has', () => {
    const quota = new SubscriptionQuota(10_000);
    expect(flood(quota, 'ann', 'MEMBER', new AbortController().signal)).toEqual([
      200,
      'You are at your limit of 200 subscriptions on this gateway. Close a subscription, or retry later.',
    ]);
  });

  test('newcomers are refused only if every subscription is taken', () => {
    const quota = new SubscriptionQuota(8);
    const { signal } = new AbortController();
    for (let index = 0; index < 9; index++) quota.take(viewer(`owner-${index}`, 'MEMBER'), signal);
    expect(() => quota.take(viewer('late', 'MEMBER'), signal)).toThrow(
      'This gateway is at its limit of 8 subscriptions. Close a subscription, or retry later.',
    );
  });
});
