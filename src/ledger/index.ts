export { channelOf, readAnnouncement, type Announcement } from './announce.js';
export type { Entry, ExchangeQuote, Transaction, Wallet } from '../entities/index.js';
export type { Balance, ChainHead } from './balance.js';
export { openBook, type Book, type BookOptions } from './book.js';
export {
  MOST_FINDINGS,
  type Finding,
  type IntegrityReport,
  type Progress,
} from './integrity/index.js';
export type { LedgerObserver, LedgerOptions } from './ledger.js';
export type {
  Answer,
  CreditTerms,
  LockedState,
  Locks,
  Movement,
  Plan,
  Posting,
  Settings,
  Several,
} from './movement.js';
export type { BookReader } from './reader/book-reader.js';
export type { DueHold } from './reader/due-holds.js';
export { entryKeyText, type EntryKey, type EntryOfTransaction } from './reader/entries.js';
export type { BalancePart, ExplainedEdge, Explanation, FigureChanges } from './reader/explain.js';
export type { HistoryLine } from './reader/history.js';
export { InputError, type Page, type PageArguments } from './reader/page.js';
export type { PurchaseFigures } from './reader/purchases.js';
export type { Quote } from './reader/quotes.js';
export type { TransactionFilter } from './reader/transactions.js';
export type { Treasury } from './reader/treasury.js';
export type { WalletFilter } from './reader/wallets.js';
export {
  isRefusal,
  REFUSAL_CODES,
  type MoneyAmount,
  type Refusal,
  type RefusalCode,
} from './refusal.js';
export {
  OutcomeUnknownError,
  OverloadedError,
  ReadUnavailableError,
  UnavailableError,
  type ManyOutcome,
  type Outcome,
  type Result,
} from './result.js';
export * from './vocabulary.js';
