import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Viewer } from '../../src/domain/viewer.js';
import type { Movement, Result } from '../../src/ledger/index.js';
import * as movements from '../../src/movements/index.js';
import { parseDecimal } from '../../src/money/decimal.js';
import { done, TestGateway, useBook } from '../support/book.js';
import { ADMIN, CASHIER, member, money, reason, SERVICE } from '../support/inputs.js';

// A retry gets the refusal that is stored under its key, even after the reason has gone, from another
// gateway and after a restart. A new key is decided again.

const at = useBook();
let other: TestGateway;
beforeAll(async () => {
  other = await TestGateway.open(at.database.url);
});
afterAll(() => other.close());

const usd = (amount: string) => money(amount, 'USD');
type Send = (gateway: TestGateway, key: string) => Promise<Result>;

const sending =
  <I>(movement: Movement<I>, input: I, by: Viewer = SERVICE): Send =>
  ({ book }, key) =>
    book.ledger.submit(movement, input, by, key);

async function make<I>(movement: Movement<I>, input: I, by: Viewer = SERVICE): Promise<string> {
  const answer = done(await sending(movement, input, by)(at.gateway, randomUUID()));
  return answer.transactionId ?? answer.quoteId ?? '';
}

/** A command that is refused, and the step that removes the reason. */
interface Case {
  readonly send: Send;
  readonly remedy: () => Promise<unknown>;
}

const walletWith = (amount: string): Promise<string> =>
  at.gateway.wallet(randomUUID(), 'USD', amount);

const cases: Readonly<Record<string, () => Promise<Case>>> = {
  'transfer: INSUFFICIENT_FUNDS': async () => {
    const [fromWalletId, toWalletId] = [await walletWith('1.00'), await walletWith('0')];
    return {
      send: sending(movements.transfer, { fromWalletId, toWalletId, amount: usd('2.00') }),
      remedy: () => at.gateway.deposit(fromWalletId, '10.00', 'USD'),
    };
  },
  'purchase: WALLET_NOT_ACTIVE': async () => {
    const walletId = await walletWith('5.00');
    await make(movements.freezeWallet, { walletId, reason }, CASHIER);
    return {
      send: sending(movements.purchase, { walletId, amount: usd('2.00') }),
      remedy: () => make(movements.unfreezeWallet, { walletId, reason }, CASHIER),
    };
  },
  'approveWithdrawal: WALLET_NOT_ACTIVE': async () => {
    const walletId = await walletWith('5.00');
    const input = { walletId, amount: usd('2.00') };
    const transactionId = await make(movements.requestWithdrawal, input);
    await make(movements.freezeWallet, { walletId, reason }, CASHIER);
    return {
      send: sending(movements.approveWithdrawal, { transactionId }, CASHIER),
      remedy: () => make(movements.unfreezeWallet, { walletId, reason }, CASHIER),
    };
  },
  'drawCredit: CREDIT_NOT_APPROVED': async () => {
    const walletId = await walletWith('0');
    return {
      send: sending(movements.drawCredit, { walletId, amount: usd('2.00') }),
      remedy: () =>
        make(movements.setCreditLine, { walletId, approved: true, limit: usd('2.00') }, ADMIN),
    };
  },
  'drawCredit: CREDIT_LIMIT_EXCEEDED': async () => {
    const walletId = await walletWith('0');
    const line = (limit: string) => ({ walletId, approved: true, limit: usd(limit) });
    await make(movements.setCreditLine, line('1.99'), ADMIN);
    return {
      send: sending(movements.drawCredit, { walletId, amount: usd('2.00') }),
      remedy: () => make(movements.setCreditLine, line('2.00'), ADMIN),
    };
  },
  'repayCredit: AMOUNT_EXCEEDS_REMAINING': async () => {
    const walletId = await walletWith('5.00');
    const line = { walletId, approved: true, limit: usd('9.00') };
    await make(movements.setCreditLine, line, ADMIN);
    return {
      send: sending(movements.repayCredit, { walletId, amount: usd('2.00') }),
      remedy: () => make(movements.drawCredit, { walletId, amount: usd('2.00') }),
    };
  },
  'refundPurchase: INVALID_TRANSITION': async () => {
    const walletId = await walletWith('5.00');
    const transactionId = await make(movements.purchase, { walletId, amount: usd('2.00') });
    return {
      send: sending(movements.refundPurchase, { transactionId, amount: usd('1.00'), reason }),
      remedy: () => make(movements.completePurchase, { transactionId }),
    };
  },
  'payReferralCommission: INVALID_TRANSITION': async () => {
    const [walletId, friend] = [await walletWith('0'), await walletWith('0')];
    const announced = { walletId: friend, amount: usd('50.00') };
    const sourceTransactionId = await make(movements.initiateDeposit, announced);
    return {
      send: sending(movements.payReferralCommission, {
        ...{ walletId, sourceTransactionId },
        rateBps: 500,
      }),
      remedy: () => make(movements.confirmDeposit, { transactionId: sourceTransactionId }),
    };
  },
  'reverseTransaction: INSUFFICIENT_FUNDS': async () => {
    const walletId = await walletWith('0');
    const transactionId = await make(movements.deposit, { walletId, amount: usd('5.00') });
    const elsewhere = await walletWith('0');
    await at.gateway.transfer(walletId, elsewhere, '5.00', 'USD');
    return {
      send: sending(movements.reverseTransaction, { transactionId, reason }, ADMIN),
      remedy: () => at.gateway.transfer(elsewhere, walletId, '5.00', 'USD'),
    };
  },
  'exchange: INSUFFICIENT_FUNDS': async () => {
    const owner = member(randomUUID());
    const fromWalletId = await at.gateway.wallet(owner.id, 'USD');
    const toWalletId = await at.gateway.wallet(owner.id, 'EUR');
    const quoteId = await make(movements.quoteExchange, {
      ...{ fromWalletId, toWalletId, amount: usd('5.00'), expiresInSeconds: 600 },
      rate: parseDecimal('0.9'),
    });
    return {
      send: sending(movements.exchange, { quoteId }, owner),
      remedy: () => at.gateway.deposit(fromWalletId, '5.00', 'USD'),
    };
  },
  'closeWallet: WALLET_NOT_EMPTY': async () => {
    const [walletId, elsewhere] = [await walletWith('1.00'), await walletWith('0')];
    return {
      send: sending(movements.closeWallet, { walletId, reason }, ADMIN),
      remedy: () => at.gateway.transfer(walletId, elsewhere, '1.00', 'USD'),
    };
  },
};

