import type { AffectedIds, Changes } from './movement.js';

/** What a command is about, by the ids of what it makes or changes. @throws Error if that is nothing */
export function affectedIds(changes: Changes, now: Date): AffectedIds {
  const affected = changes.affected ?? changedIds(changes, now);
  if (Object.keys(affected).length === 0)
    throw new Error('a movement neither changes anything nor says what it is about');
  return affected;
}

function changedIds(changes: Changes, now: Date): AffectedIds {
  const { newWallet, walletChange, creditLine, quote, revocation } = changes;
  const transactionId = affectedTransaction(changes);
  const walletId = newWallet?.id ?? walletChange?.id ?? creditLine?.walletId;
  return {
    ...(walletId !== undefined && { walletId }),
    ...(transactionId !== undefined && { transactionId }),
    ...(quote && { quoteId: quote.id }),
    ...(revocation && {
      revocation: { subject: revocation.subject, revokedAt: now.toISOString() },
    }),
  };
}

/** The transaction that is made or moved on: the one to which the postings belong. */
export function affectedTransaction({
  transaction,
  transactionChange,
}: Changes): string | undefined {
  return transaction?.id ?? transactionChange?.id;
}
