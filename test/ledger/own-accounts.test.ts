import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isRefusal } from '../../src/domain/index.js';
import type { Movement, Result } from '../../src/ledger/index.js';
import * as movements from '../../src/movements/index.js';
import type { MoneyInput } from '../../src/movements/index.js';
import { findReceiving } from '../../src/movements/rules/amounts.js';
import {
  completedTransaction,
  systemPosting,
  walletPosting,
} from '../../src/movements/rules/records.js';
import { done, recordRetries, refusalCode, TestGateway, useBook } from '../support/book.js';
import { askers } from '../support/graphql.js';
import { ADMIN, money, reason } from '../support/inputs.js';

// No gateway of these tests has a listener: what one learns of the other, it reads in the book.

const { observer, take: retries } = recordRetries();
const at = useBook({ observer });
let other: TestGateway;
beforeAll(async () => {
  other = await TestGateway.open(at.database.url, {}, { name: 'other' });
});
afterAll(() => other.close());

let count = 0;
const newName = (): string => `FEES_${(count += 1)}`;

function create(gateway: TestGateway, name: string, key: string = randomUUID()): Promise<Result> {
  const input = { name, description: `What ${name} is for` };
  return gateway.book.ledger.submit(movements.createSystemAccount, input, ADMIN, key);
}

/** The balance by the treasury in minor units; undefined if it has no such account. */
async function balanceOf(gateway: TestGateway, name: string, currency: string) {
  const treasury = await gateway.reading((reader) => reader.treasury(currency));
  expect(treasury?.sumOfAllAccounts).toBe(0n);
  return treasury?.systemAccounts.find((account) => account.name === name)?.balance;
}

describe('createSystemAccount creates a name once, for good', () => {
  test('a new account is in the treasury of every currency with zero, and listed after those of the book', async () => {
    const name = newName();
    done(await create(at.gateway, name));
    for (const gateway of [at.gateway, other])
      for (const currency of ['USD', 'JPY'])
        expect(await balanceOf(gateway, name, currency)).toBe(0n);
    const { auditor } = askers(() => other.book);
    const listed = (await auditor.run('{ systemAccounts { name description } }')) as unknown as {
      name: string;
    }[];
    expect(listed.slice(0, 8).map((account) => account.name)).toEqual([
      ...['EXTERNAL', 'SALES', 'BONUSES', 'EARNINGS', 'COMMISSIONS', 'ADJUSTMENTS', 'OPENING'],
      'EXCHANGE',
    ]);
    expect(listed.at(-1)).toEqual({ name, description: `What ${name} is for` });
    expect(await auditor.run('Treasury', { currency: 'JPY' })).toMatchObject({
      systemAccounts: expect.arrayContaining([{ name, balance: { amount: '0' } }]) as unknown,
    });
  });

  test('of the same name at once on two gateways, one is created', async () => {
    for (let round = 0; round < 5; round += 1) {
      const name = newName();
      const results = await Promise.all([create(at.gateway, name), create(other, name)]);
      expect(results.map(refusalCode).sort()).toEqual(['DONE', 'SYSTEM_ACCOUNT_EXISTS']);
    }
  });

  test('a repeated key replays on either gateway', async () => {
    const name = newName();
    done(await create(at.gateway, name, name));
    expect(await create(other, name, name)).toEqual({
      ...{ outcome: { done: { systemAccountName: name } }, replayed: true },
    });
    const { admin } = askers(() => other.book);
    const input = { name, description: `What ${name} is for`, idempotencyKey: randomUUID() };
    expect(await admin.send('CreateSystemAccount', input)).toMatchObject({
      code: 'SYSTEM_ACCOUNT_EXISTS',
    });
  });

  test.each(['CASH', 'OWED', 'EXTERNAL'])('%s is taken from the beginning', async (name) => {
    expect(refusalCode(await create(at.gateway, name))).toBe('SYSTEM_ACCOUNT_EXISTS');
  });
});

interface Charge {
  readonly walletId: string;
  readonly account: string;
  readonly amount: MoneyInput;
}

/** A movement as a later one may be: takes an amount from an account that its caller names, and pays it to a wallet. */
const payFrom: Movement<Charge> = {
  name: 'payFrom',
  locks: ({ walletId, account, amount }) => ({
    wallets: [walletId],
    namedAccounts: [{ name: account, currency: amount.currency }],
  }),
  decide(input, by, state) {
    const account = state.systemAccount(input.account);
    if (!account)
      return {
        code: 'UNKNOWN_SYSTEM_ACCOUNT',
        message: `${input.account} is not a system account.`,
      };
    const receiving = findReceiving(state, input);
    if (isRefusal(receiving)) return receiving;
    const { wallet, minor } = receiving;
    const { currency, id: walletId } = wallet;
    const what = { kind: 'ADJUSTMENT', amount: minor, currency, walletId, statusReason: reason };
    return {
      transaction: completedTransaction(state, by, {
        ...({ ...what, details: { direction: 'CREDIT' } } as Parameters<
          typeof completedTransaction
        >[2]),
      }),
      postings: [
        systemPosting(currency, account, 'POST', -minor),
        walletPosting(wallet, 'CASH', 'POST', minor),
      ],
    };
  },
};

const pay = (gateway: TestGateway, walletId: string, account: string, amount: string) =>
  gateway.book.ledger.submit(
    payFrom,
    { walletId, account, amount: money(amount, 'USD') },
    ADMIN,
    randomUUID(),
  );

