import type { MutationResolvers, QueryResolvers, Resolvers } from '../generated/resolvers.js';
import { Adjustment, adjustmentMutations } from './adjustment.js';
import { depositMutations } from './deposit.js';
import { Entry } from './entry.js';
import { integrityMutations } from './integrity.js';
import { Balance, Money } from './money.js';
import { Node, nodeQueries } from './node.js';
import { results } from './results.js';
import { Reversal, reversalMutations } from './reversal.js';
import {
  Transaction,
  transactionFields,
  transactionPayload,
  transactionQueries,
} from './transaction.js';
import { Transfer, transferMutations } from './transfer.js';
import { Treasury, treasuryQueries } from './treasury.js';
import { Viewer, viewerQueries } from './viewer.js';
import { Wallet, walletQueries } from './wallet.js';
import { walletMutations, walletPayload } from './wallet-mutations.js';

/** Required: a root field without a resolver does not compile. */
const Query: Required<QueryResolvers> = {
  ...viewerQueries,
  ...nodeQueries,
  ...walletQueries,
  ...transactionQueries,
  ...treasuryQueries,
};

const Mutation: Required<MutationResolvers> = {
  ...walletMutations,
  ...depositMutations,
  ...transferMutations,
  ...adjustmentMutations,
  ...reversalMutations,
  ...integrityMutations,
};

export const resolvers: Resolvers = {
  ...results,
  Query,
  Mutation,
  Viewer,
  Node,
  Money,
  Balance,
  Wallet,
  OpenWalletPayload: walletPayload,
  WalletPayload: walletPayload,
  Transaction,
  Deposit: transactionFields,
  Transfer,
  Adjustment,
  Reversal,
  DepositPayload: transactionPayload,
  TransferPayload: transactionPayload,
  AdjustBalancePayload: transactionPayload,
  ReverseTransactionPayload: transactionPayload,
  Entry,
  Treasury,
};
