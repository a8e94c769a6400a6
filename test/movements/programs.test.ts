import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { ownerText } from '../../src/ledger/row-texts.js';
import type { Transaction, Wallet } from '../../src/ledger/index.js';
import {
  claimDailyBonus,
  distributeEarnings,
  payReferralCommission,
  reverseTransaction,
} from '../../src/movements/index.js';
import {
  decideInBatch,
  decision,
  addFollower,
  idOfDone,
  NOW,
  outcome,
  plan,
  posted,
  postings,
  refusalCodeOf,
  Rows,
  stored,
} from '../support/locked-state.js';
import { codeOrDone } from '../support/movement-cases.js';
import { ADMIN, money, OWNER, reason, SERVICE } from '../support/inputs.js';

/** Adds the last bonus of a wallet's owner in its currency. */
function bonusAt(rows: Rows, wallet: Wallet, at: string): Transaction {
  const bonus = rows.transaction({ kind: 'BONUS', walletId: wallet.id, createdAt: new Date(at) });
  rows.lastBonuses.set(ownerText(wallet), bonus);
  return bonus;
}

describe('claimDailyBonus pays a wallet once a day', () => {
  test.each([
    ['USD', 100n],
    ['COIN', 5n],
    ['JPY', 1n],
    ['KWD', 1_000n],
    ['ETHER', 1_000_000_000_000_000_000n],
  ])('claimDailyBonus in %s pays one unit or the amount that is set: %s', (currency, amount) => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', currency);
    const made = plan(claimDailyBonus, { walletId }, OWNER, rows.state());
    expect(posted(rows, made)).toEqual([
      ...[`POST BONUSES -${amount} ${currency}`, `POST owner CASH +${amount} ${currency}`],
    ]);
    expect(made.transaction).toMatchObject({
      ...{ kind: 'BONUS', status: 'COMPLETED', amount, walletId, details: {}, createdAt: NOW },
      replacesId: null,
    });
  });

  test('claimDailyBonus refuses a currency in which the operator offers no bonus', () => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'EUR');
    expect(claimDailyBonus.decide({ walletId }, OWNER, rows.state())).toEqual({
      code: 'BONUS_NOT_OFFERED',
      message:
        'There is no daily bonus in EUR. Claim it with a wallet in a currency that has one, or ask the operator to offer it.',
    });
  });

  // The test clock stands at 2026-11-21T12:00:00Z.
  test.each([
    ['never', undefined, 'done'],
    ['in the last moment of yesterday', '2026-11-20T23:59:59.999Z', 'done'],
    ['in the first moment of today', '2026-11-21T00:00:00.000Z', 'ALREADY_CLAIMED'],
    ['now', '2026-11-21T12:00:00.000Z', 'ALREADY_CLAIMED'],
    ['tomorrow, by a clock that was set back since', '2026-11-22T00:00:00.000Z', 'ALREADY_CLAIMED'],
    ['a year ago to the day', '2025-11-21T12:00:00.000Z', 'done'],
  ])('claimDailyBonus pays once per day in UTC; the last claim was %s', (_, last, expected) => {
    const rows = new Rows();
    const wallet = rows.wallet('owner', 'USD');
    const { id: walletId } = wallet;
    if (last) bonusAt(rows, wallet, last);
    expect(outcome(decision(claimDailyBonus, { walletId }, OWNER, rows.state()))).toBe(expected);
  });

  test.each([
    ['today', '2026-11-21T00:00:00.000Z', 'replaces'],
    ['yesterday', '2026-11-20T23:59:59.999Z', 'replaces nothing'],
  ])('claimDailyBonus pays again after a reversed bonus of %s', (_, at, expected) => {
    const rows = new Rows();
    const wallet = rows.wallet('owner', 'USD');
    const { id: walletId } = wallet;
    const { id } = bonusAt(rows, wallet, at);
    rows.transaction({ kind: 'REVERSAL', walletId, originalId: id });
    const { transaction } = plan(claimDailyBonus, { walletId }, OWNER, rows.state());
    expect(transaction?.replacesId).toBe(expected === 'replaces' ? id : null);
  });

  test('claimDailyBonus pays once more for each reversal, also within a batch', () => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'USD');
    rows.systemAccount('USD', 'BONUSES');
    const state = rows.state();
    const claim = () => decideInBatch(state, claimDailyBonus, { walletId });
    const reverse = (transactionId: string) =>
      idOfDone(state, reverseTransaction, { transactionId, reason });
    const ids = [1, 2, 3].map(() => {
      const id = idOfDone(state, claimDailyBonus, { walletId });
      expect(refusalCodeOf(claim())).toBe('ALREADY_CLAIMED');
      reverse(id);
      return id;
    });
    const last = state.transaction(idOfDone(state, claimDailyBonus, { walletId }));
    expect([...ids.map((id) => state.transaction(id)), last].map((one) => one?.replacesId)).toEqual(
      [...[null, ...ids]],
    );
  });

  test('claimDailyBonus pays an owner once in each currency within a batch, with whichever wallets', () => {
    const rows = new Rows();
    const wallets = [
      rows.wallet('owner', 'USD'),
      rows.wallet('owner', 'COIN'),
      rows.wallet('owner', 'USD', {}, 'ACTIVE', 'savings'),
      rows.wallet('another', 'USD'),
    ];
    for (const currency of ['USD', 'COIN']) rows.systemAccount(currency, 'BONUSES');
    const state = rows.state();
    const claimed = wallets.flatMap(({ id: walletId }) =>
      [1, 2].map(() => {
        const made = decision(claimDailyBonus, { walletId }, SERVICE, state);
        if (typeof made !== 'string') expect(state.apply(made, 'owner')).toBeUndefined();
        return outcome(made);
      }),
    );
    const [done, refused] = ['done', 'ALREADY_CLAIMED'];
    expect(claimed).toEqual([done, refused, done, refused, refused, refused, done, refused]);
  });
});

