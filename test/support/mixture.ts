import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../src/auth/viewer.js';
import type { Movement } from '../../src/ledger/index.js';
import { parseDecimal } from '../../src/money/decimal.js';
import {
  adjustBalance,
  approveWithdrawal,
  cancelWithdrawal,
  claimDailyBonus,
  completePurchase,
  confirmDeposit,
  deposit,
  distributeEarnings,
  drawCredit,
  exchange,
  failDeposit,
  failPurchase,
  initiateDeposit,
  payReferralCommission,
  purchase,
  quoteExchange,
  refundPurchase,
  rejectWithdrawal,
  repayCredit,
  requestWithdrawal,
  reverseTransaction,
  setCreditLine,
  transfer,
  transferMany,
} from '../../src/movements/index.js';
import { admin, money, service, type TestGateway } from './book.js';

const reason = 'as the mixture wants it';

/**
 * A bit of every movement, in a random order that a seed decides: money comes, goes, is held, given
 * back, borrowed, repaid and taken back. What the rules refuse is passed over.
 */
export class Mixture {
  /** Two in USD, one in EUR, all of one owner. */
  readonly wallets: readonly string[];
  /** How often each thing was done. */
  readonly done = new Map<string, number>();
  /** What was made, by what made it. */
  readonly #made: { by: string; transactionId: string }[] = [];
  #state: number;

  private constructor(
    private readonly gateway: TestGateway,
    wallets: readonly string[],
    seed: number,
  ) {
    this.wallets = wallets;
    this.#state = seed;
  }

  static async begin(gateway: TestGateway, seed: number): Promise<Mixture> {
    const owner = `owner ${randomUUID()}`;
    const ours = await gateway.wallet(owner, 'USD', '40.00');
    const others = await gateway.wallet(`friend of ${owner}`, 'USD', '40.00');
    const euros = await gateway.wallet(owner, 'EUR', '40.00');
    const mixture = new Mixture(gateway, [ours, others, euros], seed);
    for (const walletId of mixture.wallets) {
      const limit = money('50', mixture.#currencyOf(walletId));
      await mixture.#send('setCreditLine', setCreditLine, { walletId, approved: true, limit });
    }
    return mixture;
  }

  /** From 0 on, less than `below`. */
  random(below: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * below);
  }

