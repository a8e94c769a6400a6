import { describe, expect, test } from '@jest/globals';
import type { Movement } from '../../src/ledger/index.js';
import * as movements from '../../src/movements/index.js';
import { parseDecimal } from '../../src/money/decimal.js';
import { openQuote } from '../support/movement-cases.js';
import {
  refusalCodeOf,
  idOfDone,
  NOW,
  Rows,
  decideInBatch,
  snapshotOf,
  stored,
} from '../support/locked-state.js';
import { money, OWNER, reason } from '../support/inputs.js';

/** An owner's wallets in two currencies, and the system accounts. */
function book() {
  const rows = new Rows();
  const [usd, eur] = [rows.wallet('owner', 'USD', { CASH: 500n }), rows.wallet('owner', 'EUR')];
  const referrer = rows.wallet('referrer', 'USD');
  const kinds = ['EXTERNAL', 'SALES', 'BONUSES', 'EARNINGS', 'COMMISSIONS', 'EXCHANGE'] as const;
  for (const currency of ['USD', 'EUR'])
    for (const kind of kinds) rows.systemAccount(currency, kind);
  const { id } = rows.transaction({ kind: 'DEPOSIT', status: 'PENDING', walletId: usd.id });
  // And a quote from before the batch.
  return { rows, usd, eur, referrer, pendingId: id, quoteId: openQuote(rows, usd, eur) };
}

describe('a batch carries out several steps of one transaction', () => {
  test('a batch that confirms and fails a deposit writes the entries of both, and only the last change', () => {
    const { rows, wallet, transaction } = stored('DEPOSIT', 'PENDING');
    const state = rows.state();
    const input = { transactionId: transaction.id, reason };
    idOfDone(state, movements.confirmDeposit, input);
    expect(state.balance(wallet).cash - 600n).toBe(100n);
    idOfDone(state, movements.failDeposit, input);
    expect(state.balance(wallet).cash - 600n).toBe(0n);
    expect(refusalCodeOf(decideInBatch(state, movements.failDeposit, input))).toBe(
      'INVALID_TRANSITION',
    );
    const changed = {
      ...{ ...transaction, status: 'FAILED', statusReason: reason, completedAt: NOW },
      ...{ statusChangedBy: 'admin', statusChangedAt: NOW },
    };
    expect([...state.pendingWrites.changedTransactions.values()]).toEqual([changed]);
    expect(state.pendingWrites.newTransactions.size).toBe(0);
    expect(state.postings(transaction.id).map(({ phase, amount }) => [phase, amount])).toEqual([
      ...[
        ['POST', -100n],
        ['POST', 100n],
        ['REVERT', 100n],
        ['REVERT', -100n],
      ],
    ]);
  });

  test('a batch completes a purchase, refunds a part of it, and fails it by what is left', () => {
    const { rows, wallet, transaction } = stored('PURCHASE', 'PENDING');
    const state = rows.state();
    const before = state.balance(wallet);
    const input = { transactionId: transaction.id, reason };
    idOfDone(state, movements.completePurchase, { ...input, amount: money('0.90') });
    idOfDone(state, movements.refundPurchase, { ...input, amount: money('0.50') });
    const { kind, amount, originalId } = state.followersOf(transaction.id)[0] ?? {};
    expect({ kind, amount, originalId }).toEqual({
      ...{ kind: 'REFUND', amount: 50n, originalId: transaction.id },
    });
    const tooMuch = { ...input, amount: money('0.41') };
    expect(refusalCodeOf(decideInBatch(state, movements.refundPurchase, tooMuch))).toBe(
      'AMOUNT_EXCEEDS_REMAINING',
    );
    idOfDone(state, movements.failPurchase, input);
    expect(refusalCodeOf(decideInBatch(state, movements.refundPurchase, tooMuch))).toBe(
      'INVALID_TRANSITION',
    );
    expect(state.balance(wallet)).toMatchObject({
      ...{ cash: before.cash, credit: before.credit, held: before.held - 100n },
    });
  });

  test('a batch goes on with a transaction that begins in it', () => {
    const { rows, usd, referrer } = book();
    const state = rows.state();
    const bought = { walletId: usd.id, amount: money('3') };
    const transactionId = idOfDone(state, movements.purchase, bought, OWNER);
    idOfDone(state, movements.completePurchase, { transactionId });
    const { id: walletId } = referrer;
    const commission = { walletId, sourceTransactionId: transactionId, rateBps: 1000 };
    idOfDone(state, movements.payReferralCommission, commission);
    expect(refusalCodeOf(decideInBatch(state, movements.payReferralCommission, commission))).toBe(
      'ALREADY_PAID',
    );
    expect(state.balance(usd)).toMatchObject({ cash: 200n, held: 0n });
    expect(state.balance(referrer)).toMatchObject({ cash: 30n });
    expect(state.followersOf(transactionId).map(({ kind }) => kind)).toEqual(['COMMISSION']);
    expect(state.pendingWrites.newTransactions.get(transactionId)?.status).toBe('PENDING');
    expect(state.pendingWrites.changedTransactions.get(transactionId)?.status).toBe('COMPLETED');
  });
});

