import type { Viewer } from '../../domain/index.js';
import type { LockedState, Posting, Transaction, Wallet } from '../../ledger/index.js';
import type { Amount } from '../../money/index.js';

/** What a client may say of a transaction in words of its own. */
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

/** A posting to one of the house's accounts. */
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

/** A transaction that is completed as it begins. */
export function completedTransaction(
  state: LockedState,
  by: Viewer,
  what: TransactionFields,
): Transaction {
  return { ...pendingTransaction(state, by, what), status: 'COMPLETED', completedAt: state.now };
}

/** A transaction that waits to be decided. */
export function pendingTransaction(
  state: LockedState,
  by: Viewer,
  what: TransactionFields,
): Transaction {
  return {
    id: state.newId(),
    status: 'PENDING',
    counterWalletId: null,
    originalId: null,
    quoteId: null,
    reference: null,
    description: null,
    metadata: {},
    details: {},
    statusReason: null,
    initiatedBy: by.id,
    createdAt: state.now,
    completedAt: null,
    expiresAt: null,
    statusChangedBy: null,
    statusChangedAt: null,
    ...what,
  };
}

/** When a hold that begins now ends by itself. @param seconds undefined: never */
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
