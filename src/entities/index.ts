export { Account } from './account.js';
export { Currency } from './currency.js';
export { Entry } from './entry.js';
export { Transaction } from './transaction.js';
export { Wallet } from './wallet.js';
