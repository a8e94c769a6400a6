/* The read path: one response reads one consistent state. Only chain-heads.ts reads balances (chain-heads-at.ts those of the past). */
export type {
  Alert,
  Currency,
  Erasure,
  ExchangeQuote,
  Monitor,
  Report,
  Schedule,
  SystemAccount,
  Transaction,
  TransactionOf,
  Wallet,
  Webhook,
} from '../entities/index.js';
export type { AlertFilter, Notification } from './alerts/alerts.js';
export { BookReader } from './book-reader.js';
export { FairPlaces } from './fair-places.js';
export type { DueHold } from './due-holds.js';
export type { EntryKey, EntryOfTransaction } from './entries.js';
export {
  type Checkpoint,
  CHECKPOINT_EVERY,
  entriesOf as entriesUpTo,
  readNextCheckpoint,
} from './history/checkpoints.js';
export type { BalancePart, Explanation, FigureChanges } from './history/explain.js';
export { type CheckpointObserver, ExplainedWallets } from './history/explained-wallets.js';
export type { ExplainedEdge } from './history/explained-transactions.js';
export type { HistoryLine } from './history/lines.js';
export { type AuditFilter } from './log/audit.js';
export { idOfCommand } from './log/command-id.js';
export { eventCursor } from './log/event-cursor.js';
export {
  type CommandRow,
  foundByCaller,
  foundByWallet,
  LOG_DRAWER_BITS,
  type LoggedOutcome,
  readCommands,
  transactionIdsIn,
} from './log/commands.js';
export {
  endOfPosition,
  type EventFilter,
  type EventPlace,
  isEventAfter,
  LOG_START,
  type LogEvent,
  matchesEvent,
  placeText,
} from './log/log-event.js';
export { isTransactionEvent } from './log/events.js';
export { LogEnd } from './log/log-end.js';
export { InputError, type Page, type PageArguments } from './pages/page.js';
export { readAllCurrencies, readCurrencies } from './permanent/currencies.js';
export { readAllSystemAccounts, readSystemAccounts } from './permanent/system-accounts.js';
export { PermanentRows } from './permanent/permanent-rows.js';
export type { PurchaseFigures } from './purchases.js';
export type { Quote } from './quotes.js';
export type { TransactionFilter } from './finding/transaction-filter.js';
export type { RowReader } from './rounds/round-reader.js';
export type { Finding } from './reconciliation/findings.js';
export type { ReconciliationRun } from './reconciliation/runs.js';
export type { DueParts, DueSchedule } from './schedules/due-schedules.js';
export type { Delivery } from './webhooks/deliveries.js';
export type { ScheduleRun } from './schedules/runs.js';
export { Rounds } from './rounds/rounds.js';
export type { Soon } from './rounds/rows.js';
export {
  type Drift,
  type DriftCause,
  type DriftValue,
  readableStatement,
  readDrift,
} from './shadow/drift.js';
export {
  lastRun,
  MAX_NAME,
  quoted,
  type Run,
  shadowSchema,
  type ShadowSchema,
  type Sql,
  schemaState,
  type SchemaState,
  stateOf,
} from './shadow/shadow-schema.js';
export { firstLaterReader } from './statement/first-later.js';
export type { LineDetails, OtherWallet } from './statement/line-details.js';
export { LinesBetween } from './statement/lines-between.js';
export type { Statement, StatementRequest } from './statement/statement.js';
export type { StatementTotal } from './statement/totals.js';
export {
  GeneralLedger,
  type LedgerAccount,
  type LedgerBalance,
  type LedgerEntry,
  type LedgerScope,
} from './treasury/general-ledger.js';
export type { LedgerPeriod, LedgerRequest } from './treasury/ledger-period.js';
export type { Treasury } from './treasury/treasury.js';
export type {
  CurrencyDay,
  CurrencyPeriod,
  CurrencyReport,
  TreasuryReport,
} from './treasury/treasury-report.js';
export { type WalletKey, walletKeyText } from './wallets.js';
export type { WalletFilter } from './finding/wallet-search.js';
export { BookClock, bookTimeSql, readBookTime } from './book-clock.js';
export {
  type AccountHead,
  cashPartsSql,
  cashSql,
  type HeadsAndClock,
  readChainHeadsAndClock,
  systemBalanceSql,
  type SystemShard,
} from './chain-heads.js';
export { cashWasSql } from './chain-heads-at.js';
export { readSettledTime } from './settled-time.js';
export { readCreditLines } from './credit-lines.js';
export { startOfDateSql } from './local-dates.js';
export { readBook, readError, ReadUnavailableError } from './read-book.js';
