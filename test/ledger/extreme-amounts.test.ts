import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Viewer } from '../../src/domain/viewer.js';
import type { Movement } from '../../src/ledger/index.js';
import { MAX_AMOUNT } from '../../src/money/amount.js';
import { formatAmount, parseDecimal } from '../../src/money/decimal.js';
import * as movements from '../../src/movements/index.js';
import { done, refusalCode, useBook } from '../support/book.js';
import { walletId as walletText } from '../../src/graphql/ids.js';
import { Asker } from '../support/graphql.js';
import { ADMIN, CASHIER, member, money, reason, SERVICE } from '../support/inputs.js';

// Every amount that a currency can hold passes each movement unchanged. One minor unit more is
// AMOUNT_TOO_LARGE, and so is a sum above the limit.

const at = useBook();
const graph = new Asker(() => at.gateway.book, ADMIN);

/** Each in a currency of its own, because the system accounts carry the sum of what moves. */
const AMOUNTS = [
  ['1 minor unit', 1n, 'USD', 'EUR', 2],
  ['2^53 + 1 minor units', 2n ** 53n + 1n, 'GBP', 'CHF', 2],
  ['38 digits', MAX_AMOUNT, 'SEK', 'NOK', 2],
  ['38 digits, none after the point', MAX_AMOUNT, 'JPY', 'KRW', 0],
  ['38 digits, three after the point', MAX_AMOUNT, 'BHD', 'KWD', 3],
] as const;

async function send<I>(movement: Movement<I>, input: I, by: Viewer = SERVICE) {
  return at.gateway.book.ledger.submit(movement, input, by, randomUUID());
}
async function make<I>(movement: Movement<I>, input: I, by: Viewer = SERVICE): Promise<string> {
  const answer = done(await send(movement, input, by));
  return answer.transactionId ?? answer.quoteId ?? '';
}

describe.each(AMOUNTS)('movements keep %s exact', (_, minor, currency, otherCurrency, digits) => {
  const text = formatAmount(minor, digits);
  const amount = money(text, currency);
  let wallet = '';
  const balance = () => at.gateway.balance(wallet);
  const full = { available: minor, held: 0n, total: minor };
  const empty = { available: 0n, held: 0n, total: 0n, owed: 0n };

  test('the amount is paid in, shown, moved and paid out unchanged', async () => {
    wallet = await at.gateway.wallet('first', currency);
    await make(movements.deposit, { walletId: wallet, amount });
    const { data } = await graph.ask('Wallet', { id: walletText(wallet) });
    expect(data['wallet']).toMatchObject({
      balance: { available: { amount: text, currency }, total: { amount: text } },
    });
    const second = await at.gateway.wallet('second', currency);
    await make(movements.transfer, { fromWalletId: wallet, toWalletId: second, amount });
    expect(await balance()).toMatchObject(empty);
    wallet = second;
    const request = { walletId: wallet, amount };
    await make(movements.cancelWithdrawal, {
      transactionId: await make(movements.requestWithdrawal, request),
    });
    expect(await balance()).toMatchObject(full);
    const transactionId = await make(movements.requestWithdrawal, request);
    expect(await balance()).toMatchObject({ available: 0n, held: minor, total: minor });
    await make(movements.approveWithdrawal, { transactionId }, CASHIER);
    expect(await balance()).toMatchObject(empty);
  });

  test('the amount is announced, confirmed, spent, refunded, recalled and taken back unchanged', async () => {
    const deposited = await make(movements.initiateDeposit, { walletId: wallet, amount });
    await make(movements.confirmDeposit, { transactionId: deposited });
    const buy = async (): Promise<string> => {
      const transactionId = await make(movements.purchase, { walletId: wallet, amount });
      await make(movements.completePurchase, { transactionId });
      expect(await balance()).toMatchObject(empty);
      return transactionId;
    };
    await make(movements.refundPurchase, { transactionId: await buy(), amount, reason });
    expect(await balance()).toMatchObject(full);
    await make(movements.failPurchase, { transactionId: await buy(), reason });
    expect(await balance()).toMatchObject(full);
    await make(movements.failDeposit, { transactionId: deposited, reason });
    expect(await balance()).toMatchObject(empty);
  });

  test('the amount is drawn, repaid, adjusted, earned and reversed unchanged', async () => {
    const line = { walletId: wallet, approved: true, limit: amount };
    await make(movements.setCreditLine, line, ADMIN);
    await make(movements.drawCredit, { walletId: wallet, amount });
    expect(await balance()).toMatchObject({ available: 0n, spendable: minor, owed: minor });
    await make(movements.repayCredit, { walletId: wallet, amount });
    for (const direction of ['CREDIT', 'DEBIT'] as const)
      await make(movements.adjustBalance, { walletId: wallet, direction, amount, reason }, ADMIN);
    const paid = await send(movements.distributeEarnings, {
      lines: [{ walletId: wallet, amount }],
    });
    if (!('many' in paid.outcome)) throw new Error('it has several lines');
    const transactionId = paid.outcome.many.done[0]?.transactionId ?? '';
    expect(await balance()).toMatchObject(full);
    await make(movements.reverseTransaction, { transactionId, reason }, ADMIN);
    expect(await balance()).toMatchObject(empty);
  });

  test('the amount is exchanged one to one unchanged', async () => {
    await make(movements.deposit, { walletId: wallet, amount });
    const toWalletId = await at.gateway.wallet('second', otherCurrency);
    const quote = { fromWalletId: wallet, toWalletId, amount, rate: parseDecimal('1') };
    const quoteId = await make(movements.quoteExchange, { ...quote, expiresInSeconds: 60 });
    await make(movements.exchange, { quoteId }, member('second'));
    expect(await balance()).toMatchObject(empty);
    expect(await at.gateway.balance(toWalletId)).toMatchObject(full);
  });
});

