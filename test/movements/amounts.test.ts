import { describe, expect, test } from '@jest/globals';
import { type Changes } from '../../src/ledger/index.js';
import {
  completePurchase,
  deposit,
  drawCredit,
  initiateDeposit,
  purchase,
  quoteExchange,
  repayCredit,
  requestWithdrawal,
  transfer,
} from '../../src/movements/index.js';
import { parseDecimal } from '../../src/money/decimal.js';
import { decideCase, codeOrDone, outcomeForClient } from '../support/movement-cases.js';
import { decision, DONE, type AccountBalances, Rows, stored } from '../support/locked-state.js';
import { isRefusal } from '../../src/domain/index.js';
import { ADMIN, money, SERVICE } from '../support/inputs.js';

const SHORT = {
  funds: 'INSUFFICIENT_FUNDS',
  rest: 'AMOUNT_EXCEEDS_REMAINING',
  limit: 'CREDIT_LIMIT_EXCEEDED',
  amount: 'INVALID_AMOUNT',
  over: 'SPLITS_EXCEED_AMOUNT',
} as Record<string, string>;

/**
 * The expected outcomes. The wallet has 5.00 in cash, 1.00 in credit that it owes, and a limit
 * of 100.00; the transaction is of 1.00.
 */
const TABLE = `
                              0.01  1.00  1.01  5.00  5.01  6.01  99.00 99.01 38 digits  zero
deposit                     : done  done  done  done  done  done  done  done  done       amount
initiateDeposit             : done  done  done  done  done  done  done  done  done       amount
requestWithdrawal           : done  done  done  done  funds funds funds funds funds      amount
purchase                    : done  done  done  done  done  funds funds funds funds      amount
completePurchase            : done  done  rest  rest  rest  rest  rest  rest  rest       amount
refundPurchase              : done  done  rest  rest  rest  rest  rest  rest  rest       amount
transfer from               : done  done  done  done  funds funds funds funds funds      amount
transferMany from           : done  done  done  done  funds funds funds funds funds      amount
distributeEarnings          : done  done  done  done  done  done  done  done  done       amount
setCreditLine               : done  done  done  done  done  done  done  done  done       done
drawCredit                  : done  done  done  done  done  done  done  limit limit      amount
repayCredit                 : done  done  rest  rest  rest  rest  rest  rest  rest       amount
quoteExchange from          : done  done  done  done  done  done  done  done  done       amount
adjustBalance CREDIT        : done  done  done  done  done  done  done  done  done       amount
adjustBalance DEBIT         : done  done  done  done  funds funds funds funds funds      amount
proposeRepair CREDIT        : done  done  done  done  done  done  done  done  done       amount
proposeRepair DEBIT         : done  done  done  done  done  done  done  done  done       amount
post CREDIT                 : done  done  done  done  done  done  done  done  done       amount
post DEBIT                  : done  done  done  done  funds funds funds funds funds      amount
deposit split               : over  done  done  done  done  done  done  done  done       amount
requestWithdrawal split     : over  done  done  done  funds funds funds funds funds      amount
purchase split              : over  done  done  done  funds funds funds funds funds      amount
transfer split              : over  done  done  done  funds funds funds funds funds      amount
completePurchase split      : done  done  rest  rest  rest  rest  rest  rest  rest       amount
refundPurchase split        : done  done  rest  rest  rest  rest  rest  rest  rest       amount
`;
const AMOUNTS = [
  ...['0.01', '1.00', '1.01', '5.00', '5.01', '6.01', '99.00', '99.01'],
  ...['9'.repeat(36) + '.99', '0'],
];
const LINES = TABLE.split('\n')
  .filter((line) => line.includes(':'))
  .map((line) => line.split(':') as [string, string])
  .map(([name, outcomes]) => ({ name: name.trim(), expected: outcomes.trim().split(/ +/) }));

