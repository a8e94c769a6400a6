import type { Amount } from '../money/index.js';
import type { WalletAccount } from './vocabulary.js';

/** The newest entry of an account's chain. An account without entries has seq 0 and balance 0. */
export interface ChainHead {
  readonly seq: number;
  readonly balance: Amount;
}

/** The figures of a balance, in minor units. The SDL's type `Balance` describes each. */
export interface Figures {
  readonly available: Amount;
  readonly spendable: Amount;
  readonly held: Amount;
  readonly cash: Amount;
  readonly credit: Amount;
  readonly total: Amount;
  /** The debt for drawn credit; never below zero in a balance. Shown with the credit line. */
  readonly owed: Amount;
}

/** A wallet's figures at one time. */
export interface Balance extends Figures {
  readonly currency: string;
  readonly version: number;
}

/** An amount for each of a wallet's accounts. A missing account counts as zero. */
type AccountAmounts = Readonly<Partial<Record<WalletAccount, Amount | undefined>>>;

/**
 * Derives the figures from the accounts. This is the only definition of each figure. Every figure is a sum, so the
 * accounts' balances give the figures, and changes of the accounts give changes of the figures.
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
 * Turns chain heads into a balance. Queries, pushes, payloads and the rules that refuse a withdrawal all use it.
 * `version` is the number of entries behind the figures, so it grows with each change and never falls.
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
