/* The rules: a file for each kind of transaction. Decides over the locked state; no I/O. */
export type { AcknowledgeAlertInput } from './alerts/acknowledge-alert.js';
export type { CreateMonitorInput } from './alerts/create-monitor.js';
export type { MonitorInput } from './alerts/monitor-status.js';
export {
  endAlert,
  NotWatchingError,
  raiseAlert,
  type RaiseAlertInput,
  type Watch,
} from './alerts/raise-alert.js';
export {
  adjustBalance,
  type AdjustBalanceInput,
  approveRepair,
  proposeRepair,
  rejectRepair,
} from './kinds/adjustment.js';
export { attempted } from './attempt.js';
export { createCurrency, type CreateCurrencyInput } from './currency.js';
export { claimDailyBonus } from './kinds/bonus.js';
export { payReferralCommission } from './kinds/commission.js';
export { drawCredit, setCreditLine } from './kinds/credit-draw.js';
export { repayCredit } from './kinds/credit-repayment.js';
export {
  confirmDeposit,
  deposit,
  failDeposit,
  initiateDeposit,
  type DepositInput,
} from './kinds/deposit.js';
export { distributeEarnings } from './kinds/earning.js';
export { exchange, quoteExchange } from './kinds/exchange.js';
export { eraseOwner, type EraseOwnerInput } from './erasure.js';
export { expireHold } from './expiry.js';
export { followLegacy, type FollowLegacyInput } from './follow-legacy.js';
export {
  KIND_DEFINITIONS,
  KIND_OF_MUTATION,
  type KindOf,
  MUTATIONS,
  MUTATION_NAMES,
  type MutationInput,
  type MutationName,
  type MutationNaming,
  isSchedulable,
  SCHEDULABLE,
} from './definitions.js';
export { openWallet, type OpenWalletInput } from './open-wallet.js';
export { setWalletDisplayName, type SetWalletDisplayNameInput } from './wallet-display-name.js';
export { setWalletMetadata, type SetWalletMetadataInput } from './wallet-metadata.js';
export { post, type LegInput, type PostInput } from './kinds/posting.js';
export { cancelPurchase, completePurchase, failPurchase, purchase } from './kinds/purchase.js';
export { refundPurchase } from './kinds/refund.js';
export { reverseTransaction, type ReverseTransactionInput } from './kinds/reversal.js';
export { runReconciliation } from './reconciliation.js';
export { revokeTokens, type RevokeTokensInput } from './revocation.js';
export type { PayloadContent } from './definition.js';
export type { DeclaredMovement } from './movement.js';
export type { ActingWallet } from './rules/self-dealing.js';
export type { MoneyInput } from './rules/amounts.js';
export type { SplitInput } from './rules/splits.js';
export type { Remarks } from './rules/records.js';
export { faultInCron, isTimeZone } from './schedules/cron-rule.js';
export { isMissed, type Undecided } from './schedules/moments.js';
export { NotDueError, runOf, skipMissedRuns } from './schedules/runs.js';
export {
  scheduleTransaction,
  type ScheduleTransactionInput,
} from './schedules/schedule-transaction.js';
export type { ScheduleInput } from './schedules/schedule-status.js';
export { createSystemAccount, type CreateSystemAccountInput } from './system-account.js';
export { transfer, transferMany, type TransferInput } from './kinds/transfer.js';
export { type CreateWebhookInput } from './webhooks/create-webhook.js';
export { type ReplayWebhookInput } from './webhooks/replay-webhook.js';
export { webhookDied, type WebhookDiedInput } from './webhooks/webhook-died.js';
export {
  closeWallet,
  freezeWallet,
  unfreezeWallet,
  type WalletStatusInput,
} from './wallet-status.js';
export {
  approveWithdrawal,
  cancelWithdrawal,
  rejectWithdrawal,
  requestWithdrawal,
} from './kinds/withdrawal.js';
