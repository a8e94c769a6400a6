import { adjustBalance } from '../../movements/index.js';
import type {
  AdjustBalanceInput,
  AdjustmentResolvers,
  MutationResolvers,
} from '../generated/resolvers.js';
import { walletAndAmountIn } from '../inputs.js';
import { reason } from '../text-inputs.js';
import { transactionMutation } from './transaction-mutation.js';
import { transactionFields } from './transaction.js';

export const adjustmentMutations = {
  adjustBalance: transactionMutation(
    'AdjustBalancePayload',
    adjustBalance,
    (input: AdjustBalanceInput) => ({
      ...walletAndAmountIn(input),
      direction: input.direction,
      reason: reason(input.reason),
    }),
  ),
} satisfies MutationResolvers;

export const Adjustment: AdjustmentResolvers = {
  ...transactionFields,
  direction: ({ id, details }) => {
    const { direction } = details as { direction?: unknown };
    if (direction === 'CREDIT' || direction === 'DEBIT') return direction;
    throw new Error(`adjustment ${id} has no direction`);
  },
};
