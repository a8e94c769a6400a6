import { adjustBalance } from '../../movements/index.js';
import type {
  AdjustBalanceInput,
  AdjustmentResolvers,
  MutationResolvers,
} from '../generated/resolvers.js';
import { sumIn } from '../inputs.js';
import { reason } from '../text-inputs.js';
import { moving } from './transaction-mutation.js';
import { transactionFields } from './transaction.js';

export const adjustmentMutations = {
  adjustBalance: moving('AdjustBalancePayload', adjustBalance, (input: AdjustBalanceInput) => ({
    ...sumIn(input),
    direction: input.direction,
    reason: reason(input.reason),
  })),
} satisfies MutationResolvers;

export const Adjustment: AdjustmentResolvers = {
  ...transactionFields,
  direction: ({ id, details }) => {
    const { direction } = details as { direction?: unknown };
    if (direction === 'CREDIT' || direction === 'DEBIT') return direction;
    throw new Error(`adjustment ${id} has no direction`);
  },
};
