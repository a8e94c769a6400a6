import { reverseTransaction } from '../../movements/index.js';
import { transactionAnswer } from '../answers.js';
import type { MutationResolvers, ReversalResolvers } from '../generated/resolvers.js';
import { readTransactionId } from '../ids.js';
import { reason } from '../texts.js';
import { seen, transactionFields } from './transaction.js';

export const reversalMutations = {
  reverseTransaction: async (_, { input }, context) => {
    const movement = {
      transactionId: readTransactionId(input.transactionId, 'transactionId'),
      reason: reason(input.reason),
    };
    const result = await context.submit(reverseTransaction, movement, input.idempotencyKey);
    return transactionAnswer('ReverseTransactionPayload', result);
  },
} satisfies MutationResolvers;

export const Reversal: ReversalResolvers = {
  ...transactionFields,
  // It is about the same wallets, so whoever sees the one sees the other.
  original: ({ id, originalId }, _, context) => {
    if (originalId === null) throw new Error(`reversal ${id} names no original`);
    return seen(originalId, context);
  },
};