test.each(Object.entries(cases))('a retry gets the stored refusal of %s', async (name, set) => {
  const { send, remedy } = await set();
  const key = randomUUID();
  const first = await send(at.gateway, key);
  expect(first).toMatchObject({
    outcome: { refused: { code: name.split(': ')[1] } },
    replayed: false,
  });
  expect(await remedy()).toBeDefined();
  const restarted = await TestGateway.open(at.database.url);
  try {
    for (const gateway of [at.gateway, other, restarted])
      expect(await send(gateway, key)).toEqual({ outcome: first.outcome, replayed: true });
  } finally {
    await restarted.close();
  }
  expect(await send(other, randomUUID())).toMatchObject({ outcome: { done: {} }, replayed: false });
  expect(await send(at.gateway, key)).toEqual({ outcome: first.outcome, replayed: true });
});

test.each([true, false])('a retried transferMany (atomic %s) replays each line', async (atomic) => {
  const [fromWalletId, toWalletId] = [await walletWith('1.00'), await walletWith('0')];
  const inputs = ['1.00', '2.00'].map((amount) => ({
    ...{ fromWalletId, toWalletId },
    amount: usd(amount),
  }));
  const send = sending(movements.transferMany, { inputs, atomic });
  const key = randomUUID();
  const first = await send(at.gateway, key);
  expect(first).toMatchObject({
    outcome: {
      many: {
        done: atomic ? [] : [{ index: 0 }],
        refused: [{ index: 1, refused: { code: 'INSUFFICIENT_FUNDS' } }],
      },
    },
  });
  await at.gateway.deposit(fromWalletId, '10.00', 'USD');
  const before = await at.gateway.balance(toWalletId);
  expect(await send(other, key)).toEqual({ outcome: first.outcome, replayed: true });
  expect(await at.gateway.balance(toWalletId)).toEqual(before);
  expect(await send(other, randomUUID())).toMatchObject({
    outcome: { many: { done: [{ index: 0 }, { index: 1 }], refused: [] } },
  });
});
