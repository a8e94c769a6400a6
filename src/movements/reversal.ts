import type { LockedState, Movement, Posting, Transaction } from '../ledger/index.js';
import { hasAvailable } from './rules/amounts.js';
import { completed } from './rules/records.js';
import { moves } from './rules/spending.js';
import { invalid, isReversed, transactionNotFound } from './rules/transition.js';
import { mayReceive, walletNotFound } from './rules/wallets.js';
import type { Refusal } from '../domain/index.js';

export interface ReverseTransactionInput {
  readonly transactionId: string;
  readonly reason: string;
}

/** How a kind that is not reversed is put right instead; undefined: it is reversed. */
const INSTEAD: Readonly<Record<Transaction['kind'], string | undefined>> = {
  DEPOSIT: undefined,
  WITHDRAWAL: undefined,
  TRANSFER: undefined,
  EXCHANGE: undefined,
  BONUS: undefined,
  COMMISSION: undefined,
  EARNING: undefined,
  ADJUSTMENT: undefined,
  PURCHASE: 'failPurchase or refundPurchase gives it back',
  REFUND: 'a new purchase or an adjustment takes the money again',
  CREDIT_DRAW: 'repayCredit pays it back',
  CREDIT_REPAYMENT: 'drawCredit draws it again',
  REVERSAL: 'what it took back is done again by a new transaction',
};

/**
 * A transaction of its own that undoes what the original came to on each account, once. The original
 * stays as it was. Whoever received must still have the money; a frozen wallet gives it back too, since
 * an admin decides.
 */
export const reverseTransaction: Movement<ReverseTransactionInput> = {
  name: 'reverseTransaction',
  locks: ({ transactionId }) => ({ transactions: [transactionId], entries: true }),
  decide(input, by, state) {
    const original = state.transaction(input.transactionId);
    if (!original) return transactionNotFound();
    const cannot = notReversible(state, original);
    if (cannot) return cannot;
    const postings = opposite(state.postings(original.id));
    const impossible = cannotGiveBack(state, postings);
    if (impossible) return impossible;
    const transaction = completed(state, by, {
      kind: 'REVERSAL',
      amount: original.amount,
      currency: original.currency,
      walletId: original.walletId,
      counterWalletId: original.counterWalletId,
      originalId: original.id,
      statusReason: input.reason,
    });
    return { transaction, postings, answer: { transactionId: transaction.id } };
  },
};

function notReversible(state: LockedState, { id, kind, status }: Transaction): Refusal | undefined {
  const instead = INSTEAD[kind];
  if (instead) return invalid(`A ${kind} cannot be reversed: ${instead}.`);
  if (status !== 'COMPLETED')
    return invalid(`The ${kind} is ${status}; only a COMPLETED one can be reversed.`);
  if (isReversed(state, id))
    return invalid(`The ${kind} has been reversed already, and is only once.`);
  return undefined;
}

/** The opposite of what the postings come to on each account; what was held and is not any more is nothing. */
function opposite(postings: readonly Posting[]): Posting[] {
  const byAccount = new Map<string, Posting>();
  for (const { account, amount } of postings) {
    const name = `${account.walletId ?? ''} ${account.kind} ${account.currency}`;
    const before = byAccount.get(name)?.amount ?? 0n;
    byAccount.set(name, { account, phase: 'POST', amount: before - amount });
  }
  return [...byAccount.values()].filter(moves);
}

function cannotGiveBack(state: LockedState, postings: readonly Posting[]): Refusal | undefined {
  for (const { account, amount } of postings) {
    if (account.walletId === null) continue;
    const wallet = state.wallet(account.walletId);
    if (!wallet) return walletNotFound();
    const cannot =
      mayReceive(wallet) ?? (amount < 0n ? hasAvailable(state, wallet, -amount) : undefined);
    if (cannot) return cannot;
  }
  return undefined;
}
