import { distributeEarnings, transferMany } from '../../movements/index.js';
import type {
  DistributeEarningsPayloadResolvers,
  MutationResolvers,
} from '../generated/resolvers.js';
import { MUTATION_INPUTS } from '../mutation-inputs.js';
import { linesPayloadOf } from '../payloads.js';
import { seen } from './transactions.js';

/** The mutations of many lines, each of which stands or is refused by itself. */
export const lineMutations = {
  transferMany: async (_, { input }, context) => {
    const transfers = MUTATION_INPUTS.transferMany(input, context);
    const result = await context.submit(transferMany, transfers, input.idempotencyKey);
    const lines = linesPayloadOf('TransferPayload', result);
    return 'code' in lines ? lines : { __typename: 'TransferManyPayload', ...lines };
  },
  distributeEarnings: async (_, { input }, context) => {
    const earnings = MUTATION_INPUTS.distributeEarnings(input, context);
    const result = await context.submit(distributeEarnings, earnings, input.idempotencyKey);
    const lines = linesPayloadOf('EarningPayload', result);
    if ('code' in lines) return lines;
    return {
      __typename: 'DistributeEarningsPayload',
      // As the movement has it; the ledger has refused the whole where there is none.
      currency:
        input.lines.find((line) => context.carries(line.amount.currency))?.amount.currency ?? '',
      paid: lines.done,
      // The ids as the client wrote them: there is but one way.
      refused: lines.refused.map((line) => ({
        ...line,
        walletId: input.lines[line.index]?.walletId ?? '',
      })),
      replayed: lines.replayed,
    };
  },
} satisfies MutationResolvers;

export const DistributeEarningsPayload: DistributeEarningsPayloadResolvers = {
  total: async ({ paid, currency }, _, context) => {
    const all = await Promise.all(paid.map(({ transactionId }) => seen(transactionId, context)));
    return { amount: all.reduce((sum, { amount }) => sum + amount, 0n), currency };
  },
};