describe('one minor unit more than 38 digits is AMOUNT_TOO_LARGE', () => {
  const most = formatAmount(MAX_AMOUNT, 2);
  const more = money(formatAmount(MAX_AMOUNT + 1n, 2), 'DKK');
  const dkk = (amount: string) => money(amount, 'DKK');
  const TOO_LARGE = 'AMOUNT_TOO_LARGE';

  test('every movement that takes an amount refuses more than 38 digits', async () => {
    const walletId = await at.gateway.wallet('limits', 'DKK', '10.00');
    const toWalletId = await at.gateway.wallet('other limits', 'DKK');
    const euros = await at.gateway.wallet('limits', 'EUR');
    const input = { walletId, amount: more };
    const transactionId = await make(movements.purchase, { walletId, amount: dkk('1.00') });
    const quote = { fromWalletId: walletId, toWalletId: euros, expiresInSeconds: 60 };
    const results = await Promise.all([
      send(movements.deposit, input),
      send(movements.initiateDeposit, input),
      send(movements.requestWithdrawal, input),
      send(movements.purchase, input),
      send(movements.completePurchase, { transactionId, amount: more }),
      send(movements.transfer, { fromWalletId: walletId, toWalletId, amount: more }),
      send(movements.adjustBalance, { ...input, direction: 'CREDIT', reason }, ADMIN),
      send(movements.setCreditLine, { walletId, approved: true, limit: more }, ADMIN),
      send(movements.drawCredit, input),
      send(movements.repayCredit, input),
      send(movements.quoteExchange, { ...quote, amount: more, rate: parseDecimal('1') }),
      send(movements.quoteExchange, {
        ...{ ...quote, amount: dkk('10.00') },
        rate: parseDecimal('9'.repeat(36)),
      }),
    ]);
    expect(results.map(refusalCode)).toEqual(results.map(() => TOO_LARGE));
    await make(movements.completePurchase, { transactionId });
    const refund = { transactionId, amount: more, reason };
    expect(refusalCode(await send(movements.refundPurchase, refund))).toBe(TOO_LARGE);
  });

  test('a sum past 38 digits on a wallet or a system account is refused, and changes nothing', async () => {
    const walletId = await at.gateway.wallet('a sum', 'NZD', most);
    const before = await at.gateway.balance(walletId);
    const cent = money('0.01', 'NZD');
    const credit = { walletId, direction: 'CREDIT', amount: cent, reason } as const;
    const lines = [{ walletId, amount: cent }];
    expect(refusalCode(await send(movements.adjustBalance, credit, ADMIN))).toBe(TOO_LARGE);
    expect(refusalCode(await send(movements.claimDailyBonus, { walletId }))).toBe(TOO_LARGE);
    expect(await send(movements.distributeEarnings, { lines })).toMatchObject({
      outcome: { many: { done: [], refused: [{ index: 0, refused: { code: TOO_LARGE } }] } },
    });
    // The other wallet is empty: the system account EXTERNAL would pass the limit.
    const elsewhere = await at.gateway.wallet('elsewhere', 'NZD');
    expect(refusalCode(await at.gateway.deposit(elsewhere, '0.01', 'NZD'))).toBe(TOO_LARGE);
    expect(await at.gateway.balance(walletId)).toEqual(before);
    expect(await at.gateway.balance(elsewhere)).toMatchObject({ total: 0n, version: 0 });
  });

  test('distributeEarnings refuses the line that takes a wallet past 38 digits', async () => {
    const walletId = await at.gateway.wallet('lines', 'AUD');
    const lines = [most, '0.01'].map((amount) => ({ walletId, amount: money(amount, 'AUD') }));
    expect(await send(movements.distributeEarnings, { lines })).toMatchObject({
      outcome: {
        many: { done: [{ index: 0 }], refused: [{ index: 1, refused: { code: TOO_LARGE } }] },
      },
    });
    expect(await at.gateway.balance(walletId)).toMatchObject({ available: MAX_AMOUNT });
  });
});