describe('every movement that takes an amount checks it', () => {
  test.each(LINES)('$name refuses the amounts that it cannot cover', ({ name, expected }) => {
    const found = AMOUNTS.map((amount) => outcomeForClient(name, { amount: money(amount) }));
    expect(found).toEqual(expected.map((short) => SHORT[short] ?? short));
  });

  test.each(LINES)('$name refuses an amount that is not valid in its currency', ({ name }) => {
    const cases: [amount: string, currency: string, outcome: string][] = [
      ['0.00', 'USD', name === 'setCreditLine' ? DONE : 'INVALID_AMOUNT'],
      ['0.001', 'USD', 'INVALID_AMOUNT'],
      ['1.000', 'USD', 'INVALID_AMOUNT'],
      ['1', 'EUR', 'CURRENCY_MISMATCH'],
      ['0', 'EUR', 'CURRENCY_MISMATCH'],
      ['1', 'ZZZ', 'UNKNOWN_CURRENCY'],
      ['9'.repeat(37), 'USD', 'AMOUNT_TOO_LARGE'],
      ['1' + '0'.repeat(36), 'USD', 'AMOUNT_TOO_LARGE'],
      ['9'.repeat(37) + '.001', 'USD', 'INVALID_AMOUNT'],
    ];
    for (const [amount, currency, expected] of cases)
      expect([
        amount,
        currency,
        outcomeForClient(name, { amount: money(amount, currency) }),
      ]).toEqual([...[amount, currency, expected]]);
  });

  test('an amount with fewer digits than its currency has means the same as with all of them', () => {
    const amountOf = (text: string): unknown =>
      (decideCase('deposit', { amount: money(text) }).decided as Changes).transaction?.amount;
    expect(['5', '5.0', '5.00'].map(amountOf)).toEqual([500n, 500n, 500n]);
  });

  test('a currency without digits after the point refuses an amount that has some', () => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'COIN');
    const of = (text: string): string =>
      codeOrDone(deposit.decide({ walletId, amount: money(text, 'COIN') }, SERVICE, rows.state()));
    expect(['1', '1.0', '0.5'].map(of)).toEqual([DONE, 'INVALID_AMOUNT', 'INVALID_AMOUNT']);
  });

  test('a movement that takes no amount ignores one', () => {
    // A setting gives the amount of claimDailyBonus, a rate that of payReferralCommission, a quote that
    // of exchange.
    for (const name of ['claimDailyBonus', 'exchange from', 'payReferralCommission to'])
      expect(outcomeForClient(name, { amount: money('0', 'ZZZ') })).toBe(DONE);
  });
});

describe('a wallet can hold 38 digits of minor units and no more', () => {
  const MOST = 10n ** 38n - 1n;

  test.each([
    [MOST - 100n, undefined],
    [MOST - 99n, 'AMOUNT_TOO_LARGE'],
  ])('a deposit of 1.00 onto %s minor units ends with the refusal %s', (balance, expected) => {
    const rows = new Rows();
    const wallet = rows.wallet('owner', 'USD', { CASH: balance });
    rows.systemAccount('USD', 'EXTERNAL', -balance);
    const state = rows.state();
    const decided = decision(deposit, { walletId: wallet.id, amount: money('1') }, SERVICE, state);
    expect(state.apply(decided as Changes, 'service')?.code).toBe(expected);
  });

  test('quoteExchange refuses a quote for more than a wallet can hold', () => {
    const rows = new Rows();
    const [from, to] = [rows.wallet('owner', 'USD'), rows.wallet('owner', 'EUR')];
    const asked = (amount: string, rate: string): string => {
      const input = { fromWalletId: from.id, toWalletId: to.id, amount: money(amount) };
      const terms = { rate: parseDecimal(rate), expiresInSeconds: 60 };
      return codeOrDone(quoteExchange.decide({ ...input, ...terms }, SERVICE, rows.state()));
    };
    expect(asked('9'.repeat(35), '10')).toBe(DONE);
    expect(asked('9'.repeat(36), '10')).toBe('AMOUNT_TOO_LARGE');
  });
});

