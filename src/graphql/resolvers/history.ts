import type { HistoryLineResolvers, WalletResolvers } from '../generated/resolvers.js';
import { seen } from './transaction.js';

export const walletHistory = {
  history: ({ id }, page, { loaders }) => loaders.reader.historyPage(id, page),
} satisfies WalletResolvers;

export const HistoryLine: HistoryLineResolvers = {
  amount: ({ amount, currency }) => ({ amount, currency }),
  balance: ({ balance, currency }) => ({ amount: balance, currency }),
  status: ({ phase }) => (phase === 'REVERT' ? 'FAILED' : 'COMPLETED'),
  transaction: ({ transactionId }, _, context) => seen(transactionId, context),
};
