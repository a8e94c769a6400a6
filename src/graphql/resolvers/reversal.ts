import { reverseTransaction } from '../../movements/index.js';
import type { MutationResolvers, ReversalResolvers } from '../generated/resolvers.js';
import { transactionAndReasonIn } from '../inputs.js';
import { moving } from './transaction-mutation.js';
import { original, transactionFields } from './transaction.js';

export const reversalMutations = {
  reverseTransaction: moving(
    'ReverseTransactionPayload',
    reverseTransaction,
    transactionAndReasonIn,
  ),
} satisfies MutationResolvers;

export const Reversal: ReversalResolvers = { ...transactionFields, original };
