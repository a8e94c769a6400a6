import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient as createEventStream } from 'graphql-sse';
import { createClient as createSocket } from 'graphql-ws';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { createAuthenticator } from '../../src/auth/index.js';
import type { Attempt } from '../../src/domain/index.js';
import { Attempts } from '../../src/jobs/attempts.js';
import { useBook } from '../support/book.js';
import { GatewayClient, GatewayProcess, SECRET } from '../support/gateway-process.js';
import { askers } from '../support/graphql.js';
import { until } from '../support/until.js';

const AUDIT = `query ($filter: AuditFilter) { auditLog(filter: $filter, first: 200) { edges { node {
  actor movement outcome message input requestId idempotencyKey eventTypes } } } }`;

interface Kept {
  readonly actor: string;
  readonly movement: string;
  readonly outcome: string;
  readonly message: string;
  readonly input: { readonly field?: string; readonly notKept?: number };
  readonly requestId: string | null;
  readonly idempotencyKey: string;
}

interface Page {
  readonly auditLog: { readonly edges: readonly { readonly node: Kept }[] };
}

const key = (token: string): Uint8Array => new TextEncoder().encode(token);

/** A token of a subject, with its claims changed. */
async function tokenOf(sub: string, claims: object = {}, secret = SECRET): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const usual = { sub, roles: ['MEMBER'], iat: now, exp: now + 600 };
  return new SignJWT({ ...usual, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(key(secret));
}

describe('over every transport of a gateway', () => {
  let gateway: GatewayProcess;
  let auditor: GatewayClient;

  beforeAll(async () => {
    gateway = await GatewayProcess.create({ AUTH_AUDIENCE: 'here' });
    await gateway.start();
    auditor = await clientOf('auditor', { roles: ['AUDITOR'] });
  });
  afterAll(() => gateway.discard());

  async function clientOf(sub: string, claims: object = {}): Promise<GatewayClient> {
    return GatewayClient.withToken(gateway.url, await tokenOf(sub, { aud: 'here', ...claims }));
  }

  async function kept(filter: object): Promise<Kept[]> {
    const { data } = await auditor.send<Page>(AUDIT, { filter });
    return data!.auditLog.edges.map(({ node }) => node);
  }

  /** The attempts of a subject, once they are written. */
  async function keptOf(actor: string, count = 1): Promise<Kept[]> {
    let found: Kept[] = [];
    await until(async () => (found = await kept({ actor })).length >= count);
    return found;
  }

  const adjust = `mutation { adjustBalance(input: { walletId: "wal_00000000000000000000000000", direction: CREDIT,
    amount: { amount: "1", currency: "USD" }, reason: "x", idempotencyKey: "k" }) { __typename } }`;
  const socketOf = (token: string) =>
    createSocket({
      ...{ url: `${gateway.url.replace('http', 'ws')}/graphql`, retryAttempts: 0 },
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
    });
  const streamOf = (token: string) =>
    createEventStream({
      ...{ url: `${gateway.url}/graphql/stream`, retryAttempts: 0 },
      headers: { authorization: `Bearer ${token}` },
    });
  /** Asks once, and resolves when it has ended. */
  const asked = (client: ReturnType<typeof socketOf | typeof streamOf>, query: string) =>
    new Promise<void>((resolve) => {
      const ended = (): void => resolve();
      client.subscribe({ query }, { next: () => undefined, error: ended, complete: ended });
    });
  const post = async (token: string, query: string): Promise<void> => {
    await GatewayClient.withToken(gateway.url, token).send(query);
  };
  const events = 'subscription { eventAdded { id } }';

  test.each<[what: string, field: string, send: (token: string) => Promise<void>]>([
    ['a mutation over HTTP', 'Mutation.adjustBalance', (token) => post(token, adjust)],
    [
      'a query over HTTP',
      'Query.treasury',
      (token) => post(token, '{ treasury(currency: "USD") { currency } }'),
    ],
    [
      'a query under another name',
      'Query.auditLog',
      (token) => post(token, '{ mine: auditLog { edges { cursor } } }'),
    ],
    [
      'what a member may not ask for others',
      'Mutation.openWallet',
      (token) =>
        post(
          token,
          `mutation { openWallet(input: { ownerId: "other", currency: "USD", idempotencyKey: "k" }) { __typename } }`,
        ),
    ],
    [
      'a mutation over a WebSocket',
      'Mutation.adjustBalance',
      (token) => asked(socketOf(token), adjust),
    ],
    [
      'a subscription over a WebSocket',
      'Subscription.eventAdded',
      (token) => asked(socketOf(token), events),
    ],
    [
      'a subscription over an event stream',
      'Subscription.eventAdded',
      (token) => asked(streamOf(token), events),
    ],
  ])(
    '%s that is FORBIDDEN is kept once, under the name of its subject',
    async (what, field, send) => {
      await send(await tokenOf(what, { aud: 'here' }));
      await keptOf(what);
      await delay(200); // a second one would come now
      const movement = field.split('.')[1];
      const found = await kept({ actor: what });
      expect(found).toMatchObject([
        { actor: what, movement, outcome: 'FORBIDDEN', input: { field } },
      ]);
      expect(found[0]!.message).toMatch(/requires|own/);
      expect(found[0]!.requestId).not.toBeNull();
      expect(found[0]!.idempotencyKey).toMatch(/^onebook:attempt:[0-9a-f-]{36}$/);
      expect((await kept({ outcome: 'FORBIDDEN' })).map(({ actor }) => actor)).toContain(what);
    },
  );

  test.each<
    [what: string, message: string, claims: object, send: (token: string) => Promise<void>]
  >([
    [
      'expired, HTTP',
      'the token has expired',
      { exp: 1_000 },
      (token) => post(token, '{ viewer { id } }'),
    ],
    [
      'another audience, HTTP',
      'the token is for another audience',
      { aud: 'there' },
      (token) => post(token, '{ viewer { id } }'),
    ],
    [
      'not valid yet, WebSocket',
      'the token is not valid yet',
      { nbf: 99_999_999_999 },
      (token) => asked(socketOf(token), events),
    ],
    [
      'expired, event stream',
      'the token has expired',
      { exp: 1_000 },
      (token) => asked(streamOf(token), events),
    ],
  ])(
    'a good signature under a token that is %s proves its subject',
    async (what, message, claims, send) => {
      await send(await tokenOf(what, { aud: 'here', ...claims }));
      expect((await keptOf(what))[0]).toMatchObject({
        ...{ movement: 'authenticate', outcome: 'UNAUTHENTICATED', message, input: {} },
      });
    },
  );

  test('a revoked token proves its subject', async () => {
    const revoked = await clientOf('revoked');
    await (
      await clientOf('admin', { roles: ['ADMIN'] })
    ).send(
      `mutation { revokeTokens(input: { subject: "revoked", reason: "x", idempotencyKey: "k" }) { __typename } }`,
    );
    await until(async () => (await revoked.send('{ viewer { id } }')).errors !== undefined);
    expect((await keptOf('revoked'))[0]).toMatchObject({ message: 'the token was revoked' });
  });

  test('a forged token is not kept, whatever it claims', async () => {
    const token = await tokenOf(
      'forged',
      { aud: 'here', exp: 1_000 },
      'another secret of more than 32 bytes',
    );
    await post(token, adjust);
    await delay(300);
    expect(await kept({ actor: 'forged' })).toEqual([]);
  });

  test('a client cannot send a key of the gateway', async () => {
    const { errors: refused } = await auditor.send(
      `mutation { revokeTokens(input: { subject: "x", reason: "x", idempotencyKey: "onebook:attempt:1" }) { __typename } }`,
    );
    expect(refused).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(refused?.[0]?.message).toContain('that begin with "onebook:" are the gateway\'s own');
  });

  test('a flood of one subject leaves 5, and what was noted right before the end of the gateway is written', async () => {
    const flood = await clientOf('flood');
    await Promise.all(Array.from({ length: 300 }, () => flood.send(adjust)));
    expect(await keptOf('flood', 5)).toHaveLength(5);
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    const notKept = Number(
      /onebook_refused_attempts_total\{kept="false"\} (\d+)/.exec(metrics)?.[1],
    );
    expect(notKept).toBe(295);
    // Another subject is not held up, and each that is kept says how many were left out before it.
    await (await clientOf('quiet')).send(adjust);
    const quiet = await keptOf('quiet');
    const all = [...(await kept({ actor: 'flood' })), ...quiet];
    expect(quiet[0]?.input.notKept).toBeGreaterThan(0);
    expect(all.reduce((sum, { input }) => sum + (input.notKept ?? 0), 0)).toBe(295);
    // Noted right before the end.
    await (await clientOf('last')).send(adjust);
    await gateway.end('SIGTERM');
    await gateway.start();
    expect(await keptOf('last')).toHaveLength(1);
    const { data } = await (
      await clientOf('admin', { roles: ['ADMIN'] })
    ).send<{
      verifyIntegrity: { healthy: boolean };
    }>('mutation { verifyIntegrity { healthy findings { check subject } } }');
    expect(data).toEqual({ verifyIntegrity: { healthy: true, findings: [] } });
  });
});

describe('the rates, on a book', () => {
  const at = useBook();
  const { auditor } = askers(() => at.gateway.book);
  const of = (subject: string): Attempt => ({
    ...{ subject, movement: 'adjustBalance', field: 'Mutation.adjustBalance' },
    ...{ code: 'FORBIDDEN', message: 'm', requestId: undefined },
  });

  function attemptsWith(subject: object, gateway: object) {
    let now = 0;
    const counted = { kept: 0, notKept: 0 };
    const attempts = new Attempts({
      onAttempt: (kept) => (counted[kept ? 'kept' : 'notKept'] += 1),
      onError: (error) => {
        throw error;
      },
      rates: {
        subject: { burst: 2, perHour: 2, ...subject },
        gateway: { burst: 100, perHour: 100, ...gateway },
      },
      now: () => now,
    });
    return { attempts, counted, pass: (ms: number) => (now += ms) };
  }

  async function keptBy(actor: string): Promise<unknown[]> {
    const { edges } = await auditor.run(AUDIT, { filter: { actor } });
    return edges.map(({ node }) => (node as unknown as Kept).input.notKept);
  }

  test('a subject has its burst, and then its rate, and each that is kept says how many were not', async () => {
    const { attempts, counted, pass } = attemptsWith({}, {});
    attempts.open(at.gateway.book);
    for (let n = 0; n < 10; n++) attempts.note(of('a'));
    await attempts.stop();
    pass(1_800_001);
    for (let n = 0; n < 3; n++) attempts.note(of('a'));
    await attempts.stop();
    expect(counted).toEqual({ kept: 3, notKept: 10 });
    expect(await keptBy('a')).toHaveLength(3);
    pass(1_800_001);
    attempts.note(of('a'));
    await attempts.stop();
    expect((await keptBy('a'))[0]).toBeGreaterThanOrEqual(2);
  });

  test('many subjects share the rate of the gateway', async () => {
    const { attempts, counted } = attemptsWith({}, { burst: 7 });
    attempts.open(at.gateway.book);
    for (let n = 0; n < 50; n++) attempts.note(of(`b${n}`));
    await attempts.stop();
    expect(counted).toEqual({ kept: 7, notKept: 43 });
  });

  test('what is noted before the book is open is written when it is', async () => {
    const { attempts } = attemptsWith({}, {});
    attempts.note(of('early'));
    attempts.open(at.gateway.book);
    await attempts.stop();
    expect(await keptBy('early')).toEqual([undefined]);
  });
});

test('an authenticator names no subject of a token whose signature it did not check', async () => {
  const refused: string[] = [];
  const { authenticate } = createAuthenticator({
    ...{ secret: SECRET, onRefused: (subject) => refused.push(subject) },
  });
  const tokens = [
    await tokenOf('forged', { exp: 1 }, 'another secret of more than 32 bytes'),
    (await tokenOf('cut', { exp: 1 })).slice(0, -3),
    await tokenOf('onebook:expiry', { exp: 1 }),
    await tokenOf('known', { exp: 1 }),
  ];
  for (const token of tokens)
    await expect((async () => authenticate(`Bearer ${token}`))()).rejects.toThrow(/token/);
  expect(refused).toEqual(['known']);
});