describe('an attempt changes the state as a whole or not at all', () => {
  /** One of everything that a movement can change. */
  function everything(made: ReturnType<typeof book>) {
    const { rows, usd, eur, referrer, pendingId, quoteId: earlier } = made;
    const state = rows.state();
    const [walletId, transactionId] = [usd.id, pendingId];
    const work = (): void => {
      idOfDone(state, movements.openWallet, { ownerId: 'new', currency: 'USD' });
      idOfDone(state, movements.confirmDeposit, { transactionId });
      idOfDone(state, movements.payReferralCommission, {
        ...{ walletId: referrer.id, sourceTransactionId: transactionId, rateBps: 1000 },
      });
      idOfDone(state, movements.claimDailyBonus, { walletId });
      idOfDone(state, movements.setCreditLine, { walletId, approved: true, limit: money('5') });
      idOfDone(state, movements.drawCredit, { walletId, amount: money('5') });
      const quoteId = idOfDone(state, movements.quoteExchange, {
        ...{ fromWalletId: walletId, toWalletId: eur.id, amount: money('1') },
        ...{ rate: parseDecimal('0.9'), expiresInSeconds: 60 },
      });
      idOfDone(state, movements.exchange, { quoteId });
      idOfDone(state, movements.exchange, { quoteId: earlier });
      idOfDone(state, movements.freezeWallet, { walletId, reason });
    };
    return { state, work };
  }

  test('an attempt that is undone leaves every figure, row and list as it was', () => {
    const made = book();
    const { state, work } = everything(made);
    idOfDone(state, movements.deposit, { walletId: made.usd.id, amount: money('1') });
    const before = snapshotOf(state, made.rows);
    state.attempt(() => {
      work();
      expect(snapshotOf(state, made.rows)).not.toEqual(before);
      return false;
    });
    expect(snapshotOf(state, made.rows)).toEqual(before);
    expect(state.walletNamed({ ownerId: 'new', currency: 'USD', name: 'main' })).toBeUndefined();
    expect(state.walletsOf('new')).toBe(0);
    // It can all be done afterwards: nothing has stayed claimed, paid or used.
    expect(work).not.toThrow();
  });

  test('an attempt that throws leaves every figure, row and list as it was', () => {
    const made = book();
    const { state, work } = everything(made);
    const before = snapshotOf(state, made.rows);
    const attempt = (): void =>
      state.attempt(() => {
        work();
        throw new Error('a fault');
      });
    expect(attempt).toThrow('a fault');
    expect(snapshotOf(state, made.rows)).toEqual(before);
  });

  test('an attempt that stands changes the same as the work alone', () => {
    const [one, other] = [book(), book()].map((made) => ({ ...made, ...everything(made) }));
    if (!one || !other) throw new Error('two books');
    one.work();
    other.state.attempt(() => {
      other.work();
      return true;
    });
    const figures = ({ state, usd, eur }: typeof one) => [
      ...[state.balance(usd), state.balance(eur), state.wallet(usd.id)?.status],
      ...[state.creditLine(usd.id).limit, state.lastBonus(usd)?.createdAt],
      Object.values(state.pendingWrites).map((rows) => ('size' in rows ? rows.size : rows.length)),
    ];
    expect(figures(other)).toEqual(figures(one));
  });
});

