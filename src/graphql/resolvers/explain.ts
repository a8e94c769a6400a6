import type {
  BalanceExplanationResolvers,
  BalancePartResolvers,
  ExplainedTransactionEdgeResolvers,
  WalletResolvers,
} from '../generated/resolvers.js';
import { seen } from './transaction.js';

export const walletExplanation = {
  explain: (wallet, { at }, { loaders }) => loaders.reader.explain(wallet, at ?? undefined),
} satisfies WalletResolvers;

export const BalanceExplanation: BalanceExplanationResolvers = {
  balance: ({ walletId, requestedAt }, _, { loaders }) => loaders.balance(walletId, requestedAt),
  parts: (explanation, _, { loaders }) => loaders.reader.balanceParts(explanation),
};

export const BalancePart: BalancePartResolvers = {
  transactions: (part, page, { loaders }) => loaders.reader.explainedTransactions(part, page),
};

export const ExplainedTransactionEdge: ExplainedTransactionEdgeResolvers = {
  node: ({ node }, _, context) => seen(node.transactionId, context),
  figures: ({ node }) => node.figures,
};
