import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { Viewer } from '../../../src/domain/viewer.js';
import type { Movement, Result } from '../../../src/ledger/index.js';
import { parseDecimal } from '../../../src/money/decimal.js';
import * as movements from '../../../src/movements/index.js';
import { done, type TestGateway } from '../book.js';
import { ADMIN, money, reason, SERVICE } from '../inputs.js';
import { VariedSplits } from './splits.js';

const usd = (amount: string) => money(amount, 'USD');

/** Waits, so that entries of different commits have different milliseconds. */
export const pause = (milliseconds = 3): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Every kind in every status, on wallets of their own. `made` keeps the ids by name. */
export class VariedMovements {
  readonly made = new Map<string, string>();
  #carol = '';
  #carolEuro = '';
  #dave = '';
  #frank = '';

  /** @param findingAbout writes a finding about a wallet, and gives its id */
  constructor(
    private readonly gateway: TestGateway,
    private readonly findingAbout: (walletId: string) => Promise<string>,
  ) {}

  async write(): Promise<void> {
    this.#carol = await this.#wallet('carol', 'USD', '100.00');
    this.#carolEuro = await this.#wallet('carolEuro', 'EUR', '0', 'carol');
    this.#dave = await this.#wallet('dave', 'USD', '10.00');
    this.#frank = await this.#wallet('frank', 'USD');
    const lapsing = await this.#holdForASecond();
    await this.#deposits();
    await this.#withdrawals();
    await this.#purchases();
    await this.#credit();
    await this.#creditAtOnce();
    await this.#exchanges();
    await this.#rewards();
    await this.#transfers();
    await this.#currency();
    await this.#systemAccounts();
    await this.#splits();
    await this.#repairs();
    await this.#revocation();
    await lapsing();
  }

