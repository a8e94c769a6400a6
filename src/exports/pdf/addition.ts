import { formatAmount, type Amount } from '../../money/index.js';
import type { Statement, StatementLine } from '../statement/statement.js';

interface Sums {
  count: number;
  moneyIn: Amount;
  moneyOut: Amount;
}

/**
 * Adds the lines of a statement up while it is written. A statement that does not add up is not finished: one that is cut off
 * is better than a wrong one.
 */
export class Addition {
  readonly #statement: Statement;
  readonly #sums = new Map<string, Sums>();
  #balance: Amount;

  constructor(statement: Statement) {
    this.#statement = statement;
    this.#balance = statement.opening.total;
  }

  /** @throws {Error} if the line's balance is not the one before it and the line's amount */
  add(line: StatementLine): void {
    this.#balance += line.amount;
    if (this.#balance !== line.balance)
      throw this.#error(
        `the balance after ${line.transactionId} is ${this.#text(line.balance)}, and the lines up to it add up to ${this.#text(this.#balance)}`,
      );
    const sums = this.#sums.get(line.kind) ?? { count: 0, moneyIn: 0n, moneyOut: 0n };
    sums.count++;
    if (line.amount > 0n) sums.moneyIn += line.amount;
    else sums.moneyOut += line.amount;
    this.#sums.set(line.kind, sums);
  }

  /** @throws {Error} if the lines do not lead to the closing balance, or are not those of the totals */
  end(): void {
    const { closing, totals } = this.#statement;
    if (this.#balance !== closing.total)
      throw this.#error(
        `the closing balance is ${this.#text(closing.total)}, and the lines add up to ${this.#text(this.#balance)}`,
      );
    const kinds = new Set([...totals.map(({ kind }) => kind), ...this.#sums.keys()]);
    for (const kind of kinds) {
      const total = totals.find((one) => one.kind === kind);
      const sums = this.#sums.get(kind);
      const isSame =
        total?.count === sums?.count &&
        total?.moneyIn === sums?.moneyIn &&
        total?.moneyOut === sums?.moneyOut;
      if (!isSame) throw this.#error(`its lines of ${kind} are not those of its totals`);
    }
  }

  #text(amount: Amount): string {
    const { digits, currency } = this.#statement.wallet;
    return `${formatAmount(amount, digits)} ${currency}`;
  }

  #error(what: string): Error {
    return new Error(`the statement of ${this.#statement.wallet.id} does not add up: ${what}`);
  }
}
