import type { MutationResolvers, QueryResolvers, Resolvers } from '../generated/resolvers.js';
import { Adjustment, adjustmentMutations } from './adjustment.js';
import { bonusMutations } from './bonus.js';
import { Commission, commissionMutations } from './commission.js';
import { creditMutations } from './credit.js';
import { depositMutations } from './deposit.js';
import { earningMutations } from './earning.js';
import { Entry } from './entry.js';
import { Exchange, exchangeMutations, ExchangeQuote, exchangeQueries } from './exchange.js';
import { BalanceExplanation, BalancePart, ExplainedTransactionEdge } from './explain.js';
import { HistoryLine } from './history.js';
import { integrityMutations } from './integrity.js';
import { BalanceChange, Subscription, WalletChange } from './live.js';
import { Balance, BalanceFigures, Money } from './money.js';
import { monitoringQueries } from './monitoring.js';
import { Node, nodeQueries } from './node.js';
import { payloads } from './payload-types.js';
import { Purchase, purchaseMutations, Refund } from './purchase.js';
import { results, UserError } from './result-types.js';
import { Reversal, reversalMutations } from './reversal.js';
import { revocationMutations } from './revocation.js';
import { Transaction, transactionFields, transactionQueries } from './transaction.js';
import { Transfer, transferMutations } from './transfer.js';
import { Treasury, treasuryQueries } from './treasury.js';
import { Viewer, viewerQueries } from './viewer.js';
import { Wallet, walletQueries } from './wallet.js';
import { walletMutations } from './wallet-mutations.js';
import { Withdrawal, withdrawalMutations } from './withdrawal.js';

/** Required: a root field without a resolver does not compile. */
const Query: Required<QueryResolvers> = {
  ...viewerQueries,
  ...nodeQueries,
  ...walletQueries,
  ...transactionQueries,
  ...exchangeQueries,
  ...treasuryQueries,
  ...monitoringQueries,
};

const Mutation: Required<MutationResolvers> = {
  ...walletMutations,
  ...depositMutations,
  ...withdrawalMutations,
  ...purchaseMutations,
  ...transferMutations,
  ...exchangeMutations,
  ...bonusMutations,
  ...commissionMutations,
  ...earningMutations,
  ...creditMutations,
  ...adjustmentMutations,
  ...reversalMutations,
  ...revocationMutations,
  ...integrityMutations,
};

export const resolvers: Resolvers = {
  ...results,
  ...payloads,
  UserError,
  Query,
  Mutation,
  Subscription,
  BalanceChange,
  WalletChange,
  Viewer,
  Node,
  Money,
  Balance,
  BalanceExplanation,
  BalancePart,
  BalanceFigures,
  ExplainedTransactionEdge,
  HistoryLine,
  Wallet,
  Transaction,
  Deposit: transactionFields,
  Withdrawal,
  Purchase,
  Refund,
  Transfer,
  Exchange,
  Bonus: transactionFields,
  Commission,
  Earning: transactionFields,
  CreditDraw: transactionFields,
  CreditRepayment: transactionFields,
  Adjustment,
  Reversal,
  ExchangeQuote,
  Entry,
  Treasury,
};
