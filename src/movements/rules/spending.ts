import type { LockedState, Posting, Transaction, Wallet } from '../../ledger/index.js';
import type { Amount } from '../../money/index.js';
import { walletPosting } from './records.js';
import type { Phase } from '../../domain/index.js';

/** An amount, split into cash and credit. Minor units. */
export interface CashAndCredit {
  readonly cash: Amount;
  readonly credit: Amount;
}

/** Splits an amount to spend: cash first, then credit. */
export function cashFirst(amount: Amount, of: CashAndCredit): CashAndCredit {
  const cash = amount < of.cash ? amount : of.cash;
  return { cash, credit: amount - cash };
}

export function subtract(a: CashAndCredit, b: CashAndCredit): CashAndCredit {
  return { cash: a.cash - b.cash, credit: a.credit - b.credit };
}

export function sum({ cash, credit }: CashAndCredit): Amount {
  return cash + credit;
}

/** The amounts that a purchase held and captured, from its entries. */
export function partsOf(postings: readonly Posting[]): {
  readonly held: CashAndCredit;
  readonly captured: CashAndCredit;
} {
  const total = (kind: 'HELD' | 'HELD_CREDIT', phase: Phase): Amount =>
    postings
      .filter((posting) => posting.account.kind === kind && posting.phase === phase)
      .reduce((amount, posting) => amount + posting.amount, 0n);
  return {
    held: { cash: total('HELD', 'HOLD'), credit: total('HELD_CREDIT', 'HOLD') },
    captured: { cash: -total('HELD', 'POST'), credit: -total('HELD_CREDIT', 'POST') },
  };
}

/** The amount of a purchase that is still spent: the captured amount without its refunds, which return credit first. */
export function stillSpentOn(state: LockedState, purchase: Transaction): CashAndCredit {
  const { captured } = partsOf(state.postings(purchase.id));
  const refunded = refundsOf(state, purchase).reduce((amount, one) => amount + one, 0n);
  return cashFirst(sum(captured) - refunded, captured);
}

/** The amounts of a purchase's refunds, in the order of the book. */
export function refundsOf(state: LockedState, { id }: Transaction): Amount[] {
  return state
    .followersOf(id)
    .filter(({ kind }) => kind === 'REFUND')
    .map(({ amount }) => amount);
}

/**
 * Postings that return money to a wallet. Credit returns as credit as far as it is still owed. The owner has repaid the
 * rest meanwhile, so it returns as the cash that repaid it.
 */
export function creditBack(
  state: LockedState,
  wallet: Wallet,
  phase: Phase,
  back: CashAndCredit,
): Posting[] {
  const { owed, spendable, available } = state.balance(wallet);
  // Never negative, because no rule leaves more unspent credit than debt.
  const room = owed - (spendable - available);
  const credit = back.credit < room ? back.credit : room;
  return [
    walletPosting(wallet, 'CREDIT', phase, credit),
    walletPosting(wallet, 'CASH', phase, back.cash + back.credit - credit),
  ].filter(isNonZero);
}

/** Whether a posting moves anything. PostgreSQL refuses an entry of zero. */
export function isNonZero({ amount }: Posting): boolean {
  return amount !== 0n;
}
