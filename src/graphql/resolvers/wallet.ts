import type { QueryResolvers, WalletResolvers } from '../generated/resolvers.js';
import { readWalletId, walletId } from '../ids.js';
import { walletExplanation } from './explain.js';
import { walletHistory } from './history.js';
import { ownerIdIn, transactionsIn } from '../inputs.js';
import { pageFor, seesStaffMatters } from '../authorization/visibility.js';
import { creditLine } from './credit.js';

export const walletQueries = {
  wallet: (_, { id }, { loaders }) => loaders.wallet(readWalletId(id)),
  wallets: (_, { filter, ...page }, { caller, loaders }) => {
    const [currency, status] = [filter?.currency ?? undefined, filter?.status ?? undefined];
    return pageFor(caller, ownerIdIn(filter), (ownerId) =>
      loaders.reader.walletsPage({ ownerId, currency, status }, page),
    );
  },
} satisfies QueryResolvers;

export const Wallet: WalletResolvers = {
  ...walletExplanation,
  ...walletHistory,
  id: ({ id }) => walletId(id),
  statusReason: ({ statusReason }, _, { caller }) =>
    seesStaffMatters(caller) ? statusReason : null,
  balance: ({ id }, { at }, { loaders }) => loaders.balance(id, at ?? undefined),
  creditLine,
  entries: ({ id }, page, { loaders }) => loaders.reader.entriesPage(id, page),
  transactions: ({ id }, { filter, ...page }, { loaders }) =>
    loaders.reader.transactionsPage({ ...transactionsIn(filter), walletId: id }, page),
};
