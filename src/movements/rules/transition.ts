import { mayUseWallet } from '../../auth/index.js';
import type { Viewer } from '../../domain/index.js';
import {
  type LockedState,
  type Movement,
  type Posting,
  type Transaction,
  type Wallet,
} from '../../ledger/index.js';
import { walletNotFound } from './wallets.js';
import {
  isRefusal,
  type Refusal,
  type SystemAccount,
  type TransactionStatus,
} from '../../domain/index.js';

/** A transaction that is there, with the wallet that it is about. */
export interface FoundTransaction {
  readonly transaction: Transaction;
  readonly wallet: Wallet;
}

/** What a step's rule looks at. */
export interface Step<I> extends FoundTransaction {
  readonly input: I;
  readonly by: Viewer;
  readonly state: LockedState;
}

/** How transactions of one kind are moved on. */
export interface Transition<I> {
  readonly name: string;
  readonly kind: Transaction['kind'];
  readonly from: readonly TransactionStatus[];
  readonly to: TransactionStatus;
  /** Whether only whoever may use the wallet may do it; to others the transaction is not there. */
  readonly own?: boolean;
  readonly systemAccounts?: readonly SystemAccount[];
  /** The entries that follow, where nothing forbids it. */
  readonly postings: (step: Step<I>) => readonly Posting[] | Refusal;
}

interface StepInput {
  readonly transactionId: string;
  readonly reason?: string | undefined;
}

/** A movement that gives a transaction its next status, decided under the lock of it and its wallet. */
export function transition<I extends StepInput>(of: Transition<I>): Movement<I> {
  return {
    name: of.name,
    locks: ({ transactionId }) => ({
      transactions: [transactionId],
      entries: true,
      systemAccounts: of.systemAccounts ?? [],
    }),
    decide(input, by, state) {
      const found = findTransaction(state, input.transactionId);
      if (isRefusal(found)) return found;
      if (of.own && !mayUseWallet(by, found.wallet)) return transactionNotFound();
      const cannot = refuseUnlessKind(found.transaction, of);
      if (cannot) return cannot;
      const postings = of.postings({ ...found, input, by, state });
      if (isRefusal(postings)) return postings;
      const { id } = found.transaction;
      return {
        transactionChange: { id, status: of.to, reason: input.reason ?? null },
        postings,
      };
    },
  };
}

/** The transaction and its wallet, whoever's it is. */
export function findTransaction(state: LockedState, id: string): FoundTransaction | Refusal {
  const transaction = state.transaction(id);
  if (!transaction) return transactionNotFound();
  const wallet = state.wallet(transaction.walletId);
  return wallet ? { transaction, wallet } : walletNotFound();
}

/** Whether the transaction is of the kind, and in one of the statuses, that may move on. */
export function refuseUnlessKind(
  { kind, status }: Transaction,
  of: Pick<Transition<never>, 'name' | 'kind' | 'from'>,
): Refusal | undefined {
  if (kind !== of.kind)
    return invalidTransition(
      `This transaction is a ${kind}. ${of.name} applies only to a ${of.kind}.`,
    );
  if (!of.from.includes(status))
    return invalidTransition(
      `The ${kind} is ${status}. ${of.name} requires ${of.from.join(' or ')}.`,
    );
  return undefined;
}

/** A hold that is past its time is only given back. */
export function refuseIfExpired(
  { kind, expiresAt }: Transaction,
  state: LockedState,
): Refusal | undefined {
  if (!expiresAt || state.now < expiresAt) return undefined;
  return invalidTransition(`The hold of this ${kind} expired at ${expiresAt.toISOString()}.`);
}

export function invalidTransition(message: string): Refusal {
  return { code: 'INVALID_TRANSITION', message };
}

export function transactionNotFound(): Refusal {
  return {
    code: 'TRANSACTION_NOT_FOUND',
    message: 'There is no such transaction, or you may not act on it. Check the transaction id.',
  };
}

/** Whether it was reversed. */
export function isReversed(state: LockedState, transactionId: string): boolean {
  return state.followersOf(transactionId).some(({ kind }) => kind === 'REVERSAL');
}
