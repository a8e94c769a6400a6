import { completedBy, WITH_CASH, type KindDefinition } from '../definition.js';
import type { LockedState, Movement, Posting, Transaction } from '../../ledger/index.js';
import { refuseIfAvailableShort } from '../rules/amounts.js';
import { completedTransaction } from '../rules/records.js';
import { isNonZero } from '../rules/spending.js';
import { invalidTransition, isReversed, transactionNotFound } from '../rules/transition.js';
import { refuseIfClosed, walletNotFound } from '../rules/wallets.js';
import { KINDS, type Refusal } from '../../domain/index.js';

export interface ReverseTransactionInput {
  readonly transactionId: string;
  readonly reason: string;
}

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
    const cannot = refuseUnlessReversible(state, original);
    if (cannot) return cannot;
    const postings = opposite(state.postings(original.id));
    const impossible = refuseIfNotReturnable(state, postings);
    if (impossible) return impossible;
    const transaction = completedTransaction(state, by, {
      kind: 'REVERSAL',
      amount: original.amount,
      currency: original.currency,
      walletId: original.walletId,
      counterWalletId: original.counterWalletId,
      originalId: original.id,
      statusReason: input.reason,
    });
    return { transaction, postings };
  },
};

function refuseUnlessReversible(
  state: LockedState,
  { id, kind, status }: Transaction,
): Refusal | undefined {
  const instead = KINDS[kind].insteadOfReversal;
  if (instead) return invalidTransition(`A ${kind} cannot be reversed. ${instead}.`);
  if (status !== 'COMPLETED')
    return invalidTransition(
      `The ${kind} is ${status}. Only a COMPLETED transaction can be reversed.`,
    );
  if (isReversed(state, id)) return invalidTransition(`The ${kind} has already been reversed.`);
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
  return [...byAccount.values()].filter(isNonZero);
}

function refuseIfNotReturnable(
  state: LockedState,
  postings: readonly Posting[],
): Refusal | undefined {
  for (const { account, amount } of postings) {
    if (account.walletId === null) continue;
    const wallet = state.wallet(account.walletId);
    if (!wallet) return walletNotFound();
    const cannot =
      refuseIfClosed(wallet) ??
      (amount < 0n ? refuseIfAvailableShort(state, wallet, -amount) : undefined);
    if (cannot) return cannot;
  }
  return undefined;
}

export const reversalKind = {
  kind: 'REVERSAL',
  mutations: { transaction: { reverseTransaction } },
  docs: {
    title: 'Reversal',
    about:
      'What undoes a completed transaction, once: the opposite of what that came to on each account, by a transaction of its own, and the original stays as it is. Whoever received must still have the money. Here a deposit is reversed; the other kinds say themselves what reversing them does.',
    wallets: WITH_CASH,
    ...completedBy('deposit', 'reverseTransaction'),
  },
} as const satisfies KindDefinition<'REVERSAL'>;
