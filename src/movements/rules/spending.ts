import type { LockedState, Posting, Transaction, Wallet } from '../../ledger/index.js';
import type { Amount } from '../../money/index.js';
import { walletPosting } from './records.js';
import type { Phase } from '../../domain/index.js';

/** An amount as the two things that it is made of, in minor units. */
export interface CashAndCredit {
  readonly cash: Amount;
  readonly credit: Amount;
}

/** How much of each is used where an amount is to be spent: cash first, then credit. */
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

/** What a purchase has held, and what of that was captured, as its entries say. */
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

/** What of a purchase stays spent: what was captured less its refunds, which give back credit first. */
export function stillSpentOn(state: LockedState, purchase: Transaction): CashAndCredit {
  const { captured } = partsOf(state.postings(purchase.id));
  const refunded = state
    .followersOf(purchase.id)
    .filter(({ kind }) => kind === 'REFUND')
    .reduce((amount, { amount: one }) => amount + one, 0n);
  return cashFirst(sum(captured) - refunded, captured);
}

/**
 * Entries that bring money back into a wallet. Credit comes back as credit as far as it is still owed;
 * what is beyond that has been paid for meanwhile, and comes back as the cash that it was paid with.
 */
export function creditBack(
  state: LockedState,
  wallet: Wallet,
  phase: Phase,
  back: CashAndCredit,
): Posting[] {
  const { owed, spendable, available } = state.balance(wallet);
  // Not below zero: no rule leaves more credit unspent than is owed.
  const room = owed - (spendable - available);
  const credit = back.credit < room ? back.credit : room;
  return [
    walletPosting(wallet, 'CREDIT', phase, credit),
    walletPosting(wallet, 'CASH', phase, back.cash + back.credit - credit),
  ].filter(isNonZero);
}

/** The database refuses an entry of nothing. */
export function isNonZero({ amount }: Posting): boolean {
  return amount !== 0n;
}
