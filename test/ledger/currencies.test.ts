import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Result } from '../../src/ledger/index.js';
import * as movements from '../../src/movements/index.js';
import { done, refusalCode, TestGateway, useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';
import { ADMIN, member, money, SERVICE } from '../support/inputs.js';

// No gateway of these tests has a listener: what one learns of the other, it reads in the book.

const at = useBook();
let other: TestGateway;
beforeAll(async () => {
  other = await TestGateway.open(at.database.url, {}, { name: 'other' });
});
afterAll(() => other.close());

let count = 0;
const newCode = (): string => `GEM${(count += 1)}`;

function create(
  gateway: TestGateway,
  code: string,
  digits = 2,
  key: string = randomUUID(),
): Promise<Result> {
  const input = { code, digits, name: `Gems ${code}` };
  return gateway.book.ledger.submit(movements.createCurrency, input, ADMIN, key);
}

const deposit = (
  gateway: TestGateway,
  walletId: string,
  amount: string,
  code: string,
  key: string,
) => gateway.deposit(walletId, amount, code, key);

describe('a currency created on one gateway is used on the other in the next request', () => {
  test('the other gateway opens a wallet in it, and takes and shows amounts with all its digits', async () => {
    const code = newCode();
    done(await create(at.gateway, code, 8));
    const walletId = await other.wallet('opens there', code);
    await other.deposit(walletId, '0.00000003', code);
    expect((await other.balance(walletId)).cash).toBe(3n);
  });

  test('the first that the other gateway meets of it can be a wallet, without any amount', async () => {
    const code = newCode();
    done(await create(at.gateway, code, 3));
    const walletId = await at.gateway.wallet('bonus', code);
    const by = member('bonus');
    done(await other.book.ledger.submit(movements.claimDailyBonus, { walletId }, by, 'bonus'));
    expect((await at.gateway.balance(walletId)).cash).toBe(1000n);
  });

  test('the other gateway formats an amount in it that it has never heard of', async () => {
    const code = newCode();
    done(await create(at.gateway, code, 4));
    const walletId = await at.gateway.wallet('reader', code, '1.5');
    expect(other.book.currencies.get(code)).toBeUndefined();
    const { admin } = askers(() => other.book);
    const [shown] = (
      await admin.run(
        'query ($c: CurrencyCode!) { wallets(filter: { currency: $c }) { edges { node { id balance { cash { amount } } } } } }',
        { c: code },
      )
    ).edges;
    expect(shown).toMatchObject({ node: { balance: { cash: { amount: '1.5000' } } } });
    expect((await other.balance(walletId)).cash).toBe(15_000n);
  });

  test('currency and currencies of the other gateway show it, with when it was created', async () => {
    const code = newCode();
    const { admin } = askers(() => at.gateway.book);
    const made = await admin.run(
      'mutation ($i: CreateCurrencyInput!) { createCurrency(input: $i) { ... on CreateCurrencyPayload { replayed currency { code digits name createdAt } } } }',
      { i: { code, digits: 0, name: 'Gems of a shop', idempotencyKey: 'shown' } },
    );
    const asked = askers(() => other.book).member('anyone');
    const fields = '{ code digits name createdAt }';
    expect(
      await asked.run(`query ($c: CurrencyCode!) { currency(code: $c) ${fields} }`, { c: code }),
    ).toEqual((made as unknown as { currency: unknown }).currency);
    const all = (await asked.run(`{ currencies ${fields} }`)) as unknown as { code: string }[];
    expect(all.find((one) => one.code === code)).toMatchObject({
      digits: 0,
      name: 'Gems of a shop',
    });
    expect(all.map((one) => one.code)).toEqual(all.map((one) => one.code).sort());
  });
});

describe('createCurrency creates a code once, for good', () => {
  test('of the same code at once on two gateways, one is created', async () => {
    for (let round = 0; round < 5; round += 1) {
      const code = newCode();
      const results = await Promise.all([
        create(at.gateway, code, 2),
        create(other, code, 2),
        create(at.gateway, code, 3),
        create(other, code, 3),
      ]);
      expect(results.map(refusalCode).sort()).toEqual([
        ...['CURRENCY_EXISTS', 'CURRENCY_EXISTS', 'CURRENCY_EXISTS', 'DONE'],
      ]);
    }
  });

  test('the same code with the same digits and name is refused under another key', async () => {
    const code = newCode();
    done(await create(at.gateway, code));
    expect(refusalCode(await create(at.gateway, code))).toBe('CURRENCY_EXISTS');
    expect(refusalCode(await create(other, code))).toBe('CURRENCY_EXISTS');
    expect(refusalCode(await create(other, 'USD'))).toBe('CURRENCY_EXISTS');
  });

  test('a repeated key replays on either gateway, and with other input it is a conflict', async () => {
    const code = newCode();
    done(await create(at.gateway, code, 2, code));
    for (const gateway of [at.gateway, other]) {
      expect(await create(gateway, code, 2, code)).toEqual({
        ...{ outcome: { done: { currencyCode: code } }, replayed: true },
      });
      expect(refusalCode(await create(gateway, code, 3, code))).toBe('IDEMPOTENCY_CONFLICT');
    }
  });

  test('a command of the same commit uses the new currency, and one of the same code is refused', async () => {
    const code = newCode();
    const { ledger } = at.gateway.book;
    // The first command goes alone, and the others share the commit after it.
    const first = at.gateway.wallet('goes ahead', 'USD');
    const created = create(at.gateway, code);
    const again = create(at.gateway, code, 5);
    const input = { ownerId: 'same commit', currency: code };
    const opened = ledger.submit(movements.openWallet, input, SERVICE, randomUUID());
    await first;
    expect([await created, await again, await opened].map(refusalCode)).toEqual([
      ...['DONE', 'CURRENCY_EXISTS', 'DONE'],
    ]);
    const walletId = done(await opened).walletId ?? '';
    await at.gateway.deposit(walletId, '1.00', code);
    expect((await other.balance(walletId)).cash).toBe(100n);
  });
});

describe('an input is the same before and after its currency is known, on every gateway', () => {
  test.each([
    ['as many digits as the currency gets', '25.00'],
    ['more digits than the currency gets', '25.000'],
  ])('the refusal of an unknown currency is replayed for an amount of %s', async (_, amount) => {
    const code = newCode();
    const walletId = await at.gateway.wallet('asks early', 'USD');
    const key = `early ${amount}`;
    const refused = await deposit(other, walletId, amount, code, key);
    expect(refusalCode(refused)).toBe('UNKNOWN_CURRENCY');
    done(await create(at.gateway, code));
    for (const gateway of [at.gateway, other])
      expect(await deposit(gateway, walletId, amount, code, key)).toEqual({
        ...refused,
        replayed: true,
      });
    expect(refusalCode(await deposit(other, walletId, '26', code, key))).toBe(
      'IDEMPOTENCY_CONFLICT',
    );
  });

  test('another refusal of before is replayed too', async () => {
    const code = newCode();
    const missing = randomUUID();
    const refused = await deposit(at.gateway, missing, '1.000', code, 'missing');
    expect(refusalCode(refused)).toBe('WALLET_NOT_FOUND');
    done(await create(other, code));
    for (const gateway of [at.gateway, other])
      expect(await deposit(gateway, missing, '1.000', code, 'missing')).toEqual({
        ...refused,
        replayed: true,
      });
  });

  test('the lines of a list are replayed, of which one was of an unknown currency', async () => {
    const code = newCode();
    const from = await at.gateway.wallet('list from', 'USD', '10.00');
    const to = await at.gateway.wallet('list to', 'USD');
    const line = (amount: string, currency: string) => ({
      ...{ fromWalletId: from, toWalletId: to, amount: money(amount, currency) },
    });
    const input = { inputs: [line('1.00', 'USD'), line('1.000', code)], atomic: false };
    const send = (gateway: TestGateway) =>
      gateway.book.ledger.submit(movements.transferMany, input, SERVICE, 'list');
    const { outcome } = await send(other);
    expect(outcome).toMatchObject({
      many: { refused: [{ refused: { code: 'UNKNOWN_CURRENCY' } }] },
    });
    done(await create(at.gateway, code));
    for (const gateway of [at.gateway, other])
      expect(await send(gateway)).toEqual({ outcome, replayed: true });
  });

  test('once it is known, more digits than the currency has are another input on both gateways', async () => {
    const code = newCode();
    const third = await TestGateway.open(at.database.url, {}, { name: 'third' });
    done(await create(at.gateway, code));
    const walletId = await at.gateway.wallet('precise', code);
    // The other gateway does not know the currency when this arrives.
    done(await deposit(other, walletId, '25.00', code, 'precise'));
    for (const gateway of [third, other, at.gateway]) {
      // The third one hears of the currency by this.
      expect(refusalCode(await deposit(gateway, walletId, '25.000', code, 'precise'))).toBe(
        'IDEMPOTENCY_CONFLICT',
      );
      expect(await deposit(gateway, walletId, '25', code, 'precise')).toMatchObject({
        replayed: true,
      });
    }
    await third.close();
  });
});

test('distributeEarnings goes on to show the currency that it paid in, after one that it did not know was created', async () => {
  const code = newCode();
  const { service, wallet } = askers(() => at.gateway.book);
  const walletId = await wallet('earner');
  const input = {
    lines: [
      { walletId, amount: moneyInput('1', code) },
      { walletId, amount: moneyInput('2.50') },
    ],
    idempotencyKey: 'earnings',
  };
  const document =
    'mutation ($i: DistributeEarningsInput!) { distributeEarnings(input: $i) { ... on DistributeEarningsPayload { replayed total { amount currency } refused { error { code } } } } }';
  const total = { amount: '2.50', currency: 'USD' };
  expect(await service.run(document, { i: input })).toMatchObject({ total, replayed: false });
  done(await create(other, code));
  done(await create(at.gateway, newCode()));
  expect(await askers(() => other.book).service.run(document, { i: input })).toMatchObject({
    ...{ total, replayed: true, refused: [{ error: { code: 'UNKNOWN_CURRENCY' } }] },
  });
});
