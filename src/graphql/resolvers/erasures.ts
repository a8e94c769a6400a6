import type { OwnerErasureResolvers } from '../generated/resolvers.js';
import { erasureId } from '../ids.js';

export const OwnerErasure: OwnerErasureResolvers = {
  id: ({ id }) => erasureId(id),
  status: ({ finishedAt }) => (finishedAt === null ? 'RUNNING' : 'DONE'),
  startedBy: ({ createdBy }) => createdBy,
  requestedAt: ({ createdAt }) => createdAt,
  erasedWallets: ({ wallets }) => Number(wallets),
  erasedTransactions: ({ transactions }) => Number(transactions),
  erasedCommands: ({ commands }) => Number(commands),
};
