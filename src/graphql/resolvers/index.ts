import type { Resolvers } from '../generated/resolvers.js';
import { Drift, DriftCause, DriftValue } from './drift.js';
import {
  BalanceExplanation,
  BalancePart,
  Entry,
  ExplainedTransactionEdge,
  HistoryLine,
} from './entries.js';
import { Balance, BalanceFigures, Money } from './money.js';
import { OwnerErasure } from './erasures.js';
import {
  AuditEntry,
  CurrencyEvent,
  Event,
  OwnerEvent,
  TransactionEvent,
  WalletEvent,
} from './log.js';
import { Mutation } from './mutations.js';
import { payloads, results, UserError } from './payload-types.js';
import { Node, Query } from './queries.js';
import { Finding, Reconciliation } from './reconciliations.js';
import { Report } from './reports.js';
import { Alert, AlertChannel, AlertEvent, AlertNotification, Monitor } from './alerts.js';
import { Schedule, ScheduleRun } from './schedules.js';
import { ExchangeQuote } from './quotes.js';
import { InsufficientFunds, SplitReceiver, TransactionSplit } from './splits.js';
import { Statement, StatementTotal } from './statements.js';
import { BalanceChange, Subscription, WalletChange } from './subscriptions.js';
import { transactionTypes } from './transaction-types.js';
import { Transaction } from './transactions.js';
import { Treasury, TreasuryDay, TreasuryReportCurrency } from './treasury.js';
import { Webhook, WebhookDelivery } from './webhooks.js';
import { Payee, Viewer, Wallet } from './wallets.js';

export const resolvers: Resolvers = {
  ...results,
  ...payloads,
  ...transactionTypes,
  UserError,
  InsufficientFunds,
  SplitReceiver,
  TransactionSplit,
  Query,
  Mutation,
  Subscription,
  BalanceChange,
  WalletChange,
  Event,
  TransactionEvent,
  WalletEvent,
  CurrencyEvent,
  OwnerEvent,
  AuditEntry,
  Viewer,
  Payee,
  Node,
  Money,
  Balance,
  BalanceExplanation,
  BalancePart,
  BalanceFigures,
  ExplainedTransactionEdge,
  HistoryLine,
  Statement,
  StatementTotal,
  Wallet,
  Transaction,
  ExchangeQuote,
  Drift,
  DriftCause,
  DriftValue,
  Finding,
  Reconciliation,
  Schedule,
  ScheduleRun,
  Webhook,
  WebhookDelivery,
  OwnerErasure,
  Monitor,
  Report,
  Alert,
  AlertChannel,
  AlertEvent,
  AlertNotification,
  Entry,
  Treasury,
  TreasuryDay,
  TreasuryReportCurrency,
};
