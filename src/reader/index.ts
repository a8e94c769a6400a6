/* The read path: everything in a response is of one moment. chain-heads.ts is the one reader of balances. */
export type { Entry, ExchangeQuote, Transaction, Wallet } from '../entities/index.js';
export { BookReader } from './book-reader.js';
export type { DueHold } from './due-holds.js';
export { entryKeyText, type EntryKey, type EntryOfTransaction } from './entries.js';
export type { BalancePart, ExplainedEdge, Explanation, FigureChanges } from './history/explain.js';
export type { HistoryLine } from './history/history.js';
export { InputError, type Page, type PageArguments } from './pages/page.js';
export type { PurchaseFigures } from './purchases.js';
export type { Quote } from './quotes.js';
export { ReadUnavailableError } from './read-book.js';
export type { TransactionFilter } from './transactions.js';
export type { Treasury } from './treasury.js';
export type { WalletFilter } from './wallets.js';
export { type AccountHead, readChainHeadsAndClock as readHeadsAndClock } from './chain-heads.js';
export { readCreditLines } from './credit-lines.js';
export { readBook } from './read-book.js';
export type { SystemShard } from './chain-heads.js';
