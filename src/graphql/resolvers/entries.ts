import { dear } from '../answers/dear.js';
import type {
  BalanceExplanationResolvers,
  BalancePartResolvers,
  EntryResolvers,
  ExplainedTransactionEdgeResolvers,
  HistoryLineResolvers,
} from '../generated/resolvers.js';
import { entryId } from '../ids.js';
import { visibleTransaction } from './transactions.js';

export const Entry: EntryResolvers = {
  id: entryId,
  account: ({ accountKind }) => accountKind,
  amount: ({ amount, currency }) => ({ amount, currency }),
  balance: ({ balance, currency }) => ({ amount: balance, currency }),
  transaction: ({ transactionId }, _, context) => visibleTransaction(transactionId, context),
};

export const HistoryLine: HistoryLineResolvers = {
  amount: ({ amount, currency }) => ({ amount, currency }),
  balance: ({ balance, currency }) => ({ amount: balance, currency }),
  status: ({ phase }) => (phase === 'REVERT' ? 'FAILED' : 'COMPLETED'),
  transaction: ({ transactionId }, _, context) => visibleTransaction(transactionId, context),
  counterparty: async ({ transactionId, entries: [entry] }, _, context) => {
    if (!entry?.walletId) throw new Error(`a line of ${transactionId} has no entry of a wallet`);
    const transaction = await visibleTransaction(transactionId, context);
    return context.loaders.counterpartyOf(transaction, entry.walletId);
  },
};

export const BalanceExplanation: BalanceExplanationResolvers = {
  balance: ({ walletId, requestedAt }, _, { loaders }) => loaders.balance(walletId, requestedAt),
  parts: dear((lists, explanation) => lists.balanceParts(explanation)),
};

export const BalancePart: BalancePartResolvers = {
  transactions: dear((lists, part, page) => lists.explainedTransactions(part, page)),
};

export const ExplainedTransactionEdge: ExplainedTransactionEdgeResolvers = {
  node: ({ node }, _, context) => visibleTransaction(node.transactionId, context),
  figures: ({ node }) => node.figures,
};
