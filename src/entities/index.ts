/* One TypeORM class for each table, typed by the domain. */
export { Account } from './account.js';
export { CreditLine } from './credit-line.js';
export { Currency } from './currency.js';
export { Entry } from './entry.js';
export { ExchangeQuote } from './exchange-quote.js';
export { Transaction } from './transaction.js';
export { Wallet } from './wallet.js';
