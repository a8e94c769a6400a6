import { deposit } from '../../movements/index.js';
import { transactionAnswer } from '../answers.js';
import type { MutationResolvers } from '../generated/resolvers.js';
import { readWalletId } from '../ids.js';
import { remarksIn } from '../inputs.js';

export const depositMutations = {
  deposit: async (_, { input }, context) => {
    const movement = {
      walletId: readWalletId(input.walletId, 'walletId'),
      amount: input.amount,
      ...remarksIn(input),
    };
    const result = await context.submit(deposit, movement, input.idempotencyKey);
    return transactionAnswer('DepositPayload', result);
  },
} satisfies MutationResolvers;