  /** One thing, or now and then several that are asked for at once and share a commit. */
  async step(): Promise<void> {
    const several = this.random(4) === 0 ? 2 + this.random(8) : 1;
    await Promise.all(Array.from({ length: several }, () => this.#one()));
  }

  async #one(): Promise<void> {
    const walletId = this.#pick(this.wallets);
    const amount = this.#amount(walletId);
    const reported = this.#recent(this.random(2) ? 'deposit' : 'initiateDeposit');
    const withdrawal = this.#recent('requestWithdrawal');
    const bought = this.#recent('purchase');
    const both = { walletId, amount };
    switch (this.random(24)) {
      case 0:
        return this.#send('deposit', deposit, both);
      case 1:
        return this.#send('initiateDeposit', initiateDeposit, both);
      case 2:
        return this.#send('confirmDeposit', confirmDeposit, {
          transactionId: this.#recent('initiateDeposit'),
        });
      case 3:
        return this.#send('failDeposit', failDeposit, { transactionId: reported, reason });
      case 4:
        return this.#send('requestWithdrawal', requestWithdrawal, both);
      case 5:
        return this.#send(
          'approveWithdrawal',
          approveWithdrawal,
          { transactionId: withdrawal },
          admin,
        );
      case 6:
        return this.#send(
          'rejectWithdrawal',
          rejectWithdrawal,
          { transactionId: withdrawal, reason },
          admin,
        );
      case 7:
        return this.#send('cancelWithdrawal', cancelWithdrawal, { transactionId: withdrawal });
      case 8:
      case 9:
        return this.#send('purchase', purchase, both);
      case 10:
        return this.#send('completePurchase', completePurchase, { transactionId: bought });
      case 11:
        return this.#send('completePurchase in part', completePurchase, {
          transactionId: bought,
          amount,
        });
      case 12:
        return this.#send('failPurchase', failPurchase, { transactionId: bought, reason });
      case 13:
        return this.#send('refundPurchase', refundPurchase, {
          transactionId: bought,
          amount,
          reason,
        });
      case 14:
        return this.#send('drawCredit', drawCredit, both);
      case 15:
        return this.#send('repayCredit', repayCredit, both);
      case 16:
        return this.#transfer();
      case 17:
        return this.#transferMany();
      case 18:
        return this.#exchange();
      case 19:
        return this.#send('claimDailyBonus', claimDailyBonus, { walletId });
      case 20:
        return this.#send('payReferralCommission', payReferralCommission, {
          walletId,
          sourceTransactionId: this.#recent(),
          rateBps: 1_500,
        });
      case 21:
        return this.#send('distributeEarnings', distributeEarnings, {
          lines: this.wallets.map((id) => ({ walletId: id, amount: this.#amount(id) })),
        });
      case 22: {
        const direction = this.random(2) ? 'CREDIT' : 'DEBIT';
        return this.#send('adjustBalance', adjustBalance, { ...both, direction, reason }, admin);
      }
      default:
        return this.#send(
          'reverseTransaction',
          reverseTransaction,
          { transactionId: this.#recent(), reason },
          admin,
        );
    }
  }

  #transfer(): Promise<void> {
    const [from = '', to = ''] = this.#usd();
    const amount = this.#amount(from);
    return this.#send('transfer', transfer, { fromWalletId: from, toWalletId: to, amount });
  }

  #transferMany(): Promise<void> {
    const inputs = Array.from({ length: 2 + this.random(4) }, () => {
      const [from = '', to = ''] = this.#usd();
      return { fromWalletId: from, toWalletId: to, amount: this.#amount(from) };
    });
    return this.#send('transferMany', transferMany, { inputs, atomic: this.random(2) === 0 });
  }

  async #exchange(): Promise<void> {
    const [from = '', to = ''] = this.random(2)
      ? [this.wallets[0], this.wallets[2]]
      : [this.wallets[2], this.wallets[0]];
    const quote = await this.gateway.book.ledger.submit(
      quoteExchange,
      {
        fromWalletId: from,
        toWalletId: to,
        amount: this.#amount(from),
        rate: parseDecimal('1.07'),
        expiresInSeconds: 60,
      },
      service,
      randomUUID(),
    );
    if ('done' in quote.outcome)
      await this.#send('exchange', exchange, { quoteId: quote.outcome.done.quoteId ?? '' });
  }

  async #send<I>(
    name: string,
    movement: Movement<I>,
    input: I,
    by: Viewer = service,
  ): Promise<void> {
    const { outcome } = await this.gateway.book.ledger.submit(movement, input, by, randomUUID());
    if ('refused' in outcome) return;
    const made = 'many' in outcome ? outcome.many.done : [outcome.done];
    if (made.length > 0) this.done.set(name, (this.done.get(name) ?? 0) + 1);
    for (const { transactionId } of made)
      if (transactionId) this.#made.push({ by: movement.name, transactionId });
  }

  #amount(walletId: string) {
    return money(`${this.random(12)}.${10 + this.random(90)}`, this.#currencyOf(walletId));
  }

  #currencyOf(walletId: string): string {
    return walletId === this.wallets[2] ? 'EUR' : 'USD';
  }

  /** Both in USD, in either order. */
  #usd(): (string | undefined)[] {
    const [one, other] = this.wallets;
    return this.random(2) ? [one, other] : [other, one];
  }

  /** A transaction that this made of late (undefined: whatever made it), so that it often still is as is wanted. */
  #recent(by?: string): string {
    const made = this.#made.filter((one) => by === undefined || one.by === by).slice(-6);
    return this.#pick(made.map((one) => one.transactionId)) || randomUUID();
  }

  #pick(from: readonly string[]): string {
    return from[this.random(from.length)] ?? '';
  }
}