describe('a command locks and posts to an account of the operator by its name and currency', () => {
  // `payFrom` makes an ADJUSTMENT against another account than ADJUSTMENTS, and verify finds just that.
  beforeAll(() => {
    (at as { spoilt: boolean }).spoilt = true;
  });

  test('an account of the other gateway is found in the next command, and its balance is the sum over the shards', async () => {
    const name = newName();
    const walletId = await at.gateway.wallet('paid', 'USD');
    expect(refusalCode(await pay(other, walletId, name, '1.00'))).toBe('UNKNOWN_SYSTEM_ACCOUNT');
    done(await create(at.gateway, name));
    const made = done(await pay(other, walletId, name, '1.00'));
    await Promise.all([
      ...Array.from({ length: 10 }, () => pay(at.gateway, walletId, name, '0.10')),
      ...Array.from({ length: 10 }, () => pay(other, walletId, name, '0.01')),
    ]);
    expect(await balanceOf(at.gateway, name, 'USD')).toBe(-210n);
    expect((await at.gateway.balance(walletId)).cash).toBe(210n);
    const entries = await other.reading((reader) =>
      reader.rows.entriesOf(made.transactionId ?? ''),
    );
    expect(entries.map((entry) => [entry.accountKind, entry.amount])).toEqual([
      [name, -100n],
      ['CASH', 100n],
    ]);
  });

  test('an account that the same commit creates is used by a later command of it', async () => {
    const name = newName();
    const walletId = await at.gateway.wallet('same commit', 'USD');
    // The first command goes alone, and the others share the commit after it.
    const first = at.gateway.wallet('goes ahead', 'USD');
    const results = [create(at.gateway, name), pay(at.gateway, walletId, name, '2.00')];
    await first;
    expect((await Promise.all(results)).map(refusalCode)).toEqual(['DONE', 'DONE']);
    expect(await balanceOf(other, name, 'USD')).toBe(-200n);
  });

  test('its entries show their account to the auditor, and can be reversed', async () => {
    const name = newName();
    done(await create(at.gateway, name));
    const walletId = await at.gateway.wallet('reversed', 'USD');
    const { transactionId = '' } = done(await pay(other, walletId, name, '3.00'));
    const back = { transactionId, reason };
    done(
      await at.gateway.book.ledger.submit(movements.reverseTransaction, back, ADMIN, randomUUID()),
    );
    expect(await balanceOf(at.gateway, name, 'USD')).toBe(0n);
    const { auditor } = askers(() => at.gateway.book);
    const shown = await auditor.run(
      'query ($w: WalletFilter) { wallets(filter: $w) { edges { node { transactions { edges { node { kind entries { account amount { amount } } } } } } } } }',
      { w: { ownerId: 'reversed' } },
    );
    const entry = (account: string, amount: string) => ({ account, amount: { amount } });
    expect(shown.edges[0]).toMatchObject({
      node: {
        transactions: {
          edges: [
            { node: { kind: 'REVERSAL', entries: [entry('CASH', '-3.00'), entry(name, '3.00')] } },
            {
              node: { kind: 'ADJUSTMENT', entries: [entry(name, '-3.00'), entry('CASH', '3.00')] },
            },
          ],
        },
      },
    });
  });

  test('a movement that posts to an account which it did not lock is an error, and writes nothing', async () => {
    const name = newName();
    done(await create(at.gateway, name));
    const walletId = await at.gateway.wallet('unlocked', 'USD');
    const unlocked: Movement<Charge> = {
      ...payFrom,
      locks: (input) => ({ wallets: [input.walletId], accountNames: [input.account] }),
    };
    const input = { walletId, account: name, amount: money('1.00', 'USD') };
    const sent = at.gateway.book.ledger.submit(unlocked, input, ADMIN, randomUUID());
    await expect(sent).rejects.toThrow(`a movement posts to ${name}, which it did not lock`);
    expect((await at.gateway.balance(walletId)).cash).toBe(0n);
  });

  test('a command of the commit that creates a currency continues the chains with which it begins', async () => {
    const code = 'BEGINS';
    const walletId = await at.gateway.wallet('begins', 'USD');
    const accounts = ['EXTERNAL', 'SALES'].map((name) => ({ name, currency: code }));
    const moveBeside: Movement<Charge> = {
      ...payFrom,
      locks: (input) => ({ wallets: [input.walletId], namedAccounts: accounts }),
      decide(input, by, state) {
        const of = { kind: 'ADJUSTMENT', amount: 5n, currency: 'USD', walletId } as const;
        const details = { direction: 'CREDIT' };
        return {
          transaction: completedTransaction(state, by, { ...of, details, statusReason: reason }),
          postings: [
            systemPosting(code, 'EXTERNAL', 'POST', -5n),
            systemPosting(code, 'SALES', 'POST', 5n),
          ],
        };
      },
    };
    const { ledger } = at.gateway.book;
    retries();
    const first = at.gateway.wallet('goes ahead', 'USD');
    const gems = { code, digits: 2, name: 'Gems' };
    const created = ledger.submit(movements.createCurrency, gems, ADMIN, randomUUID());
    const input = { walletId, account: '', amount: money('1', 'USD') };
    const moved = ledger.submit(moveBeside, input, ADMIN, randomUUID());
    await first;
    expect([await created, await moved].map(refusalCode)).toEqual(['DONE', 'DONE']);
    expect(retries()).toEqual([]);
    expect(await balanceOf(other, 'SALES', code)).toBe(5n);
  });

  test('verify finds nothing about the accounts themselves', async () => {
    const { findings } = await at.gateway.book.verify();
    const checks = new Set(findings.map(({ check }) => check));
    checks.delete('transaction.amount');
    expect([...checks]).toEqual(['transaction.entries']);
  });
});
