import { mayUseWallet } from '../../auth/index.js';
import {
  type BuiltInAccount,
  isRefusal,
  type Refusal,
  type TransactionKind,
  type TransactionStatus,
  type Viewer,
} from '../../domain/index.js';
import {
  type LockedState,
  type Posting,
  type Transaction,
  type Wallet,
} from '../../ledger/index.js';
import { movement, type SingleMovement } from '../movement.js';
import { walletNotFoundRefusal } from './wallets.js';

/** A transaction with its wallet. */
export interface FoundTransaction {
  readonly transaction: Transaction;
  readonly wallet: Wallet;
}

/** The input of a transition's rule. */
export interface Step<I> extends FoundTransaction {
  readonly input: I;
  readonly by: Viewer;
  readonly state: LockedState;
}

/** A change of status of the transactions of one kind. */
export interface Transition<I> {
  readonly name: string;
  readonly kind: Transaction['kind'];
  readonly from: readonly TransactionStatus[];
  readonly to: TransactionStatus;
  /**
   * Whose act it is. `owner`: that of the transaction's wallet. For callers who may not use that wallet the transaction
   * does not exist.
   */
  readonly act: 'owner' | 'staff' | 'approval';
  readonly systemAccounts?: readonly BuiltInAccount[];
  /** Whether the reason with which the transaction began stays, if the input has none. Absent: it goes. */
  readonly keepsReason?: true;
  /** The entries that follow, or a refusal. */
  readonly postings: (step: Step<I>) => readonly Posting[] | Refusal;
}

/** What a transition requires of its transaction. */
type Required = Pick<Transition<never>, 'name' | 'kind' | 'from'>;

interface StepInput {
  readonly transactionId: string;
  readonly reason?: string | undefined;
  /** True: only from PENDING, whatever other statuses the transition starts from. */
  readonly onlyIfPending?: boolean | undefined;
}

/** A movement that gives a transaction its next status, decided under the lock of it and its wallet. */
export function transition<I extends StepInput>(of: Transition<I>): SingleMovement<I> {
  const isOwners = of.act === 'owner';
  return movement<I>({
    name: of.name,
    act: isOwners ? { owner: ({ transactionId }) => ({ transaction: transactionId }) } : of.act,
    locks: ({ transactionId }) => ({
      transactions: [transactionId],
      entries: true,
      systemAccounts: of.systemAccounts ?? [],
    }),
    decide(input, by, state) {
      const found = findTransaction(state, input.transactionId);
      if (isRefusal(found)) return isOwners ? transactionNotFoundRefusal() : found;
      if (isOwners && !mayUseWallet(by, found.wallet)) return transactionNotFoundRefusal();
      const refusal = refuseUnlessKindAndStatus(found.transaction, requiredFor(of, input));
      if (refusal) return refusal;
      const postings = of.postings({ ...found, input, by, state });
      if (isRefusal(postings)) return postings;
      const { id, statusReason } = found.transaction;
      const kept = of.keepsReason ? statusReason : null;
      return {
        transactionChange: { id, status: of.to, reason: input.reason ?? kept },
        postings,
      };
    },
  });
}

/** What this input requires of the transaction. */
function requiredFor<I extends StepInput>(of: Transition<I>, { onlyIfPending }: I): Required {
  if (!onlyIfPending) return of;
  const from = of.from.filter((status) => status === 'PENDING');
  return { kind: of.kind, name: `${of.name} with onlyIfPending`, from };
}

/** The transaction, of any owner, and its wallet. */
export function findTransaction(state: LockedState, id: string): FoundTransaction | Refusal {
  const transaction = state.transaction(id);
  if (!transaction) return transactionNotFoundRefusal();
  if (transaction.walletId === null)
    return invalidTransitionRefusal(
      `This ${transaction.kind} is about no wallet, so only reverseTransaction applies to it.`,
    );
  const wallet = state.wallet(transaction.walletId);
  return wallet ? { transaction, wallet } : walletNotFoundRefusal();
}

/** Refuses a transaction of another kind, or in a status from which the transition does not start. */
export function refuseUnlessKindAndStatus(
  { kind, status }: Transaction,
  of: Required,
): Refusal | undefined {
  if (kind !== of.kind)
    return invalidTransitionRefusal(
      `This transaction is ${withArticle(kind)}. ${of.name} applies only to ${withArticle(of.kind)}.`,
    );
  if (!of.from.includes(status))
    return invalidTransitionRefusal(
      `The ${kind} is ${status}. ${of.name} requires ${of.from.join(' or ')}.`,
    );
  return undefined;
}

/** Refuses an expired hold. It can only be released. */
export function refuseIfExpired(
  { kind, expiresAt }: Transaction,
  state: LockedState,
): Refusal | undefined {
  if (!expiresAt || state.now < expiresAt) return undefined;
  return invalidTransitionRefusal(
    `The hold of this ${kind} expired at ${expiresAt.toISOString()}.`,
  );
}

/** A kind as messages name one: "a DEPOSIT", "an EARNING". @param article 'A' begins a sentence */
export function withArticle(kind: TransactionKind, article: 'a' | 'A' = 'a'): string {
  return `${article}${/^[AEIOU]/.test(kind) ? 'n' : ''} ${kind}`;
}

export function invalidTransitionRefusal(message: string): Refusal {
  return { code: 'INVALID_TRANSITION', message };
}

export function transactionNotFoundRefusal(): Refusal {
  return {
    code: 'TRANSACTION_NOT_FOUND',
    message: 'There is no such transaction, or you may not act on it. Check the transaction id.',
  };
}

/** Whether a reversal has undone the transaction. */
export function isReversed(state: LockedState, transactionId: string): boolean {
  return state.followersOf(transactionId).some(({ kind }) => kind === 'REVERSAL');
}
