import { type Movement, type Posting, type Transaction } from '../ledger/index.js';
import { releasePurchase } from './kinds/purchase.js';
import { findTransaction, invalidTransitionRefusal, type Step } from './rules/transition.js';
import { releaseWithdrawal } from './kinds/withdrawal.js';
import { isRefusal } from '../domain/index.js';

type Release = (
  step: Pick<Step<unknown>, 'transaction' | 'wallet' | 'state'>,
) => readonly Posting[];

/** The postings that release a hold, for each kind that has holds. */
const RELEASES: Partial<Record<Transaction['kind'], Release>> = {
  WITHDRAWAL: releaseWithdrawal,
  PURCHASE: releasePurchase,
};

/**
 * Releases an expired hold. Only the gateway's own job uses it.
 * @throws Error before the hold expires: a refusal would be stored under the key and be replayed for good
 */
export const expireHold: Movement<{ readonly transactionId: string }> = {
  name: 'expireHold',
  locks: ({ transactionId }) => ({ transactions: [transactionId], entries: true }),
  decide({ transactionId }, by, state) {
    const found = findTransaction(state, transactionId);
    if (isRefusal(found)) return found;
    const { kind, status, expiresAt } = found.transaction;
    const release = RELEASES[kind];
    if (!release || status !== 'PENDING')
      return invalidTransitionRefusal(`The ${kind} is ${status} and has no hold.`);
    if (!expiresAt || state.now < expiresAt) throw new Error(`${transactionId} is not due`);
    return {
      transactionChange: { id: transactionId, status: 'FAILED', reason: 'The hold expired.' },
      postings: release({ ...found, state }),
    };
  },
};
