import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Role } from '../../src/domain/viewer.js';
import { useBook } from '../support/book.js';
import { Asker, askers, moneyInput } from '../support/graphql.js';
import { reason } from '../support/inputs.js';

// A token states its roles, so a caller can send a key again with fewer roles than at first.

const at = useBook();
const { service, wallet } = askers(() => at.gateway.book);
const as = (id: string, ...roles: Role[]): Asker => new Asker(() => at.gateway.book, { id, roles });
const admin = as('dan', 'ADMIN', 'MEMBER');
const member = as('dan', 'MEMBER');
const amount = moneyInput('1');

let foreign: string;
let friend: string;
let own: string;
beforeAll(async () => {
  foreign = await wallet('owner', '100');
  friend = await wallet('friend');
  own = await wallet('dan', '100');
});

/** An input with a key of its own. */
const keyed = (input: object) => ({ input: { ...input, idempotencyKey: randomUUID() } });

describe('a replay shows its caller no more than a query would', () => {
  test.each<[operation: string, input: () => Promise<object> | object]>([
    ['Transfer', () => ({ fromWalletId: foreign, toWalletId: friend, amount })],
    ['RequestWithdrawal', () => ({ walletId: foreign, amount })],
    ['Purchase', () => ({ walletId: foreign, amount })],
    ['InitiateDeposit', () => ({ walletId: foreign, amount })],
    ['ClaimDailyBonus', () => ({ walletId: foreign })],
    ['DrawCredit', () => ({ walletId: foreign, amount })], // refused: CREDIT_NOT_APPROVED
    ['RepayCredit', () => ({ walletId: foreign, amount })], // refused: AMOUNT_EXCEEDS_REMAINING
    ['Transfer', () => ({ fromWalletId: foreign, toWalletId: friend, amount: moneyInput('999') })],
    [
      'CancelWithdrawal',
      async () => {
        const asked = await service.send('RequestWithdrawal', { walletId: foreign, amount });
        return { transactionId: asked.transaction.id };
      },
    ],
    [
      'Exchange',
      async () => {
        const toWalletId = await wallet('owner', '0', 'EUR');
        const asked = { fromWalletId: foreign, toWalletId, amount, rate: '1' };
        return { quoteId: (await service.send('QuoteExchange', asked)).quote.id };
      },
    ],
    [
      'TransferMany',
      () => ({ inputs: [{ fromWalletId: foreign, toWalletId: friend, amount }], atomic: false }),
    ],
    [
      'TransferMany',
      () => ({
        inputs: [{ fromWalletId: foreign, toWalletId: friend, amount: moneyInput('999') }],
        atomic: true,
      }),
    ],
  ])(
    '%s on a foreign wallet is FORBIDDEN to replay for a caller who has lost the role',
    async (operation, input) => {
      const variables = keyed(await input());
      const first = await admin.run(operation, variables);
      const { data, errors } = await member.ask(operation, variables);
      expect(Object.values(data)).toEqual([null]);
      expect(errors).toHaveLength(1);
      expect(errors[0]).toMatchObject({
        path: [Object.keys(data)[0]],
        extensions: { code: 'FORBIDDEN' },
        message:
          'The outcome of this idempotencyKey is about a wallet that you may no longer use. Nothing was executed now. Send it with the role that you had at first.',
      });
      // A caller who has the role again gets the first outcome.
      const again = await admin.run(operation, variables);
      expect(again.__typename).toBe(first.__typename);
      expect(await as('dan', 'AUDITOR', 'MEMBER').run(operation, variables)).toMatchObject({
        __typename: first.__typename,
      });
    },
  );

  test.each([
    ['Deposit', () => ({ walletId: foreign, amount })],
    ['FreezeWallet', () => ({ walletId: friend, reason })],
  ])('%s is FORBIDDEN to replay without the role that it takes', async (operation, input) => {
    const variables = keyed(input());
    await admin.run(operation, variables);
    expect(await member.codes(operation, variables)).toEqual(['FORBIDDEN']);
  });

  test('opening a wallet for another owner is FORBIDDEN to replay for a caller who has lost the role', async () => {
    const variables = keyed({ ownerId: 'another', currency: 'USD' });
    await admin.run('OpenWallet', variables);
    expect(await member.codes('OpenWallet', variables)).toEqual(['FORBIDDEN']);
  });

  test("a member's own outcomes are replayed with and without other roles, refusals too", async () => {
    for (const [operation, input] of [
      ['Transfer', { fromWalletId: own, toWalletId: friend, amount }],
      ['Transfer', { fromWalletId: own, toWalletId: friend, amount: moneyInput('999') }],
      ['Purchase', { walletId: own, amount }],
    ] as const) {
      const variables = keyed(input);
      const first = await admin.run(operation, variables);
      const again = await member.run(operation, variables);
      expect(again.__typename).toBe(first.__typename);
      if ('replayed' in first) expect([first.replayed, again.replayed]).toEqual([false, true]);
    }
  });

  test('a refusal that a wallet or transaction is missing is replayed to anyone who got it', async () => {
    const stranger = { fromWalletId: foreign, toWalletId: own, amount };
    const variables = keyed(stranger);
    for (const _ of [1, 2])
      expect(await member.run('Transfer', variables)).toMatchObject({ code: 'WALLET_NOT_FOUND' });
    const many = keyed({
      atomic: false,
      inputs: [stranger, { fromWalletId: own, toWalletId: friend, amount }],
    });
    await member.run('TransferMany', many);
    const again = await member.run('TransferMany', many);
    expect([again.done.length, again.refused.length, again.replayed]).toEqual([1, 1, true]);
  });

  test('the same key of another sub is another key', async () => {
    const variables = keyed({ walletId: foreign, amount });
    await admin.run('Purchase', variables);
    expect(await as('eve', 'MEMBER').run('Purchase', variables)).toMatchObject({
      code: 'WALLET_NOT_FOUND',
    });
    expect(await as('owner', 'MEMBER').run('Purchase', variables)).toMatchObject({
      replayed: false,
    });
  });

  test('other input under a key is a conflict, which says nothing about the wallet', async () => {
    const { input } = keyed({ walletId: foreign, amount });
    await admin.run('Purchase', { input });
    expect(
      await member.run('Purchase', { input: { ...input, amount: moneyInput('2') } }),
    ).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });
});