  async #wallet(name: string, currency: string, amount = '0', owner = name): Promise<string> {
    const id = await this.gateway.wallet(owner, currency, amount);
    this.made.set(name, id);
    return id;
  }

  /** Sends a movement in a commit of its own. @returns the id of what it made */
  async #do<I>(
    name: string,
    movement: Movement<I>,
    input: I,
    by: Viewer = SERVICE,
  ): Promise<string> {
    await pause();
    const result = await this.gateway.book.ledger.submit(movement, input, by, `${name} key`);
    const { transactionId, quoteId } = done(result) as { transactionId?: string; quoteId?: string };
    const id = transactionId ?? quoteId ?? '';
    this.made.set(name, id);
    return id;
  }

  /** Gives a transaction its next status. */
  async #then<I>(movement: Movement<I>, input: I, by: Viewer = ADMIN): Promise<void> {
    await pause();
    done(await this.gateway.book.ledger.submit(movement, input, by, randomUUID()));
  }

  /** A withdrawal and a purchase that expire. @returns a function that waits for their expiry and ends them */
  async #holdForASecond(): Promise<() => Promise<void>> {
    const expiring = { walletId: this.#carol, amount: usd('2.00'), expiresInSeconds: 1 };
    const ids = [
      await this.#do('lapsedPayout', movements.requestWithdrawal, expiring),
      await this.#do('lapsed', movements.purchase, expiring),
    ];
    const due = pause(1_100);
    return async () => {
      await due;
      const job = { id: 'onebook:expiry', roles: [] };
      for (const transactionId of ids)
        await this.#then(movements.expireHold, { transactionId }, job);
    };
  }

  async #deposits(): Promise<void> {
    const announce = (name: string): Promise<string> =>
      this.#do(name, movements.initiateDeposit, { walletId: this.#carol, amount: usd('15.00') });
    await announce('announced');
    const confirmed = { transactionId: await announce('confirmed') };
    await this.#then(movements.confirmDeposit, confirmed);
    const never = { transactionId: await announce('neverCame'), reason };
    await this.#then(movements.failDeposit, never);
    const takenBack = { transactionId: await announce('takenBack'), reason };
    await this.#then(movements.confirmDeposit, takenBack);
    await this.#then(movements.failDeposit, takenBack);
    const input = { walletId: this.#carol, amount: usd('5.00') };
    const recalled = {
      transactionId: await this.#do('recalled', movements.deposit, input),
      reason,
    };
    await this.#then(movements.failDeposit, recalled);
  }

  async #repairs(): Promise<void> {
    const propose = (name: string, direction: 'CREDIT' | 'DEBIT', findingId?: string) => {
      const input = { walletId: this.#dave, direction, amount: usd('0.10'), reason, findingId };
      return this.#do(name, movements.proposeRepair, input, ADMIN);
    };
    await propose('proposed', 'CREDIT');
    await propose('proposedForFinding', 'CREDIT', await this.findingAbout(this.#dave));
    const repaired = { transactionId: await propose('repaired', 'DEBIT') };
    await this.#then(movements.approveRepair, repaired, { id: 'approver', roles: ['ADMIN'] });
    await this.#then(movements.rejectRepair, {
      ...{ transactionId: await propose('refusedRepair', 'DEBIT'), reason },
    });
  }

  async #withdrawals(): Promise<void> {
    const ask = (name: string, destination?: string): Promise<string> =>
      this.#do(name, movements.requestWithdrawal, {
        ...{ walletId: this.#carol, amount: usd('3.00'), expiresInSeconds: 3600 },
        destination,
      });
    await ask('asked', 'an account');
    const paidOut = { transactionId: await ask('paidOut', 'an account') };
    await this.#then(movements.approveWithdrawal, paidOut);
    const rejected = { transactionId: await ask('rejected'), reason };
    await this.#then(movements.rejectWithdrawal, rejected);
    const cancelled = { transactionId: await ask('cancelled') };
    await this.#then(movements.cancelWithdrawal, cancelled);
    const bounced = { transactionId: await ask('bounced'), reason };
    await this.#then(movements.approveWithdrawal, bounced);
    await this.#do('bouncedBack', movements.reverseTransaction, bounced, ADMIN);
  }

  /** Purchases in cash alone. */
  async #purchases(): Promise<void> {
    const buy = (name: string, amount: string): Promise<string> =>
      this.#do(name, movements.purchase, { walletId: this.#carol, amount: usd(amount) });
    const bought = { transactionId: await buy('bought', '10.00') };
    await this.#then(movements.completePurchase, bought);
    const part = { ...bought, amount: usd('1.00'), reason };
    await this.#do('boughtRefund', movements.refundPurchase, part);
    const dropped = { transactionId: await buy('cancelledPurchase', '8.00') };
    await this.#then(movements.cancelPurchase, dropped);
    const undone = { transactionId: await buy('undone', '8.00'), reason };
    await this.#then(movements.completePurchase, { ...undone, amount: usd('7.00') });
    await this.#do('undoneRefund', movements.refundPurchase, { ...undone, amount: usd('3.00') });
    await this.#then(movements.failPurchase, undone);
  }

  /** Purchases in cash and credit. Some credit is repaid before the purchase is returned. */
  async #credit(): Promise<void> {
    const walletId = this.#dave;
    const buy = (name: string, amount: string): Promise<string> =>
      this.#do(name, movements.purchase, { walletId, amount: usd(amount) });
    const line = { walletId, approved: true, limit: usd('50.00') };
    await this.#then(movements.setCreditLine, line);
    await this.#do('draw', movements.drawCredit, { walletId, amount: usd('40.00') });
    const partly = { transactionId: await buy('partly', '20.00'), reason };
    await this.#then(movements.completePurchase, { ...partly, amount: usd('15.00') });
    await this.#commission('commission', 'partly');
    await this.#do('refund', movements.refundPurchase, { ...partly, amount: usd('7.00') });
    await buy('held', '12.00');
    const late = { transactionId: await buy('late', '10.00'), reason };
    done(await this.gateway.deposit(walletId, '30.00', 'USD'));
    await this.#do('repayment', movements.repayCredit, { walletId, amount: usd('38.00') });
    await this.#then(movements.failPurchase, late);
    const dropped = { transactionId: await buy('dropped', '4.00'), reason };
    await this.#then(movements.failPurchase, dropped);
    await this.#then(movements.setCreditLine, { ...line, limit: usd('1.00') });
    const cash = await this.gateway.balance(walletId);
    expect(cash).toMatchObject({ available: 2_000n, spendable: 2_200n, held: 1_200n, owed: 200n });
  }

  /** A credit line that is set, drawn on and withdrawn within one commit. */
  async #creditAtOnce(): Promise<void> {
    const walletId = await this.#wallet('gina', 'USD');
    const { ledger } = this.gateway.book;
    const send = <I>(movement: Movement<I>, input: I): Promise<Result> =>
      ledger.submit(movement, input, ADMIN, randomUUID());
    const results = await Promise.all([
      // The others gather while this one commits.
      send(movements.setCreditLine, { walletId, approved: false, limit: usd('0') }),
      send(movements.setCreditLine, { walletId, approved: true, limit: usd('5.00') }),
      send(movements.drawCredit, { walletId, amount: usd('5.00') }),
      send(movements.setCreditLine, { walletId, approved: false, limit: usd('0') }),
    ]);
    this.made.set('hastyDraw', results.map(done)[2]?.transactionId ?? '');
  }

  async #exchanges(): Promise<void> {
    const quote = (name: string): Promise<string> =>
      this.#do(name, movements.quoteExchange, {
        ...{ fromWalletId: this.#carol, toWalletId: this.#carolEuro, amount: usd('10.00') },
        ...{ rate: parseDecimal('0.9173'), expiresInSeconds: 60 },
      });
    await this.#do('exchange', movements.exchange, { quoteId: await quote('quote') });
    const other = { quoteId: await quote('otherQuote') };
    const transactionId = await this.#do('otherExchange', movements.exchange, other);
    const undone = { transactionId, reason };
    await this.#do('exchangedBack', movements.reverseTransaction, undone, ADMIN);
    await quote('unusedQuote');
  }

  async #commission(name: string, source: string): Promise<void> {
    await this.#do(name, movements.payReferralCommission, {
      ...{ walletId: this.#frank, rateBps: 500 },
      sourceTransactionId: this.made.get(source) ?? '',
    });
  }

  async #rewards(): Promise<void> {
    await this.#retractedRewards();
    await this.#do('bonus', movements.claimDailyBonus, { walletId: this.#frank });
    await this.#commission('otherCommission', 'confirmed');
    await this.#commission('commissionOnRest', 'bought');
    await this.#many('earning', movements.distributeEarnings, {
      memo: reason,
      lines: [
        { walletId: this.#frank, amount: usd('20.00') },
        { walletId: randomUUID(), amount: usd('20.00') },
        { walletId: this.#carol, amount: usd('1.00') },
      ],
    });
  }

  /** A bonus and a commission that are reversed, so that both are paid again. */
  async #retractedRewards(): Promise<void> {
    const undo = (name: string) => ({ transactionId: this.made.get(name) ?? '', reason });
    await this.#do('wrongBonus', movements.claimDailyBonus, { walletId: this.#frank });
    await this.#do('bonusBack', movements.reverseTransaction, undo('wrongBonus'), ADMIN);
    await this.#commission('wrongCommission', 'confirmed');
    await this.#do('commissionBack', movements.reverseTransaction, undo('wrongCommission'), ADMIN);
  }

  async #transfers(): Promise<void> {
    const move = (amount: string) => ({
      ...{ fromWalletId: this.#frank, toWalletId: this.#carol, amount: usd(amount) },
    });
    const shared = { ...move('1.00'), metadata: { rent: true }, shareMetadata: true };
    await this.#do('shared', movements.transfer, shared);
    const inputs = [move('1.00'), move('1000.00'), move('2.00')];
    await this.#many('transfers', movements.transferMany, { inputs, atomic: false });
    await this.#many('refusedTransfers', movements.transferMany, { inputs, atomic: true });
  }

  async #currency(): Promise<void> {
    await pause();
    const gems = { code: 'GEM', digits: 0, name: 'Gems' };
    const { ledger } = this.gateway.book;
    done(await ledger.submit(movements.createCurrency, gems, ADMIN, 'currency key'));
  }

  /** FEES, which splits and postings use, and VAT, which nothing uses. */
  async #systemAccounts(): Promise<void> {
    const { ledger } = this.gateway.book;
    for (const [name, key] of [
      ['FEES', 'fees key'],
      ['VAT', 'account key'],
    ] as const) {
      await pause();
      const account = { name, description: name };
      done(await ledger.submit(movements.createSystemAccount, account, ADMIN, key));
    }
  }

  async #splits(): Promise<void> {
    await new VariedSplits({
      wallet: (name, currency, amount) => this.#wallet(name, currency, amount),
      do: (name, movement, input, by) => this.#do(name, movement, input, by),
      then: (movement, input) => this.#then(movement, input),
    }).write();
    await this.#commission('dividedCommission', 'dividedSale');
  }

  /** Keeps the time of the revocation. */
  async #revocation(): Promise<void> {
    await pause();
    const { ledger } = this.gateway.book;
    const input = { subject: 'mallory', reason };
    const result = await ledger.submit(movements.revokeTokens, input, ADMIN, 'revocation key');
    this.made.set('revocation', done(result).revocation?.revokedAt ?? '');
    const asked = await ledger.submit(movements.runReconciliation, {}, ADMIN, 'run key');
    this.made.set('reconciliation', done(asked).reconciliationId ?? '');
  }

  /** Sends a command of several lines. Keeps the id of the first that succeeded. */
  async #many<I>(name: string, movement: Movement<I>, input: I): Promise<void> {
    await pause();
    const { ledger } = this.gateway.book;
    const { outcome } = await ledger.submit(movement, input, SERVICE, `${name} key`);
    if (!('many' in outcome)) throw new Error(`${name} has no lines`);
    this.made.set(name, outcome.many.done[0]?.transactionId ?? '');
  }
}
