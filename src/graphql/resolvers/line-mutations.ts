import { isRefusal } from '../../domain/index.js';
import { distributeEarnings, transferMany } from '../../movements/index.js';
import type {
  DistributeEarningsPayloadResolvers,
  MutationResolvers,
} from '../generated/resolvers.js';
import { MUTATION_INPUTS } from '../mutation-inputs.js';
import { linesPayloadOf } from '../payloads.js';
import { visibleTransaction } from './transactions.js';

/** The mutations with many lines. Each line succeeds or is refused by itself, unless `transferMany` asks for all or none. */
export const lineMutations = {
  transferMany: async (_, { input }, context) => {
    const transfers = MUTATION_INPUTS.transferMany(input, context);
    const result = await context.submit(transferMany, transfers, input.idempotencyKey);
    const lines = linesPayloadOf('TransferPayload', result);
    return isRefusal(lines) ? lines : { __typename: 'TransferManyPayload', ...lines };
  },
  distributeEarnings: async (_, { input }, context) => {
    const earnings = MUTATION_INPUTS.distributeEarnings(input, context);
    const result = await context.submit(distributeEarnings, earnings, input.idempotencyKey);
    const lines = linesPayloadOf('EarningPayload', result);
    if (isRefusal(lines)) return lines;
    return {
      __typename: 'DistributeEarningsPayload',
      // The currency that the movement chose. If there was none, it refused the whole.
      currency:
        input.lines.find((line) => context.carries(line.amount.currency))?.amount.currency ?? '',
      paid: lines.done,
      // The id as the client wrote it: an id has only one spelling.
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
    const all = await Promise.all(
      paid.map(({ transactionId }) => visibleTransaction(transactionId, context)),
    );
    return { amount: all.reduce((sum, { amount }) => sum + amount, 0n), currency };
  },
};
