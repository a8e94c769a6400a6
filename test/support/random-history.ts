import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { Viewer } from '../../src/domain/viewer.js';
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
import type { TestGateway } from './book.js';
import { ADMIN, money, reason, SERVICE } from './inputs.js';

/** Movements of every kind in a random order that a seed decides. Refused ones have no effect. */
export class RandomHistory {
  /** A wallet in USD, a friend's in USD, and one in EUR of the first owner. */
  readonly wallets: readonly string[];
  /** The number of times that each movement succeeded. */
  readonly done = new Map<string, number>();
  /** The transactions, with the movement that made or changed each. */
  readonly #made: { by: string; transactionId: string }[] = [];
  #state: number;
  readonly #things: readonly (() => Promise<void>)[] = [
    () => this.#send(deposit, this.#some()),
    () => this.#send(initiateDeposit, this.#some()),
    () => this.#send(confirmDeposit, this.#late('initiateDeposit')),
    () => this.#send(failDeposit, this.#late('deposit', 'initiateDeposit', 'confirmDeposit')),
    () => this.#send(requestWithdrawal, this.#some()),
    () => this.#send(approveWithdrawal, this.#late('requestWithdrawal'), ADMIN),
    () => this.#send(rejectWithdrawal, this.#late('requestWithdrawal'), ADMIN),
    () => this.#send(cancelWithdrawal, this.#late('requestWithdrawal')),
    () => this.#send(purchase, this.#some()),
    () => this.#send(purchase, this.#some()),
    () => this.#send(completePurchase, this.#late('purchase')),
    () => this.#send(completePurchase, { ...this.#late('purchase'), amount: this.#some().amount }),
    () => this.#send(failPurchase, this.#late('purchase', 'completePurchase')),
    () =>
      this.#send(refundPurchase, {
        ...this.#late('completePurchase'),
        amount: this.#some().amount,
      }),
    () => this.#send(drawCredit, this.#some()),
    () => this.#send(repayCredit, this.#some()),
    () => this.#send(transfer, this.#transfer()),
    () =>
      this.#send(transferMany, {
        inputs: Array.from({ length: 2 + this.random(4) }, () => this.#transfer()),
        atomic: this.random(2) === 0,
      }),
    () => this.#exchange(),
    () => this.#send(claimDailyBonus, { walletId: this.#pick(this.wallets) }),
    () =>
      this.#send(payReferralCommission, {
        walletId: this.#pick(this.wallets),
        sourceTransactionId: this.#late().transactionId,
        rateBps: 1_500,
      }),
    () => this.#send(distributeEarnings, { lines: [this.#some(), this.#some(), this.#some()] }),
    () =>
      this.#send(
        adjustBalance,
        { ...this.#some(), direction: this.random(2) ? 'CREDIT' : 'DEBIT', reason },
        ADMIN,
      ),
    () => this.#send(reverseTransaction, this.#late(), ADMIN),
  ];

  private constructor(
    private readonly gateway: TestGateway,
    wallets: readonly string[],
    seed: number,
  ) {
    this.wallets = wallets;
    this.#state = seed;
  }

  static async begin(gateway: TestGateway, seed: number): Promise<RandomHistory> {
    const owner = `owner ${randomUUID()}`;
    const ours = await gateway.wallet(owner, 'USD', '40.00');
    const others = await gateway.wallet(`friend of ${owner}`, 'USD', '40.00');
    const euros = await gateway.wallet(owner, 'EUR', '40.00');
    const mixture = new RandomHistory(gateway, [ours, others, euros], seed);
    for (const walletId of mixture.wallets) {
      const limit = money('50', mixture.#currencyOf(walletId));
      await mixture.#send(setCreditLine, { walletId, approved: true, limit });
    }
    return mixture;
  }

  /** A whole number from 0, less than `below`. */
  random(below: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * below);
  }

  /** Sends one movement, or sometimes several at once, which share a commit. */
  async step(): Promise<void> {
    const several = this.random(4) === 0 ? 2 + this.random(8) : 1;
    await Promise.all(Array.from({ length: several }, () => this.#one()));
  }

  #one(): Promise<void> {
    return this.#things[this.random(this.#things.length)]?.() ?? Promise.resolve();
  }

  /** A transfer between the two wallets in USD. */
  #transfer() {
    const [one = '', other = ''] = this.wallets;
    const [fromWalletId, toWalletId] = this.random(2) ? [one, other] : [other, one];
    return { fromWalletId, toWalletId, amount: this.#amount(fromWalletId) };
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
      SERVICE,
      randomUUID(),
    );
    if ('done' in quote.outcome)
      await this.#send(exchange, { quoteId: quote.outcome.done.quoteId ?? '' });
  }

  async #send<I>(movement: Movement<I>, input: I, by: Viewer = SERVICE): Promise<void> {
    const { outcome } = await this.gateway.book.ledger.submit(movement, input, by, randomUUID());
    if ('refused' in outcome) return;
    const made = 'many' in outcome ? outcome.many.done : [outcome.done];
    const { name } = movement;
    if (made.length > 0) this.done.set(name, (this.done.get(name) ?? 0) + 1);
    for (const { transactionId } of made)
      if (transactionId) this.#made.push({ by: name, transactionId });
  }

  /** A random amount for one of the wallets. */
  #some() {
    const walletId = this.#pick(this.wallets);
    return { walletId, amount: this.#amount(walletId) };
  }

  #amount(walletId: string) {
    return money(`${this.random(12)}.${10 + this.random(90)}`, this.#currencyOf(walletId));
  }

  #currencyOf(walletId: string): string {
    return walletId === this.wallets[2] ? 'EUR' : 'USD';
  }

  /** A recent transaction whose last movement was one of these, so that the next often succeeds. */
  #late(...by: string[]) {
    const last = new Map(this.#made.map((one) => [one.transactionId, one.by]));
    const fitting = [...last].filter(([, doer]) => by.length === 0 || by.includes(doer));
    const transactionId = this.#pick(fitting.slice(-6).map(([id]) => id)) || randomUUID();
    return { transactionId, reason };
  }

  #pick(from: readonly string[]): string {
    return from[this.random(from.length)] ?? '';
  }
}

