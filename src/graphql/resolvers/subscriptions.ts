import { type LiveEvent, NotFoundError } from '../../live/index.js';
import type { GraphQLContext } from '../context.js';
import type {
  BalanceChangeResolvers,
  SubscriptionResolvers,
  WalletChangeResolvers,
} from '../generated/resolvers.js';
import { readTransactionId, readWalletId, walletId } from '../ids.js';
import { asIs, ifSent, ownerIdIn } from '../inputs.js';

/** The new value, which was read once for all subscriptions that follow it. */
const valueOf = <T>(event: LiveEvent<T>): T => event.value;

export const Subscription: Required<SubscriptionResolvers> = {
  balanceChanged: {
    subscribe: (_, args, { caller, live, signal }) =>
      live.balance(caller, readWalletId(args.walletId, 'walletId'), signal),
    resolve: valueOf,
  },
  walletChanges: {
    subscribe: (_, { filter }, { caller, live, signal }) =>
      live.walletChanges(
        caller,
        { ownerId: ownerIdIn(filter), currency: ifSent(filter?.currency, asIs) },
        signal,
      ),
    resolve: valueOf,
  },
  transactionChanged: {
    subscribe: (_, { id }, { caller, live, signal }) =>
      live.transaction(caller, readTransactionId(id), signal),
    resolve: async (event: LiveEvent<string>, _: unknown, { loaders }: GraphQLContext) => {
      const transaction = await loaders.transaction(event.value);
      if (transaction === null) throw new NotFoundError('transaction');
      return transaction;
    },
  },
};

export const BalanceChange: BalanceChangeResolvers = {
  walletId: ({ wallet }) => walletId(wallet.id),
  status: ({ wallet }) => wallet.status,
};

export const WalletChange: WalletChangeResolvers = {
  walletId: ({ wallet }) => walletId(wallet.id),
  ownerId: ({ wallet }) => wallet.ownerId,
  currency: ({ wallet }) => wallet.currency,
  status: ({ wallet }) => wallet.status,
};
