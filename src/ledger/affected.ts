import type { AffectedIds, Changes } from './movement.js';

/** The ids of what a command makes or changes. @throws Error if there is none */
export function affectedIds(changes: Changes, now: Date): AffectedIds {
  const affected = changes.affected ?? changedIds(changes, now);
  if (Object.keys(affected).length === 0)
    throw new Error('a movement neither changes anything nor names what it affects');
  return affected;
}

function changedIds(changes: Changes, now: Date): AffectedIds {
  const { newCurrency, newSystemAccount, newReconciliation, newWallet, walletChange } = changes;
  const scheduleId = affectedSchedule(changes);
  const { creditLine, quote, revocation, newErasure } = changes;
  const alerts = affectedAlert(changes);
  const transactionId = affectedTransaction(changes);
  const walletId = newWallet?.id ?? walletChange?.id ?? creditLine?.walletId;
  return {
    ...(walletId !== undefined && { walletId }),
    ...(transactionId !== undefined && { transactionId }),
    ...(quote && { quoteId: quote.id }),
    ...(newCurrency && { currencyCode: newCurrency.code }),
    ...(newSystemAccount && { systemAccountName: newSystemAccount.name }),
    ...(newReconciliation && { reconciliationId: newReconciliation.id }),
    ...(scheduleId !== undefined && { scheduleId }),
    ...affectedWebhook(changes),
    ...(newErasure && { erasure: { id: newErasure.id, ownerId: newErasure.ownerId } }),
    ...alerts,
    ...(revocation && {
      revocation: { subject: revocation.subject, revokedAt: now.toISOString() },
    }),
  };
}

/** The id of the schedule that is made or changed. */
function affectedSchedule({ newSchedule, scheduleChange }: Changes): string | undefined {
  return newSchedule?.id ?? scheduleChange?.id;
}

/** The id of the alert that is made or changed; else that of the monitor. */
function affectedAlert(changes: Changes): Pick<AffectedIds, 'alertId' | 'monitorId'> {
  const { newAlert, alertChange, newMonitor, monitorChange } = changes;
  const monitorId = newMonitor?.id ?? monitorChange?.id;
  const alertId = newAlert?.alert.id ?? (monitorId === undefined ? alertChange?.id : undefined);
  if (alertId !== undefined) return { alertId };
  return monitorId === undefined ? {} : { monitorId };
}

/** The id of the webhook that is changed or replayed. One that is made names its secret too. */
function affectedWebhook({
  webhookChange,
  webhookReplay,
}: Changes): Pick<AffectedIds, 'webhookId'> {
  const webhookId = webhookChange?.id ?? webhookReplay?.webhookId;
  return webhookId === undefined ? {} : { webhookId };
}

/** The id of the transaction that is made or changed. The postings belong to it. */
export function affectedTransaction({
  transaction,
  transactionChange,
}: Changes): string | undefined {
  return transaction?.id ?? transactionChange?.id;
}

/** The transaction to which the postings belong. @throws Error if there is none */
export function transactionOf(changes: Changes): string {
  const id = affectedTransaction(changes);
  if (id === undefined) throw new Error('a movement posts entries without a transaction');
  return id;
}
