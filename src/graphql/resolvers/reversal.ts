import { reverseTransaction } from '../../movements/index.js';
import type { MutationResolvers, ReversalResolvers } from '../generated/resolvers.js';
import { transactionAndReasonIn } from '../inputs.js';
import { transactionMutation } from './transaction-mutation.js';
import { original, transactionFields } from './transaction.js';

export const reversalMutations = {
  reverseTransaction: transactionMutation(
    'ReverseTransactionPayload',
    reverseTransaction,
    transactionAndReasonIn,
  ),
} satisfies MutationResolvers;

export const Reversal: ReversalResolvers = { ...transactionFields, original };
