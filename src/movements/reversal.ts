import type { LockedState, Movement, Posting, Refusal, Transaction } from '../ledger/index.js';
import { completed, hasAvailable, mayReceive, walletNotFound } from './rules.js';

export interface ReverseTransactionInput {
  readonly transactionId: string;
  readonly reason: string;
}

/** What can be reversed: what was completed at once and has no way back of its own. */
const REVERSIBLE: readonly Transaction['kind'][] = ['DEPOSIT', 'TRANSFER', 'ADJUSTMENT'];

/**
 * A transaction of its own with the opposite entries, once. The original stays as it was. Whoever
 * received must still have the money; a frozen wallet gives it back too, since an admin decides.
 */
export const reverseTransaction: Movement<ReverseTransactionInput> = {
  name: 'reverseTransaction',
  locks: ({ transactionId }) => ({ transactions: [transactionId], entries: true }),
  decide(input, by, state) {
    const original = state.transaction(input.transactionId);
    if (!original)
      return {
        code: 'TRANSACTION_NOT_FOUND',
        message: 'There is no such transaction. Check its id.',
      };
    const cannot = notReversible(state, original);
    if (cannot) return cannot;
    const postings = state
      .postings(original.id)
      .map((posting) => ({ ...posting, amount: -posting.amount }));
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

function notReversible(state: LockedState, original: Transaction): Refusal | undefined {
  if (!REVERSIBLE.includes(original.kind))
    return {
      code: 'INVALID_TRANSITION',
      message: `A ${original.kind} cannot be reversed; ${REVERSIBLE.join(', ')} can.`,
    };
  if (original.status !== 'COMPLETED')
    return {
      code: 'INVALID_TRANSITION',
      message: `The transaction is ${original.status}; only a COMPLETED one can be reversed.`,
    };
  if (state.reversalOf(original.id))
    return {
      code: 'INVALID_TRANSITION',
      message: 'The transaction has been reversed already, and is only once.',
    };
  return undefined;
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
