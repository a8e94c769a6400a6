import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RateLimit } from '../../src/server/limits/rate-limit.js';
import type { Role } from '../../src/domain/viewer.js';
import { startTestServer, tokenFor, type TestServer } from '../support/http-server.js';
import { BareSocket } from '../support/live.js';
import { until } from '../support/until.js';

const viewer = (id: string, ...roles: Role[]) => ({ id, roles });

/** The extensions of the error that the call throws. */
function refusal(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return (error as { extensions: unknown }).extensions;
  }
  throw new Error('it was not refused');
}

describe('a caller has a rate of cost', () => {
  let now = 0;
  const rates = new Map([
    ['MEMBER', 100],
    ['CASHIER', 500],
  ]);
  const create = () => new RateLimit(rates, () => now);

  test('an operation runs while a point is left, and its debt has to come back before the next one', () => {
    const limit = create();
    const ann = viewer('ann', 'MEMBER');
    const report = { maximum: 1_000, restoresPerSecond: 100 };
    expect(limit.charge(ann, 999)).toEqual({ ...report, requested: 999, remaining: 1 });
    expect(limit.charge(ann, 500)).toEqual({ ...report, requested: 500, remaining: -499 });
    const cost = { ...report, requested: 5, remaining: -499 };
    expect(refusal(() => limit.charge(ann, 5))).toEqual({
      ...{ code: 'RATE_LIMITED', retryAfterMs: 5_000, cost },
    });
    now += 4_980;
    expect(refusal(() => limit.charge(ann, 5))).toMatchObject({ retryAfterMs: 20 });
    now += 20;
    expect(limit.charge(ann, 5)).toMatchObject({ remaining: -4 });
  });

  test('one caller’s cost takes nothing from another, and a pause brings all points back', () => {
    const limit = create();
    limit.charge(viewer('ann', 'MEMBER'), 5_000);
    expect(limit.charge(viewer('bob', 'MEMBER'), 5)).toMatchObject({ remaining: 995 });
    now += 50_000;
    expect(limit.charge(viewer('ann', 'MEMBER'), 5)).toMatchObject({ remaining: 995 });
  });

  test('a role that is not named has no rate, and the best of several roles counts', () => {
    const limit = create();
    expect(limit.charge(viewer('program', 'SERVICE'), 1e9)).toBeUndefined();
    expect(limit.charge(viewer('both', 'MEMBER', 'SERVICE'), 1e9)).toBeUndefined();
    expect(limit.charge(viewer('desk', 'MEMBER', 'CASHIER'), 1)).toMatchObject({ maximum: 5_000 });
  });
});

describe('a gateway with RATE_LIMIT tells callers their cost', () => {
  let server: TestServer;
  beforeAll(async () => {
    const rateLimit = new Map([['MEMBER', 1]]);
    const config = { host: '127.0.0.1', port: 0, production: false, rateLimit };
    server = await startTestServer({ config });
  });
  afterAll(() => server.server.close());

  test('responses have extensions.cost, and past the rate RATE_LIMITED says when to come back', async () => {
    const query = '{ a: me b: me c: me d: me e: me f: me }';
    const first = await server.graphql(query);
    expect(first).toMatchObject({
      status: 200,
      extensions: { cost: { requested: 6, remaining: 4, maximum: 10, restoresPerSecond: 1 } },
    });
    expect((await server.graphql(query)).status).toBe(200);
    const refused = await server.graphql(query);
    expect(refused).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    const { retryAfterMs } = refused.errors?.[0]?.extensions ?? {};
    expect(retryAfterMs).toBeGreaterThan(1_000);
    expect(retryAfterMs).toBeLessThanOrEqual(3_000);
    expect(refused.headers.get('retry-after')).toBe(
      String(Math.ceil(Number(retryAfterMs) / 1_000)),
    );
    // The same over a WebSocket: one rate for all transports.
    const bare = await BareSocket.open(server.url);
    const authorization = `Bearer ${await tokenFor('alice', 'MEMBER')}`;
    bare.send({ type: 'connection_init', payload: { authorization } });
    await until(() => bare.messages.length === 1);
    bare.send({ type: 'subscribe', id: '1', payload: { query } });
    await until(() => bare.messages.length === 2);
    expect(bare.messages[1]).toMatchObject({
      ...{ type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED' } }] },
    });
    bare.socket.terminate();
  });

  test('documents that are refused cost too, and a caller in debt has none of them read', async () => {
    const token = await tokenFor('fuzzer', 'MEMBER');
    // 11 points: more than the ten that a caller has at once.
    const unknown = `{ unknownField${'x'.repeat(500)} }`;
    expect(await server.graphql(unknown, { token })).toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
    expect(await server.graphql('{ this is no GraphQL', { token })).toMatchObject({
      ...{ status: 429, code: 'RATE_LIMITED' },
    });
  });

  test('a caller without a rate is not told of any', async () => {
    const answer = await server.graphql('{ me }', { token: await tokenFor('program', 'SERVICE') });
    expect(answer).toMatchObject({ status: 200, data: { me: 'program' } });
    expect(answer).not.toHaveProperty('extensions');
  });
});