describe('payReferralCommission pays a share of a transaction', () => {
  function commissionOn(
    amount: bigint,
    rateBps: number,
    source: Partial<Transaction> = {},
    entries: Parameters<Rows['transaction']>[1] = [],
  ) {
    const rows = new Rows();
    const [buyer, referrer] = [rows.wallet('buyer', 'USD'), rows.wallet('referrer', 'USD')];
    const { id } = rows.transaction({ amount, walletId: buyer.id, ...source }, entries);
    const input = { walletId: referrer.id, sourceTransactionId: id, rateBps };
    return { rows, id, made: decision(payReferralCommission, input, SERVICE, rows.state()) };
  }

  test.each<[amount: bigint, rateBps: number, commission: bigint | string]>([
    [10_000n, 500, 500n],
    [10_000n, 10_000, 10_000n],
    [10_000n, 1, 1n],
    [9_999n, 1, 'INVALID_AMOUNT'],
    [19_999n, 1, 1n],
    [333n, 333, 11n],
    [1n, 9_999, 'INVALID_AMOUNT'],
    [10n ** 38n - 1n, 9_999, ((10n ** 38n - 1n) * 9_999n) / 10_000n],
  ])('payReferralCommission of %s at %s bps rounds down', (amount, rateBps, commission) => {
    const { made } = commissionOn(amount, rateBps);
    expect(typeof made === 'string' ? made : made.transaction?.amount).toBe(commission);
  });

  test('payReferralCommission takes from COMMISSIONS and records the source and the rate', () => {
    const { rows, id, made } = commissionOn(1000n, 250);
    if (typeof made === 'string') throw new Error(made);
    expect(posted(rows, made)).toEqual(['POST COMMISSIONS -25 USD', 'POST referrer CASH +25 USD']);
    expect(made.transaction).toMatchObject({
      ...{ kind: 'COMMISSION', status: 'COMPLETED', amount: 25n, originalId: id },
      ...{ details: { rateBps: 250 }, initiatedByProgram: true, initiatedBy: 'service' },
    });
  });

  test('payReferralCommission on a purchase counts only what was captured', () => {
    const rows = new Rows();
    const buyer = rows.wallet('buyer', 'USD');
    const entries = [
      ...postings(buyer, 'HOLD', { CASH: -600n, HELD: 600n, CREDIT: -400n, HELD_CREDIT: 400n }),
      ...postings(buyer, 'POST', { HELD: -600n, HELD_CREDIT: -100n, SALES: 700n }),
      ...postings(buyer, 'RELEASE', { HELD_CREDIT: -300n, CREDIT: 300n }),
    ];
    const { made } = commissionOn(1000n, 1000, { kind: 'PURCHASE' }, entries);
    expect(made).toMatchObject({ transaction: { amount: 70n } });
  });

  test('payReferralCommission pays once for each source and wallet, and another wallet gets its own', () => {
    const { rows, transaction } = stored('TRANSFER', 'COMPLETED', { amount: 1000n });
    const [one, other] = [rows.wallet('one', 'USD'), rows.wallet('other', 'USD')];
    const state = rows.state();
    const found = [one, one, other].map(({ id }) => {
      const input = { walletId: id, sourceTransactionId: transaction.id, rateBps: 500 };
      const made = decision(payReferralCommission, input, SERVICE, state);
      if (typeof made !== 'string') expect(state.apply(made, 'service')).toBeUndefined();
      return outcome(made);
    });
    expect(found).toEqual(['done', 'ALREADY_PAID', 'done']);
  });

  test('payReferralCommission on a purchase counts what was captured and not refunded', () => {
    const made = stored('PURCHASE');
    addFollower(made, 'REFUND', 40n);
    const { id: walletId } = made.rows.wallet('referrer', 'USD');
    const input = { walletId, sourceTransactionId: made.transaction.id, rateBps: 500 };
    const { transaction } = plan(payReferralCommission, input, SERVICE, made.rows.state());
    expect(transaction?.amount).toBe(3n);
    addFollower(made, 'REFUND', 60n);
    expect(payReferralCommission.decide(input, SERVICE, made.rows.state())).toMatchObject({
      code: 'INVALID_TRANSITION',
      message: 'The PURCHASE has been returned. No commission is paid on it.',
    });
  });

  test('payReferralCommission pays again after a reversal, once more for each', () => {
    const { rows, transaction } = stored('TRANSFER', 'COMPLETED', { amount: 1000n });
    const [wallet, other] = [rows.wallet('one', 'USD'), rows.wallet('other', 'USD')];
    const state = rows.state();
    const input = (rateBps: number, { id } = wallet) => ({
      ...{ walletId: id, sourceTransactionId: transaction.id, rateBps },
    });
    idOfDone(state, payReferralCommission, input(100, other));
    const ids = [5_000, 600, 500].map((rateBps) => {
      const id = idOfDone(state, payReferralCommission, input(rateBps));
      expect(refusalCodeOf(decideInBatch(state, payReferralCommission, input(1)))).toBe(
        'ALREADY_PAID',
      );
      idOfDone(state, reverseTransaction, { transactionId: id, reason });
      return id;
    });
    const last = idOfDone(state, payReferralCommission, input(400));
    const paid = [...ids, last].map((id) => state.transaction(id));
    expect(paid.map((one) => one?.replacesId)).toEqual([null, ...ids]);
    expect(state.balance(wallet)).toMatchObject({ cash: 40n });
    expect(state.balance(other)).toMatchObject({ cash: 10n });
  });

  test('payReferralCommission takes the last of the commissions that replace each other, in any order', () => {
    const { rows, transaction } = stored('TRANSFER');
    const { id: walletId } = rows.wallet('one', 'USD');
    const paid = (replacesId: string | null) => ({
      ...({ kind: 'COMMISSION', walletId, originalId: transaction.id, replacesId } as const),
    });
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
    rows.transaction({ ...paid(second), id: third });
    rows.transaction({ ...paid(null), id: first });
    rows.transaction({ ...paid(first), id: second });
    for (const originalId of [second, first])
      rows.transaction({ kind: 'REVERSAL', walletId, originalId });
    const input = { walletId, sourceTransactionId: transaction.id, rateBps: 500 };
    const decided = () => decision(payReferralCommission, input, SERVICE, rows.state());
    expect(outcome(decided())).toBe('ALREADY_PAID');
    rows.transaction({ kind: 'REVERSAL', walletId, originalId: third });
    expect(decided()).toMatchObject({ transaction: { replacesId: third } });
  });

  test.each(['DEPOSIT', 'PURCHASE', 'TRANSFER', 'EXCHANGE'] as const)(
    'payReferralCommission on a %s refuses every wallet of its payer',
    (kind) => {
      const { rows, wallet, transaction } = stored(kind);
      const other = rows.wallet('owner', 'COIN');
      for (const { id: walletId } of [wallet, other]) {
        const input = { walletId, sourceTransactionId: transaction.id, rateBps: 500 };
        expect(payReferralCommission.decide(input, ADMIN, rows.state())).toEqual({
          code: 'SAME_WALLET',
          message:
            'This wallet and the one of the source transaction have the same owner. Pay the commission to a wallet of another owner.',
        });
      }
    },
  );

  test('payReferralCommission on a transfer pays its receiver', () => {
    const { rows, transaction } = stored('TRANSFER');
    const walletId = transaction.counterWalletId ?? '';
    const input = { walletId, sourceTransactionId: transaction.id, rateBps: 500 };
    expect(plan(payReferralCommission, input, ADMIN, rows.state()).transaction?.amount).toBe(5n);
  });

  test('payReferralCommission requires one currency for the source and the wallet', () => {
    const { rows, transaction } = stored('DEPOSIT');
    const { id: walletId } = rows.wallet('referrer', 'EUR');
    const input = { walletId, sourceTransactionId: transaction.id, rateBps: 500 };
    expect(payReferralCommission.decide(input, ADMIN, rows.state())).toMatchObject({
      code: 'CURRENCY_MISMATCH',
      message:
        'The source transaction is in USD and the wallet in EUR. A commission needs the same currency.',
    });
  });
});

