import { randomUUID } from 'node:crypto';
import {
  amountText,
  DIGITS,
  type Dividing,
  type Leg,
  minorUnits,
  type ModelState,
  type ModelWallet,
  type MoneyText,
  type Receiver,
} from './commands-and-state.js';
import { total } from '../support/largest-remainder.js';
import type { Step, StepLeg, StepSplit } from './runs.js';

/** The names that a sequence uses. A system account may not exist. */
export interface Names {
  owner(choice: number): string;
  account(choice: number): string;
}

/** System accounts that come with the book, for postings. */
const BUILT_IN = ['EXTERNAL', 'ADJUSTMENTS', 'SALES'];

/** An amount that is about half the time near the reference. */
export function chooseMoney(
  { amount, currency }: Pick<Step, 'amount' | 'currency'>,
  own = 'USD',
  reference = 0n,
): MoneyText {
  const of = currency === 'its own' ? own : currency;
  const near = (reference * amount.quarters) / 4n + amount.off;
  const fits = amount.near && of in DIGITS && (amount.off === 0n ? near > 0n : near >= 0n);
  return { amount: fits ? amountText(near, of) : amount.text, currency: of };
}

/** Chooses the splits of an amount and the legs of a posting. */
export class PartsChooser {
  constructor(
    private readonly state: ModelState,
    private readonly names: Names,
  ) {}

  /** The splits of an amount; nothing if the step has none. @param own the ids of the transaction's own wallets */
  splits(one: Step, { amount, currency }: MoneyText, own: readonly string[]): Dividing {
    if (one.splits.length === 0) return {};
    const minor = minorUnits(amount, currency);
    const parts = one.splits.map(({ hundredths }) => (minor * hundredths) / 100n || 1n);
    const left = minor - total(parts.slice(0, -1));
    if (one.together === 'all' && left > 0n) parts.splice(-1, 1, left);
    if (one.together === 'too much') parts.splice(-1, 1, left > 0n ? left + 1n : 1n);
    const splits = one.splits.map((split, index) => ({
      to: this.#receiver(split, currency, own),
      amount: amountText(parts[index]!, currency),
      // Rarely another currency, which only the amount shows.
      currency: split.wild && split.to % 4 === 0 ? 'JPY' : currency,
      label: `part ${index % 3}`,
    }));
    return { splits };
  }

  #receiver(
    { to, toAccount, wild }: StepSplit,
    currency: string,
    own: readonly string[],
  ): Receiver {
    const accounts = [...this.state.accounts];
    if (wild && to % 3 === 0) return { systemAccount: this.names.account(to / 3) };
    const wallets = [...this.state.wallets.values()].filter(
      (wallet) => wild || (wallet.currency === currency && !own.includes(wallet.id)),
    );
    const wallet = wallets[to % Math.max(1, wallets.length)];
    const account = accounts[to % Math.max(1, accounts.length)];
    if (account !== undefined && (toAccount || !wallet)) return { systemAccount: account };
    return { walletId: wallet && to !== 23 ? wallet.id : randomUUID() };
  }

  /** Legs on accounts that differ, mostly in one currency and balanced. */
  legs(one: Step, first: ModelWallet | undefined): Leg[] {
    const legs = new Map<string, Leg>();
    const currency = first?.currency ?? 'USD';
    for (const [index, leg] of one.legs.entries()) {
      const chosen = this.#leg(leg, currency, index === 0 ? first : undefined, one.currency);
      const name = nameOf(chosen);
      if (!legs.has(name)) legs.set(name, chosen);
    }
    if (one.balanced)
      for (const of of new Set([...legs.values()].map((leg) => leg.currency)))
        this.#balance(legs, of);
    return [...legs.values()];
  }

  #leg(
    { on, onAccount, direction, amount, wild }: StepLeg,
    currency: string,
    first: ModelWallet | undefined,
    sent: Step['currency'],
  ): Leg {
    const chosen = wild ? sent : 'its own';
    if (onAccount && !first) {
      const names = [...this.state.accounts, ...BUILT_IN];
      const systemAccount = wild ? this.names.account(on) : names[on % names.length]!;
      const money = chooseMoney({ amount, currency: chosen }, currency);
      return { account: { systemAccount }, direction, ...money };
    }
    const wallets = [...this.state.wallets.values()].filter(
      (wallet) => wild || wallet.currency === currency,
    );
    const wallet = first ?? wallets[on % Math.max(1, wallets.length)];
    const near = direction === 'DEBIT' ? wallet?.cash : undefined;
    const money = chooseMoney({ amount, currency: chosen }, wallet?.currency, near);
    return { account: { walletId: wallet?.id ?? randomUUID() }, direction, ...money };
  }

  /** Adds what is missing to zero, on a system account that has no leg. */
  #balance(legs: Map<string, Leg>, currency: string): void {
    if (!(currency in DIGITS)) return;
    const excess = total(
      [...legs.values()]
        .filter((leg) => leg.currency === currency)
        .map(({ amount, direction }) =>
          direction === 'CREDIT' ? minorUnits(amount, currency) : -minorUnits(amount, currency),
        ),
    );
    const systemAccount = [...this.state.accounts, ...BUILT_IN].find(
      (name) => !legs.has(`${name} ${currency}`),
    );
    if (excess === 0n || systemAccount === undefined) return;
    const amount = amountText(excess < 0n ? -excess : excess, currency);
    const direction = excess < 0n ? 'CREDIT' : 'DEBIT';
    const leg: Leg = { account: { systemAccount }, direction, amount, currency };
    legs.set(nameOf(leg), leg);
  }
}

/** The account of a leg, of which a posting has one. */
function nameOf({ account, currency }: Leg): string {
  return 'walletId' in account ? account.walletId : `${account.systemAccount} ${currency}`;
}
