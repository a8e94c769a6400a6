import { transfer } from '../../movements/index.js';
import { transactionAnswer } from '../answers.js';
import type { MutationResolvers, TransferResolvers } from '../generated/resolvers.js';
import { readWalletId } from '../ids.js';
import { remarksIn } from '../inputs.js';
import { transactionFields } from './transaction.js';

export const transferMutations = {
  transfer: async (_, { input }, context) => {
    const movement = {
      fromWalletId: readWalletId(input.fromWalletId, 'fromWalletId'),
      toWalletId: readWalletId(input.toWalletId, 'toWalletId'),
      amount: input.amount,
      ...remarksIn(input),
    };
    const result = await context.submit(transfer, movement, input.idempotencyKey);
    return transactionAnswer('TransferPayload', result);
  },
} satisfies MutationResolvers;

export const Transfer: TransferResolvers = {
  ...transactionFields,
  toWallet: ({ id, counterWalletId }, _, { sight }) => {
    if (counterWalletId === null) throw new Error(`transfer ${id} names no receiving wallet`);
    return sight.wallet(counterWalletId);
  },
};
