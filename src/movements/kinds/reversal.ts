import { completedBy, WITH_CASH, type KindDefinition } from '../definition.js';
import { movement } from '../movement.js';
import type { LockedState, Posting, Transaction } from '../../ledger/index.js';
import { refuseIfAvailableShort } from '../rules/amounts.js';
import { completedTransaction } from '../rules/records.js';
import { isNonZero } from '../rules/spending.js';
import {
  invalidTransitionRefusal,
  isReversed,
  transactionNotFoundRefusal,
  withArticle,
} from '../rules/transition.js';
import { refuseIfClosed, walletNotFoundRefusal } from '../rules/wallets.js';
import { KINDS, type Refusal } from '../../domain/index.js';

export interface ReverseTransactionInput {
  readonly transactionId: string;
  readonly reason: string;
}

/**
 * Undoes a transaction, once, with a transaction of its own that posts the opposite total to each account. The original
 * stays as it is. The receiver must still have the money. A frozen wallet pays it back too, because an admin decides.
 */
export const reverseTransaction = movement<ReverseTransactionInput>({
  name: 'reverseTransaction',
  act: 'staff',
  locks: ({ transactionId }) => ({ transactions: [transactionId], entries: true }),
  decide(input, by, state) {
    const original = state.transaction(input.transactionId);
    if (!original) return transactionNotFoundRefusal();
    const refusal = refuseUnlessReversible(state, original);
    if (refusal) return refusal;
    const postings = opposite(state.postings(original.id));
    const notReturnable = refuseIfNotReturnable(state, postings);
    if (notReturnable) return notReturnable;
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
});

function refuseUnlessReversible(
  state: LockedState,
  { id, kind, status }: Transaction,
): Refusal | undefined {
  const instead = KINDS[kind].insteadOfReversal;
  if (instead)
    return invalidTransitionRefusal(`${withArticle(kind, 'A')} cannot be reversed. ${instead}.`);
  if (status !== 'COMPLETED')
    return invalidTransitionRefusal(
      `The ${kind} is ${status}. Only a COMPLETED transaction can be reversed.`,
    );
  if (isReversed(state, id))
    return invalidTransitionRefusal(`The ${kind} has already been reversed.`);
  return undefined;
}

/** The opposite of the postings' total on each account. A hold that was captured has the total zero on HELD. */
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
    if (!wallet) return walletNotFoundRefusal();
    const refusal =
      refuseIfClosed(wallet) ??
      (amount < 0n ? refuseIfAvailableShort(state, wallet, -amount) : undefined);
    if (refusal) return refusal;
  }
  return undefined;
}

export const reversalKind = {
  kind: 'REVERSAL',
  mutations: { transaction: { reverseTransaction } },
  docs: {
    title: 'Reversal',
    about:
      'Undoes a completed transaction, once, with a transaction of its own that posts the opposite total to each account. The original stays as it is. The receiver must still have the money. The example reverses a deposit; the section of each kind shows how that kind is reversed.',
    wallets: WITH_CASH,
    ...completedBy('deposit', 'reverseTransaction'),
  },
} as const satisfies KindDefinition<'REVERSAL'>;
