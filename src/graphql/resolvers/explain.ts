import type {
  BalanceExplanationResolvers,
  BalancePartResolvers,
  ExplainedTransactionEdgeResolvers,
  WalletResolvers,
} from '../generated/resolvers.js';
import { seen } from './transaction.js';

export const walletExplanation = {
  explain: (wallet, { at }, { loaders: sight }) => sight.reader.explain(wallet, at ?? undefined),
} satisfies WalletResolvers;

export const BalanceExplanation: BalanceExplanationResolvers = {
  balance: ({ walletId, asked }, _, { loaders: sight }) => sight.balance(walletId, asked),
  parts: (explanation, _, { loaders: sight }) => sight.reader.balanceParts(explanation),
};

export const BalancePart: BalancePartResolvers = {
  transactions: (part, page, { loaders: sight }) => sight.reader.explainedTransactions(part, page),
};

export const ExplainedTransactionEdge: ExplainedTransactionEdgeResolvers = {
  node: ({ node }, _, context) => seen(node.transactionId, context),
  figures: ({ node }) => node.figures,
};