/** An entry of a wallet as a row. Minor units, milliseconds. */
export interface EntryRow {
  readonly account: string;
  readonly seq: number;
  readonly transactionId: string;
  readonly kind: string;
  /** The present status of the transaction. */
  readonly status: string;
  readonly phase: string;
  readonly amount: bigint;
  readonly at: number;
}

/** All entries of a wallet by a plain SELECT, in the order of each account. */
export async function entriesOf(owner: Client, walletId: string): Promise<EntryRow[]> {
  const { rows } = await owner.query<Record<string, string> & { created_at: Date }>(
    `SELECT e.account_kind, e.seq, e.transaction_id, t.kind, t.status, e.phase, e.amount, e.created_at
       FROM entry e JOIN account a ON a.id = e.account_id JOIN transaction t ON t.id = e.transaction_id
      WHERE a.wallet_id = $1 ORDER BY e.account_kind, e.seq`,
    [walletId],
  );
  return rows.map((row) => ({
    account: row['account_kind'] ?? '',
    seq: Number(row['seq']),
    transactionId: row['transaction_id'] ?? '',
    kind: row['kind'] ?? '',
    status: row['status'] ?? '',
    phase: row['phase'] ?? '',
    amount: BigInt(row['amount'] ?? ''),
    at: row.created_at.getTime(),
  }));
}

/** The figures that follow from amounts on accounts: a second statement of what a balance is. */
export function figuresOf(entries: readonly Pick<EntryRow, 'account' | 'amount'>[]) {
  const on = (...accounts: string[]): bigint =>
    entries
      .filter((entry) => accounts.includes(entry.account))
      .reduce((sum, entry) => sum + entry.amount, 0n);
  return {
    available: on('CASH'),
    spendable: on('CASH', 'CREDIT'),
    held: on('HELD', 'HELD_CREDIT'),
    cash: on('CASH', 'HELD'),
    credit: on('CREDIT', 'HELD_CREDIT'),
    total: on('CASH', 'HELD', 'CREDIT', 'HELD_CREDIT'),
    owed: -on('OWED'),
  };
}

/** The items by name. */
export function groupBy<T>(items: readonly T[], name: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(name(item), [...(groups.get(name(item)) ?? []), item]);
  return groups;
}
