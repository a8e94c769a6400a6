/* One TypeORM class for each table, typed by the domain. */
export { Alert } from './alert.js';
export { splitsColumn } from './columns.js';
export { CreditLine } from './credit-line.js';
export { Currency } from './currency.js';
export { Erasure } from './erasure.js';
export { ExchangeQuote } from './exchange-quote.js';
export { Monitor } from './monitor.js';
export { Reconciliation } from './reconciliation.js';
export { Report } from './report.js';
export { Schedule } from './schedule.js';
export { SystemAccount } from './system-account.js';
export { ENTITIES } from './tables.js';
export { Transaction, type TransactionOf } from './transaction.js';
export { Webhook } from './webhook.js';
export { Wallet } from './wallet.js';
