import { Account } from './account.js';
import { CreditLine } from './credit-line.js';
import { Currency } from './currency.js';
import { Entry } from './entry.js';
import { ExchangeQuote } from './exchange-quote.js';
import { Transaction } from './transaction.js';
import { Wallet } from './wallet.js';

/** Every entity class, for TypeORM. */
export const ENTITIES = [
  Account,
  CreditLine,
  Currency,
  Entry,
  ExchangeQuote,
  Transaction,
  Wallet,
] as const;

/**
 * Tables whose rows never change once they are written. A gateway must hold UPDATE on none of their columns.
 * (`account` is missing: the gateway holds UPDATE on one of its columns, because PostgreSQL asks for that right
 * before it locks a row.)
 */
export const WRITE_ONCE_TABLES = [
  'currency',
  'entry',
  'idempotency_key',
  'credit_line',
  'exchange_quote',
  'token_revocation',
] as const;
