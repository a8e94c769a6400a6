import { adjustBalance } from '../../movements/index.js';
import { transactionAnswer } from '../answers.js';
import type { AdjustmentResolvers, MutationResolvers } from '../generated/resolvers.js';
import { readWalletId } from '../ids.js';
import { reason } from '../texts.js';
import { transactionFields } from './transaction.js';

export const adjustmentMutations = {
  adjustBalance: async (_, { input }, context) => {
    const movement = {
      walletId: readWalletId(input.walletId, 'walletId'),
      direction: input.direction,
      amount: input.amount,
      reason: reason(input.reason),
    };
    const result = await context.submit(adjustBalance, movement, input.idempotencyKey);
    return transactionAnswer('AdjustBalancePayload', result);
  },
} satisfies MutationResolvers;

export const Adjustment: AdjustmentResolvers = {
  ...transactionFields,
  direction: ({ id, details }) => {
    const { direction } = details as { direction?: unknown };
    if (direction === 'CREDIT' || direction === 'DEBIT') return direction;
    throw new Error(`adjustment ${id} has no direction`);
  },
};
