import type { Refusal } from '../../domain/index.js';
import type {
  InsufficientFundsResolvers,
  SplitReceiverResolvers,
  TransactionSplitResolvers,
} from '../generated/resolvers.js';
import { seesSystemAccountNames } from '../authorization/visibility.js';
import { walletId } from '../ids.js';

export const SplitReceiver: SplitReceiverResolvers = {
  __resolveType: (receiver) => ('ownerId' in receiver ? 'Wallet' : 'SystemAccountInfo'),
};

export const TransactionSplit: TransactionSplitResolvers = {
  to: (split, _, context) => {
    if ('walletId' in split) return context.loaders.wallet(split.walletId);
    return seesSystemAccountNames(context.caller)
      ? context.systemAccountNamed(split.systemAccount)
      : null;
  },
  amount: ({ amount, currency }) => ({ amount, currency }),
  takenBack: ({ takenBack, currency }) => ({ amount: takenBack, currency }),
};

type ShortRefusal = Extract<Refusal, { code: 'INSUFFICIENT_FUNDS' }>;

export const InsufficientFunds: InsufficientFundsResolvers = {
  walletId: (refusal) => walletId((refusal as ShortRefusal).walletId),
};
