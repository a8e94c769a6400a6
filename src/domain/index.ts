/* The vocabulary: kinds, statuses, balances, refusals, viewers. Words and types, no I/O. */
export {
  type AlertChannel,
  alertEndKey,
  alertKey,
  hasEnd,
  MONITOR_FIELDS,
  MONITOR_KINDS,
  type MonitorKind,
  type MonitorStatus,
  MONITORS,
} from './alert.js';
export { MAIN_WALLET, WALLET_NAME } from './wallet-name.js';
export { ATTEMPT_CODES, ATTEMPT_KEY_PREFIX, type Attempt, type NoteAttempt } from './attempt.js';
export type { AccountName } from './account-name.js';
export { balanceOf, figuresOf, type Balance, type ChainHead, type Figures } from './balance.js';
export { faultInDisplayName } from './display-name.js';
export {
  EVENT_TYPES,
  type EventType,
  statusEvent,
  TRANSACTION_EVENTS,
  WALLET_EVENTS,
} from './event-types.js';
export { inexactNumberFault, isExactNumber, isKeptNumber } from './exact-number.js';
export { availableCredit, type CreditTerms } from './credit-terms.js';
export { IMPORTER, OPENING_PARTS, type OpeningDetails, type OpeningPart } from './imports.js';
export { LEGACY, type LegacyDetails } from './legacy.js';
export { KINDS, TRANSACTION_KINDS, type StatusOf, type TransactionKind } from './kinds.js';
export { FairShares, type Share, type ShareRefusal } from './fair-shares.js';
export { faultInOwnerId, GATEWAY_PREFIX } from './owner-id.js';
export { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from './page-size.js';
export { isZoneName, type LocalDate, type PeriodBound } from './period.js';
export {
  isRefusal,
  REFUSAL_CODES,
  type MoneyAmount,
  type Refusal,
  type RefusalCode,
} from './refusal.js';
export {
  type GatewayFigures,
  REPORT_PERIODS,
  type ReportContent,
  type ReportedOutcome,
  type ReportedTransaction,
  type ReportPeriod,
} from './report.js';
export { type Split, type SplitReceiver, stillReceived, takenBackOfSplits } from './split.js';
export { takeBack } from './take-back.js';
export { isBlank, lengthUpTo } from './text.js';
export * from './viewer.js';
export * from './vocabulary.js';
export {
  counterpartyIdOf,
  hasOtherWallets,
  mainWalletIdsOf,
  payerIdOf,
  walletIdsOf,
} from './wallets-of.js';
export type { FindingCode } from './finding-code.js';
export {
  type LateRule,
  runKey,
  scheduledMomentOf,
  type ScheduledMoment,
  SCHEDULER,
  type ScheduleStatus,
  skipKey,
} from './schedule.js';
export {
  type DeliveryKey,
  type DeliveryStatus,
  type SealedSecret,
  WEBHOOK_SENDER,
  type WebhookStatus,
} from './webhook.js';
