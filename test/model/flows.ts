import type { Kind, ModelState, ModelWallet } from './commands-and-state.js';

/** The system account that a kind moves money to and from. The others stay within wallets and own accounts. */
const COUNTERPARTS: Partial<Record<Kind, string>> = {
  DEPOSIT: 'EXTERNAL',
  WITHDRAWAL: 'EXTERNAL',
  PURCHASE: 'SALES',
  REFUND: 'SALES',
  EXCHANGE: 'EXCHANGE',
  BONUS: 'BONUSES',
  COMMISSION: 'COMMISSIONS',
  EARNING: 'EARNINGS',
  ADJUSTMENT: 'ADJUSTMENTS',
};

/** What each command moved, by the figures of the model before and after it. */
export class Flows {
  /** The changes of system accounts, by name and currency. */
  readonly system = new Map<string, bigint>();
  #worth = new Map<string, bigint>();

  constructor(private readonly state: ModelState) {
    this.#read();
  }

  /**
   * Learns what the last command moved.
   * @param transactionId the transaction that it made or decided
   * @param reversedId the transaction that it took back, if it is a reversal
   */
  learn(transactionId: string, reversedId: string | undefined): void {
    const worth = this.#worth;
    this.#read();
    const made = this.state.transactions.get(transactionId);
    const kind = made?.kind === 'REVERSAL' ? this.#kindOf(reversedId) : made?.kind;
    for (const [currency, sum] of this.#worth) {
      const change = sum - (worth.get(currency) ?? 0n);
      if (change === 0n) continue;
      const account = kind && COUNTERPARTS[kind];
      if (account === undefined)
        throw new Error(`the model makes ${change} ${currency} of nothing`);
      add(this.system, `${account} ${currency}`, -change);
    }
  }

  /** What system accounts have changed by in all, those of postings and the operator's own included. */
  get all(): ReadonlyMap<string, bigint> {
    const all = new Map(this.system);
    for (const [name, change] of this.state.system) add(all, name, change);
    return all;
  }

  #kindOf(id: string | undefined): Kind | undefined {
    return this.state.transactions.get(id ?? '')?.kind;
  }

  /** What everything but the counterparts is worth together in each currency. */
  #read(): void {
    this.#worth = new Map();
    for (const wallet of this.state.wallets.values()) {
      add(this.#worth, wallet.currency, totalOf(wallet) - wallet.owed, 'keep zero');
    }
    for (const [name, balance] of this.state.system)
      add(this.#worth, name.split(' ')[1] ?? '', balance, 'keep zero');
  }
}

function totalOf({ cash, held, credit, heldCredit }: ModelWallet): bigint {
  return cash + held + credit + heldCredit;
}

/** Adds to a sum of a map. A sum of zero leaves it. */
export function add(
  sums: Map<string, bigint>,
  name: string,
  amount: bigint,
  zero: 'drop zero' | 'keep zero' = 'drop zero',
): void {
  const sum = (sums.get(name) ?? 0n) + amount;
  if (sum === 0n && zero === 'drop zero') sums.delete(name);
  else sums.set(name, sum);
}
