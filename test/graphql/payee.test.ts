import { describe, expect, test } from '@jest/globals';
import { PayeeQuota } from '../../src/graphql/payee-quota.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { useBook } from '../support/book.js';
import { askers, contextsOn } from '../support/graphql.js';
import { startTestServer, tokenFor } from '../support/http-server.js';
import { ADMIN, member as memberOf, SERVICE } from '../support/inputs.js';

const at = useBook();
const { admin, member, service, wallet } = askers(() => at.gateway.book);

const PAYEE = `query ($ownerId: ID!, $currency: CurrencyCode! = "USD", $name: String) {
  payee(ownerId: $ownerId, currency: $currency, name: $name) { walletId displayName } }`;

describe('payee finds the wallet to pay into, and shows its id and the name that its owner set', () => {
  test('a member finds the wallet of another owner by owner, currency and name, and can pay into it', async () => {
    const own = await wallet('ann', '10');
    const bens = await wallet('ben');
    const { wallet: savings } = await service.send('OpenWallet', {
      ...{ ownerId: 'ben', currency: 'USD', name: 'savings' },
    });
    const find = (more: object) => member('ann').run(PAYEE, { ownerId: 'ben', ...more });
    expect(await find({})).toEqual({ walletId: bens, displayName: null });
    expect(await find({ name: null })).toEqual({ walletId: bens, displayName: null });
    expect(await find({ name: 'savings' })).toEqual({ walletId: savings.id, displayName: null });
    await member('ben').send('SetWalletDisplayName', { walletId: bens, displayName: 'Ben' });
    expect(await find({})).toEqual({ walletId: bens, displayName: 'Ben' });
    const amount = { amount: '1', currency: 'USD' };
    const input = { fromWalletId: own, toWalletId: bens, amount };
    expect(await member('ann').send('Transfer', input)).toMatchObject({ replayed: false });
    expect(
      await member('ann').run('query ($id: ID!) { wallet(id: $id) { id } }', { id: bens }),
    ).toBeNull();
  });

  test('a missing owner, currency or name and a closed wallet look alike; a frozen wallet can be paid', async () => {
    const [closed, frozen] = [await wallet('cem'), await wallet('dot')];
    await admin.send('CloseWallet', { walletId: closed, reason: 'moved' });
    await admin.send('FreezeWallet', { walletId: frozen, reason: 'lost phone' });
    const find = (variables: object) => member('eve').run(PAYEE, { ...variables });
    expect(await find({ ownerId: 'cem' })).toBeNull();
    expect(await find({ ownerId: 'nobody of this name' })).toBeNull();
    expect(await find({ ownerId: 'dot', currency: 'EUR' })).toBeNull();
    expect(await find({ ownerId: 'dot', currency: 'ZZZ' })).toBeNull();
    expect(await find({ ownerId: 'dot', name: 'savings' })).toBeNull();
    expect(await find({ ownerId: 'dot' })).toEqual({ walletId: frozen, displayName: null });
  });

  test.each([
    [{ ownerId: 'onebook:expiry' }],
    [{ ownerId: '' }],
    [{ ownerId: 'ann', name: 'Savings' }],
  ])('%j is BAD_USER_INPUT', async (variables) => {
    expect(await member('eve').codes(PAYEE, variables)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('a caller looks up a few payees, and nobody walks through all owners', () => {
  test('a member has 20 look-ups, then one more every 30 seconds, and learns how long to wait', () => {
    let now = 0;
    const quota = new PayeeQuota(() => now);
    const [ann, ben] = [memberOf('ann'), memberOf('ben')];
    const taken = (): unknown => {
      try {
        return quota.take(ann);
      } catch (error) {
        return (error as { extensions: unknown }).extensions;
      }
    };
    for (let looked = 0; looked < 20; looked++) expect(taken()).toBeUndefined();
    expect(taken()).toEqual({ code: 'RATE_LIMITED', retryAfterMs: 30_000 });
    now = 29_000;
    expect(taken()).toEqual({ code: 'RATE_LIMITED', retryAfterMs: 1_000 });
    now = 30_000;
    expect(taken()).toBeUndefined();
    expect(taken()).toEqual({ code: 'RATE_LIMITED', retryAfterMs: 30_000 });
    expect(() => quota.take(ben)).not.toThrow();
    for (let looked = 0; looked < 100; looked++) {
      quota.take(ADMIN);
      quota.take(SERVICE);
    }
  });

  test('all requests of a caller on a gateway share the look-ups, with any number in one request', async () => {
    const contextFor = contextsOn(at.gateway.book);
    const { server, graphql } = await startTestServer({ schema: buildSchema(), contextFor });
    try {
      const ask = async (sub: string, count: number) => {
        const all = Array.from(
          { length: count },
          (_, n) => `p${n}: payee(ownerId: "x${n}", currency: "USD") { walletId }`,
        );
        const token = await tokenFor(sub, 'MEMBER');
        return graphql(`{ ${all.join(' ')} }`, { token });
      };
      expect((await ask('fay', 19)).errors).toBeUndefined();
      const { data, errors } = await ask('fay', 3);
      expect(data).toEqual({ p0: null, p1: null, p2: null });
      expect(errors).toMatchObject([
        { path: ['p1'], extensions: { code: 'RATE_LIMITED' } },
        { path: ['p2'], extensions: { code: 'RATE_LIMITED' } },
      ]);
      expect(errors?.[0]?.message).toMatch(
        /^You have looked up 20 payees. One more is possible every 30 seconds. Retry in \d+ ms.$/,
      );
      expect((await ask('gil', 1)).errors).toBeUndefined();
    } finally {
      await server.close();
    }
  });
});
