import type { Amount } from '../money/index.js';
import { add, takeBack } from './take-back.js';
import type { OwnAccount, TransactionStatus } from './vocabulary.js';

/** The receiver of a split: a wallet, or a system account of the operator's own, by its name. */
export type SplitReceiver = { readonly walletId: string } | { readonly systemAccount: OwnAccount };

/** A part of a transaction's amount that goes to a receiver of its own. Its terms never change. */
export type Split = SplitReceiver & {
  /** Minor units of the transaction's currency, more than zero. */
  readonly amount: Amount;
  /** The client's own word for it, such as "fee". */
  readonly label: string;
};

interface Divided {
  /** Minor units. */
  readonly amount: Amount;
  readonly splits: readonly Split[];
}

/**
 * What the receivers of a transaction have of its amount after parts of it were taken back: those of the splits in their
 * order, and last the one that receives the rest.
 * @param takenBack the amounts that were taken back in turn, what was never captured first. Minor units
 */
export function stillReceived({ amount, splits }: Divided, takenBack: readonly Amount[]): Amount[] {
  const parts = splits.map((split) => split.amount);
  const received = [...parts, amount - add(parts)];
  return takenBack.reduce<Amount[]>((held, back) => {
    const shares = takeBack(held, back);
    return held.map((one, index) => one - (shares[index] ?? 0n));
  }, received);
}

/** What became of a transaction with splits. Amounts in minor units. */
export interface DividedFate extends Divided {
  readonly status: TransactionStatus;
  readonly isReversed: boolean;
  /** The part of a purchase that was captured; null for any other kind, and for a purchase that was not. */
  readonly captured: Amount | null;
  /** The refunds of a purchase, in the order of the book. */
  readonly refunds: readonly Amount[];
}

/** For each split, the part that its receiver gave back or never gets. The rest is what it has, or will have. */
export function takenBackOfSplits(fate: DividedFate): Amount[] {
  const { status, isReversed, amount, captured, refunds, splits } = fate;
  if (status === 'FAILED' || status === 'CANCELLED' || isReversed)
    return splits.map((split) => split.amount);
  const left = stillReceived(fate, captured === null ? refunds : [amount - captured, ...refunds]);
  return splits.map((split, index) => split.amount - (left[index] ?? 0n));
}
