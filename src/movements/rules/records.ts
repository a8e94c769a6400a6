import { isProgram } from '../../auth/index.js';
import type { Viewer } from '../../domain/index.js';
import type { LockedState, Posting, Transaction, Wallet } from '../../ledger/index.js';
import type { Amount } from '../../money/index.js';

/** A client's own remarks on a transaction. */
export interface Remarks {
  readonly reference?: string | undefined;
  readonly description?: string | undefined;
  readonly metadata?: Record<string, unknown> | undefined;
}

/** A posting to one of a wallet's accounts. */
export function walletPosting(
  wallet: Wallet,
  kind: Posting['account']['kind'],
  phase: Posting['phase'],
  amount: Amount,
): Posting {
  return { account: { walletId: wallet.id, kind, currency: wallet.currency }, phase, amount };
}

/** A posting to a system account. */
export function systemPosting(
  currency: string,
  kind: Posting['account']['kind'],
  phase: Posting['phase'],
  amount: Amount,
): Posting {
  return { account: { walletId: null, kind, currency }, phase, amount };
}

type TransactionFields = Pick<Transaction, 'kind' | 'amount' | 'currency' | 'walletId'> &
  Partial<Transaction>;

/** A new transaction that is COMPLETED from the beginning. */
export function completedTransaction(
  state: LockedState,
  by: Viewer,
  what: TransactionFields,
): Transaction {
  return { ...pendingTransaction(state, by, what), status: 'COMPLETED', completedAt: state.now };
}

/** A new transaction that is PENDING. */
export function pendingTransaction(
  state: LockedState,
  by: Viewer,
  what: TransactionFields,
): Transaction {
  return {
    id: state.newId(),
    status: 'PENDING',
    counterWalletId: null,
    // The ledger adds them, from the splits and postings.
    furtherWalletIds: [],
    splits: [],
    originalId: null,
    replacesId: null,
    bonusOwner: null,
    quoteId: null,
    reference: null,
    description: null,
    metadata: {},
    details: {},
    statusReason: null,
    initiatedBy: by.id,
    initiatedByProgram: isProgram(by),
    createdAt: state.now,
    completedAt: null,
    expiresAt: null,
    effectiveAt: null,
    statusChangedBy: null,
    statusChangedAt: null,
    ...what,
  };
}

/** The time at which a hold that begins now expires. @param seconds undefined: never */
export function expiryAfter(state: LockedState, seconds: number | undefined): Date | null {
  return seconds === undefined ? null : new Date(state.now.getTime() + seconds * 1000);
}

/** A client's remarks as columns. */
export function remarks(
  input: Remarks,
): Pick<Transaction, 'reference' | 'description' | 'metadata'> {
  return {
    reference: input.reference ?? null,
    description: input.description ?? null,
    metadata: input.metadata ?? {},
  };
}
