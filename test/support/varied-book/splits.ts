import type { Viewer } from '../../../src/domain/viewer.js';
import type { Movement } from '../../../src/ledger/index.js';
import * as movements from '../../../src/movements/index.js';
import { ADMIN, money, reason } from '../inputs.js';

/** What VariedMovements lends: each keeps the id of what it makes by its name. */
export interface Writing {
  readonly wallet: (name: string, currency: string, amount?: string) => Promise<string>;
  readonly do: <I>(name: string, movement: Movement<I>, input: I, by?: Viewer) => Promise<string>;
  /** Gives a transaction its next status. */
  readonly then: <I>(movement: Movement<I>, input: I) => Promise<void>;
}

const usd = (amount: string) => money(amount, 'USD');
const fee = (amount: string) => ({
  to: { systemAccount: 'FEES' },
  amount: usd(amount),
  label: 'fee',
});

/** Transactions with splits, in every kind and status, and postings. FEES is a system account of the book. */
export class VariedSplits {
  #shopper = '';
  #merchant = '';
  #agent = '';

  constructor(private readonly writing: Writing) {}

  async write(): Promise<void> {
    const { wallet } = this.writing;
    this.#shopper = await wallet('shopper', 'USD', '100.00');
    this.#merchant = await wallet('merchant', 'USD');
    this.#agent = await wallet('agent', 'USD', '1.00');
    await this.#deposits();
    await this.#transfers();
    await this.#withdrawals();
    await this.#purchases();
    await this.#postings();
  }

  #share(amount: string, label = 'share') {
    return { to: { walletId: this.#agent }, amount: usd(amount), label };
  }

  async #deposits(): Promise<void> {
    const input = { walletId: this.#merchant, amount: usd('10.00') };
    const splits = [fee('1.00'), this.#share('0.50')];
    await this.writing.do('dividedDeposit', movements.deposit, { ...input, splits });
    const all = [fee('4.00'), this.#share('6.00')];
    const recalled = { ...input, splits: all };
    const transactionId = await this.writing.do('dividedRecalled', movements.deposit, recalled);
    await this.writing.then(movements.failDeposit, { transactionId, reason });
  }

  async #transfers(): Promise<void> {
    const input = {
      ...{ fromWalletId: this.#shopper, toWalletId: this.#merchant, amount: usd('10.00') },
      splits: [fee('0.30'), this.#share('1.00')],
    };
    await this.writing.do('dividedTransfer', movements.transfer, input);
    const transactionId = await this.writing.do('dividedMistake', movements.transfer, input);
    const undo = { transactionId, reason };
    await this.writing.do('dividedBack', movements.reverseTransaction, undo, ADMIN);
  }

  async #withdrawals(): Promise<void> {
    const ask = (name: string) =>
      this.writing.do(name, movements.requestWithdrawal, {
        ...{ walletId: this.#shopper, amount: usd('5.00') },
        splits: [fee('0.25'), this.#share('0.50')],
      });
    await this.writing.then(movements.approveWithdrawal, {
      transactionId: await ask('dividedPayout'),
    });
    const rejected = { transactionId: await ask('dividedRejected'), reason };
    await this.writing.then(movements.rejectWithdrawal, rejected);
  }

  /** Among them one that is captured in part and refunded twice, with amounts that do not divide evenly. */
  async #purchases(): Promise<void> {
    const buy = (name: string) =>
      this.writing.do(name, movements.purchase, {
        ...{ walletId: this.#shopper, amount: usd('10.00') },
        splits: [
          { to: { walletId: this.#merchant }, amount: usd('7.00'), label: 'goods' },
          ...[this.#share('0.33'), fee('0.99'), this.#share('0.11', 'bonus')],
        ],
      });
    const sale = { transactionId: await buy('dividedSale') };
    await this.writing.then(movements.completePurchase, { ...sale, amount: usd('7.77') });
    const refund = (name: string, amount: string) =>
      this.writing.do(name, movements.refundPurchase, { ...sale, amount: usd(amount), reason });
    await refund('dividedRefund', '1.00');
    await refund('dividedRefundOfRest', '0.13');
    const undone = { transactionId: await buy('dividedUndone'), reason };
    await this.writing.then(movements.completePurchase, undone);
    const part = { ...undone, amount: usd('0.01') };
    await this.writing.do('dividedUndoneRefund', movements.refundPurchase, part);
    await this.writing.then(movements.failPurchase, undone);
    await this.writing.then(movements.cancelPurchase, {
      transactionId: await buy('dividedDropped'),
    });
    await buy('dividedHeld');
  }

  async #postings(): Promise<void> {
    const euros = await this.writing.wallet('agentEuro', 'EUR');
    const leg = (of: string, direction: 'CREDIT' | 'DEBIT', amount: string, currency = 'USD') => ({
      account: /^[A-Z]/.test(of) ? { systemAccount: of } : { walletId: of },
      ...{ direction, amount: money(amount, currency) },
    });
    const three = [
      leg(this.#shopper, 'DEBIT', '1.00'),
      ...[leg(this.#merchant, 'CREDIT', '0.60'), leg('FEES', 'CREDIT', '0.40')],
    ];
    await this.writing.do('posting', movements.post, { legs: three });
    const undo = {
      transactionId: await this.writing.do('wrongPosting', movements.post, { legs: three }),
      reason,
    };
    await this.writing.do('postingBack', movements.reverseTransaction, undo, ADMIN);
    await this.writing.do('postingInTwo', movements.post, {
      legs: [
        ...[leg(this.#agent, 'DEBIT', '1.00'), leg('EXCHANGE', 'CREDIT', '1.00')],
        ...[leg('EXCHANGE', 'DEBIT', '0.90', 'EUR'), leg(euros, 'CREDIT', '0.90', 'EUR')],
      ],
    });
    const between = [leg('FEES', 'DEBIT', '0.10'), leg('SALES', 'CREDIT', '0.10')];
    const input = { legs: between, effectiveAt: new Date('2026-01-01T00:00:00Z') };
    const walletless = await this.writing.do('walletless', movements.post, input);
    const back = { transactionId: walletless, reason };
    await this.writing.do('walletlessBack', movements.reverseTransaction, back, ADMIN);
  }
}
