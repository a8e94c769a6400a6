import type { Amount } from '../money/index.js';
import type { WalletAccount } from './vocabulary.js';

/** Where an account's chain stands. An account without entries stands at seq 0 and balance 0. */
export interface ChainHead {
  readonly seq: number;
  readonly balance: Amount;
}

/** Minor units throughout. What each figure means stands in the SDL, type `Balance`. */
export interface Figures {
  readonly available: Amount;
  readonly spendable: Amount;
  readonly held: Amount;
  readonly cash: Amount;
  readonly credit: Amount;
  readonly total: Amount;
  /** What is owed for drawn credit: of a balance not below zero. Shown with the credit line. */
  readonly owed: Amount;
}

/** A wallet's figures at one moment. */
export interface Balance extends Figures {
  readonly currency: string;
  readonly version: number;
}

/** An amount for each of a wallet's accounts; one that is left out is zero. */
type AccountAmounts = Readonly<Partial<Record<WalletAccount, Amount | undefined>>>;

/**
 * The one place that says which accounts each figure is made of. Each is a sum, so from the accounts'
 * balances follow the figures, and from changes of the accounts the changes of the figures.
 */
export function figuresOf(amounts: AccountAmounts): Figures {
  const { CASH = 0n, HELD = 0n, CREDIT = 0n, HELD_CREDIT = 0n, OWED = 0n } = amounts;
  const cash = CASH + HELD;
  const credit = CREDIT + HELD_CREDIT;
  return {
    available: CASH,
    spendable: CASH + CREDIT,
    held: HELD + HELD_CREDIT,
    cash,
    credit,
    total: cash + credit,
    owed: -OWED,
  };
}

/**
 * The one place that turns chain heads into a balance: for queries, pushes, payloads and the checks
 * that refuse a withdrawal alike. `version` is the number of entries behind the figures, so it grows
 * with each change and never falls.
 */
export function balanceOf(
  currency: string,
  heads: Partial<Record<WalletAccount, ChainHead>>,
): Balance {
  const { CASH, HELD, CREDIT, HELD_CREDIT, OWED } = heads;
  return {
    currency,
    ...figuresOf({
      CASH: CASH?.balance,
      HELD: HELD?.balance,
      CREDIT: CREDIT?.balance,
      HELD_CREDIT: HELD_CREDIT?.balance,
      OWED: OWED?.balance,
    }),
    version: Object.values(heads).reduce((sum, head) => sum + head.seq, 0),
  };
}