describe('a batch opens a system account with its first entry in a shard', () => {
  const deposit = (walletId: string) => ({ walletId, amount: money('1') });
  const external = { walletId: null, kind: 'EXTERNAL', currency: 'USD' } as const;

  test('a system account opens once, with its first entry in a shard that is new to it', () => {
    const rows = new Rows();
    const { id } = rows.wallet('owner', 'USD', { CASH: 100n });
    rows.shard = { number: 7, accounts: [external] };
    const state = rows.state();
    idOfDone(state, movements.deposit, deposit(id));
    idOfDone(state, movements.deposit, deposit(id));
    expect(state.pendingWrites.newAccounts).toMatchObject([{ ...external, shard: 7, seq: 0 }]);
    const written = state.pendingWrites.entries.filter(({ account }) => account.walletId === null);
    const [{ accountId } = {}] = state.pendingWrites.newAccounts;
    expect(written.map(({ account, seq, balance }) => [account.accountId, seq, balance])).toEqual([
      [accountId, 1, -100n],
      [accountId, 2, -200n],
    ]);
  });

  test("an existing system account does not open again, and a wallet's account opens in shard 0", () => {
    const rows = new Rows();
    const { id } = rows.wallet('owner', 'USD');
    rows.systemAccount('USD', 'EXTERNAL');
    rows.shard = { number: 7, accounts: [external] };
    const state = rows.state();
    idOfDone(state, movements.deposit, deposit(id));
    expect(state.pendingWrites.newAccounts).toMatchObject([
      { walletId: id, kind: 'CASH', shard: 0 },
    ]);
  });

  test('a batch refuses to post to a system account that its commit did not lock', () => {
    const rows = new Rows();
    const { id } = rows.wallet('owner', 'USD');
    rows.shard = { number: 7, accounts: [{ ...external, currency: 'EUR' }] };
    const state = rows.state();
    expect(() => decideInBatch(state, movements.deposit, deposit(id))).toThrow(
      'which it did not lock',
    );
    expect(state.pendingWrites.entries).toEqual([]);
  });
});

describe('a movement that fails leaves nothing behind', () => {
  test('a transfer whose later entry passes 38 digits leaves nothing behind', () => {
    const rows = new Rows();
    const from = rows.wallet('from', 'USD', { CASH: 500n });
    const to = rows.wallet('to', 'USD', { CASH: 10n ** 38n - 50n });
    const state = rows.state();
    const before = snapshotOf(state, rows);
    const input = { fromWalletId: from.id, toWalletId: to.id, amount: money('1') };
    expect(refusalCodeOf(decideInBatch(state, movements.transfer, input))).toBe('AMOUNT_TOO_LARGE');
    expect(snapshotOf(state, rows)).toEqual(before);
  });

  test('a system account has a floor at 38 digits too', () => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'USD');
    rows.systemAccount('USD', 'EXTERNAL', -(10n ** 38n - 1n));
    const input = { walletId, amount: money('0.01') };
    expect(refusalCodeOf(decideInBatch(rows.state(), movements.deposit, input))).toBe(
      'AMOUNT_TOO_LARGE',
    );
  });

  test('a movement that throws, or posts to an account that it has not locked, leaves nothing behind', () => {
    const { rows, usd } = book();
    const state = rows.state();
    const before = snapshotOf(state, rows);
    const faulty: Movement<null> = {
      name: 'faulty',
      locks: () => ({}),
      decide: () => {
        throw new Error('a fault');
      },
    };
    expect(() => decideInBatch(state, faulty, null)).toThrow('a fault');
    // A posting to an account that is not locked is an internal error, and leaves nothing behind either.
    const unlocked: Movement<null> = {
      ...faulty,
      decide: (_input, by, locked) => {
        const input = { walletId: usd.id, amount: money('1') };
        const changes = movements.deposit.decide(input, by, locked);
        if (!('postings' in changes)) throw new Error('no postings');
        const account = { walletId: null, kind: 'OPENING', currency: 'USD' } as const;
        return {
          ...changes,
          postings: [...(changes.postings ?? []), { account, phase: 'POST', amount: 1n }],
        };
      },
    };
    expect(() => decideInBatch(state, unlocked, null)).toThrow('OPENING, which it did not lock');
    expect(snapshotOf(state, rows)).toEqual(before);
  });
});