describe('distributeEarnings pays many wallets', () => {
  test('distributeEarnings accepts or refuses each line by itself and stores the memo as the description', () => {
    const rows = new Rows();
    const wallets = [
      ...[rows.wallet('a', 'USD'), rows.wallet('b', 'USD', {}, 'FROZEN')],
      rows.wallet('c', 'USD', {}, 'CLOSED'),
    ];
    const lines = [...wallets.map(({ id }) => id), randomUUID()].map((walletId) => ({
      ...{ walletId, amount: money('1.5') },
    }));
    const all = distributeEarnings.decide({ lines, memo: 'October' }, SERVICE, rows.state());
    if (!('lines' in all)) throw new Error('not several');
    expect(all.atomic).toBe(false);
    const decided = all.lines.map((line) => line());
    expect(decided.map(codeOrDone)).toEqual([
      'done',
      'done',
      'WALLET_NOT_ACTIVE',
      'WALLET_NOT_FOUND',
    ]);
    const first = decided[0];
    if (!first || !('transaction' in first)) throw new Error('refused');
    expect(posted(rows, first)).toEqual(['POST EARNINGS -150 USD', 'POST a CASH +150 USD']);
    expect(first.transaction).toMatchObject({
      ...{ kind: 'EARNING', status: 'COMPLETED', amount: 150n, description: 'October' },
    });
  });

  test('distributeEarnings pays in one currency: that of the first line whose currency the book has', () => {
    const rows = new Rows();
    const [usd, eur] = [rows.wallet('a', 'USD').id, rows.wallet('a', 'EUR').id];
    const decided = (...amounts: [walletId: string, currency: string][]) => {
      const lines = amounts.map(([walletId, currency]) => ({
        ...{ walletId, amount: money('1', currency) },
      }));
      const all = distributeEarnings.decide({ lines }, SERVICE, rows.state());
      return 'lines' in all ? all.lines.map((line) => codeOrDone(line())) : codeOrDone(all);
    };
    expect(decided([usd, 'ZZZ'], [usd, 'USD'], [eur, 'EUR'], [usd, 'USD'])).toEqual([
      ...['UNKNOWN_CURRENCY', 'done', 'CURRENCY_MISMATCH', 'done'],
    ]);
    expect(decided([eur, 'EUR'], [usd, 'USD'])).toEqual(['done', 'CURRENCY_MISMATCH']);
    expect(decided([usd, 'ZZZ'], [eur, 'YYY'])).toBe('UNKNOWN_CURRENCY');
  });

  test('distributeEarnings without a memo writes no description', () => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('a', 'USD');
    const lines = [{ walletId, amount: money('1') }];
    const all = distributeEarnings.decide({ lines }, SERVICE, rows.state());
    if (!('lines' in all)) throw new Error('not several');
    expect(all.lines[0]?.()).toMatchObject({ transaction: { description: null } });
  });
});
