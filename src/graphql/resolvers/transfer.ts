import { transfer, transferMany } from '../../movements/index.js';
import { linesPayloadOf } from '../payloads.js';
import type {
  MutationResolvers,
  TransferInput,
  TransferLine,
  TransferManyInput,
  TransferResolvers,
} from '../generated/resolvers.js';
import { readWalletId } from '../ids.js';
import { eachOf, remarksIn } from '../inputs.js';
import { transactionMutation } from './transaction-mutation.js';
import { counterWallet, transactionFields } from './transaction.js';

/** @param at what stands in front of a field's name in an error */
function transferIn(input: TransferInput | TransferLine, at = '') {
  return {
    fromWalletId: readWalletId(input.fromWalletId, `${at}fromWalletId`),
    toWalletId: readWalletId(input.toWalletId, `${at}toWalletId`),
    amount: input.amount,
    ...remarksIn(input, at),
  };
}

function transfersIn({ inputs, atomic }: TransferManyInput) {
  return { inputs: eachOf('inputs', inputs, transferIn), atomic: atomic ?? false };
}

export const transferMutations = {
  transfer: transactionMutation('TransferPayload', transfer, (input: TransferInput) =>
    transferIn(input),
  ),
  transferMany: async (_, { input }, context) => {
    const result = await context.submit(transferMany, transfersIn(input), input.idempotencyKey);
    const lines = linesPayloadOf('TransferPayload', result);
    return 'code' in lines ? lines : { __typename: 'TransferManyPayload', ...lines };
  },
} satisfies MutationResolvers;

export const Transfer: TransferResolvers = { ...transactionFields, toWallet: counterWallet };