describe('a refusal for lack of funds carries the figure that the page shows', () => {
  const wallets: [string, AccountBalances, available: bigint, spendable: bigint][] = [
    ['held cash', { CASH: 100n, HELD: 400n }, 100n, 100n],
    ['drawn credit', { CASH: 100n, CREDIT: 400n, OWED: -400n }, 100n, 500n],
    ['held credit', { CASH: 100n, HELD_CREDIT: 400n, OWED: -400n }, 100n, 100n],
    ['credit alone', { CREDIT: 100n, OWED: -100n }, 0n, 100n],
    ['no accounts at all', {}, 0n, 0n],
  ];

  test.each(wallets)(
    'a refusal carries the available or spendable figure of a wallet with %s',
    (_, holdings, ...figures) => {
      const rows = new Rows();
      const wallet = rows.wallet('owner', 'USD', holdings);
      const other = rows.wallet('other', 'USD');
      const state = rows.state();
      const [available, spendable] = figures;
      expect(state.balance(wallet)).toMatchObject({ available, spendable });
      const amount = money('5.01');
      const asked = { walletId: wallet.id, amount };
      const paid = { fromWalletId: wallet.id, toWalletId: other.id, amount };
      const short = (decided: object, figure: bigint): void =>
        expect(decided).toEqual({
          code: 'INSUFFICIENT_FUNDS',
          walletId: wallet.id,
          message: `5.01 USD is required and ${figure / 100n}.00 USD is available.`,
          available: { amount: figure, currency: 'USD' },
          required: { amount: 501n, currency: 'USD' },
        });
      short(transfer.decide(paid, SERVICE, state), available);
      short(requestWithdrawal.decide(asked, SERVICE, state), available);
      short(purchase.decide(asked, SERVICE, state), spendable);
    },
  );

  test('a repayment may take credit and cash together, and no more', () => {
    const asked = (amount: string): object => {
      const rows = new Rows();
      const wallet = rows.wallet('owner', 'USD', { CASH: 100n, CREDIT: 50n, OWED: -400n });
      return repayCredit.decide(
        ...([{ walletId: wallet.id, amount: money(amount) }, SERVICE] as const),
        rows.state(),
      );
    };
    expect(isRefusal(asked('1.50'))).toBe(false);
    expect(asked('1.51')).toMatchObject({
      ...{ code: 'INSUFFICIENT_FUNDS', available: { amount: 150n }, required: { amount: 151n } },
    });
    expect(asked('4.01')).toMatchObject({
      ...{ code: 'AMOUNT_EXCEEDS_REMAINING' },
      message: '4.01 USD was requested, but only 4.00 USD is owed.',
    });
  });

  test("completePurchase without an amount captures all, and a refusal writes an amount with its currency's digits", () => {
    const { rows, transaction } = stored('PURCHASE', 'PENDING');
    const all = completePurchase.decide({ transactionId: transaction.id }, ADMIN, rows.state());
    expect(all).toMatchObject({ transactionChange: { status: 'COMPLETED' } });
    const coins = new Rows();
    const wallet = coins.wallet('owner', 'COIN');
    coins.creditLines.set(wallet.id, { approved: true, limit: 7n, seq: 1 });
    const input = { walletId: wallet.id, amount: money('8', 'COIN') };
    expect(drawCredit.decide(input, SERVICE, coins.state())).toMatchObject({
      message:
        'The credit limit is 7 COIN and 0 COIN is owed. Drawing 8 COIN more would exceed the limit.',
    });
  });

  test('initiateDeposit needs no funds and posts nothing', () => {
    const rows = new Rows();
    const wallet = rows.wallet('owner', 'USD');
    const input = { walletId: wallet.id, amount: money('9999') };
    const announced = decision(initiateDeposit, input, SERVICE, rows.state()) as Changes;
    expect(announced.postings ?? []).toEqual([]);
  });
});
