import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { AuthenticatedViewer } from '../../src/auth/token-claims.js';
import { UnauthenticatedError } from '../../src/auth/token-errors.js';
import {
  GoneError,
  Sessions,
  ShutdownError,
  type Session,
} from '../../src/server/subscriptions/sessions.js';

const errors: unknown[] = [];
/** The signal of a client that stays. */
const here = new AbortController().signal;
let revoked: string[];
let verify: (authorization: string | undefined) => void;
let verified: string[];
let sessions: Sessions;

const viewer = (id: string, seconds = 3_600): AuthenticatedViewer => ({
  ...{ id, roles: ['MEMBER'] as const, issuedAt: new Date() },
  expiresAt: new Date(Date.now() + seconds * 1_000),
});
const reason = ({ ended }: Session): string | undefined =>
  (ended.reason as Error | undefined)?.message;

beforeEach(() => {
  jest.useFakeTimers();
  errors.length = 0;
  revoked = [];
  verified = [];
  verify = () => undefined;
  sessions = new Sessions({
    socketsMax: 1_000,
    authenticate: async (authorization = '') => {
      verified.push(authorization);
      await Promise.resolve();
      verify(authorization);
      const [id = '', seconds] = authorization.split(' ');
      return viewer(id, seconds === undefined ? undefined : Number(seconds));
    },
    isRevoked: ({ id }) => revoked.includes(id),
    onError: (error) => errors.push(error),
  });
});
afterEach(() => {
  sessions.endAll(new Error('the test is over'));
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

describe('a session ends with its token, its client or the gateway', () => {
  test('a session ends within a second after its token expires, and not before', async () => {
    const session = await sessions.open('ann 10', here);
    await jest.advanceTimersByTimeAsync(9_900);
    expect(session.ended.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(1_100);
    expect(reason(session)).toBe('the token has expired');
    expect(sessions.size).toBe(0);
  });

  test('a session does not open on a token that has just expired, however lenient the verification is', async () => {
    await expect(sessions.open('ann -1', here)).rejects.toThrow('the token has expired');
    expect(sessions.size).toBe(0);
  });

  test('a session ends within a second after its token is revoked, and no other does', async () => {
    const [ann, ben] = [await sessions.open('ann', here), await sessions.open('ben', here)];
    revoked = ['ann'];
    await jest.advanceTimersByTimeAsync(1_000);
    expect([reason(ann), reason(ben)]).toEqual(['the token was revoked', undefined]);
  });

  test('sessions verify their tokens again each minute, not all at once, and end if a token is refused', async () => {
    const all: Session[] = [];
    for (let index = 0; index < 60; index++) all.push(await sessions.open(`user-${index}`, here));
    verified = [];
    verify = (authorization) => {
      if (authorization === 'user-7') throw new UnauthenticatedError('the key was withdrawn');
      if (authorization === 'user-8') throw new Error('the provider is away');
    };
    await jest.advanceTimersByTimeAsync(1_000);
    expect(verified).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(59_000);
    expect(new Set(verified).size).toBe(60);
    expect(all.filter(({ ended }) => ended.aborted)).toHaveLength(1);
    expect(reason(all[7] as Session)).toBe('the key was withdrawn');
    expect(errors).toEqual([new Error('the provider is away')]);
  });

  test('a session ends with the gateway', async () => {
    const session = await sessions.open('ann', here);
    sessions.endAll(new ShutdownError());
    expect(session.ended.reason).toBeInstanceOf(ShutdownError);
  });

  test('a session ends when its client has gone, even if it went before the session opened', async () => {
    const gone = new AbortController();
    const session = await sessions.open('ann', gone.signal);
    gone.abort();
    expect(session.ended.reason).toBeInstanceOf(GoneError);
    expect((await sessions.open('ben', gone.signal)).ended.reason).toBeInstanceOf(GoneError);
    expect(sessions.size).toBe(0);
    revoked = ['ann'];
    await jest.advanceTimersByTimeAsync(5_000);
    expect(session.ended.reason).toBeInstanceOf(GoneError);
  });

  test('a session can be checked against its token between two routine checks', async () => {
    const [ann, ben] = [await sessions.open('ann', here), await sessions.open('ben 1', here)];
    ann.check();
    ben.check();
    expect([ann.ended.aborted, ben.ended.aborted]).toEqual([false, false]);
    revoked = ['ann'];
    jest.setSystemTime(Date.now() + 1_000);
    ann.check();
    ben.check();
    expect([reason(ann), reason(ben)]).toEqual(['the token was revoked', 'the token has expired']);
  });
});
