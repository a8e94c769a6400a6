import { Account } from './account.js';
import { Alert } from './alert.js';
import { CreditLine } from './credit-line.js';
import { Currency } from './currency.js';
import { Entry } from './entry.js';
import { Erasure } from './erasure.js';
import { ExchangeQuote } from './exchange-quote.js';
import { Monitor } from './monitor.js';
import { Reconciliation } from './reconciliation.js';
import { Report } from './report.js';
import { Schedule } from './schedule.js';
import { SystemAccount } from './system-account.js';
import { Transaction } from './transaction.js';
import { Wallet } from './wallet.js';
import { Webhook } from './webhook.js';

/** Every entity class, for TypeORM. */
export const ENTITIES = [
  Account,
  Alert,
  CreditLine,
  Currency,
  Entry,
  Erasure,
  ExchangeQuote,
  Monitor,
  Reconciliation,
  Report,
  Schedule,
  SystemAccount,
  Transaction,
  Wallet,
  Webhook,
] as const;
