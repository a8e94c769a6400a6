import { distributeEarnings } from '../../movements/index.js';
import { linesPayloadOf } from '../payloads.js';
import type {
  DistributeEarningsInput,
  DistributeEarningsPayloadResolvers,
  MutationResolvers,
} from '../generated/resolvers.js';
import { eachOf, given, walletAndAmountIn } from '../inputs.js';
import { memo } from '../text-inputs.js';
import { seen } from './transaction.js';

export const earningMutations = {
  distributeEarnings: async (_, { input }, context) => {
    const result = await context.submit(
      distributeEarnings,
      earningsIn(input),
      input.idempotencyKey,
    );
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

function earningsIn(input: DistributeEarningsInput) {
  const lines = eachOf('lines', input.lines, walletAndAmountIn);
  return { lines, memo: given(input.memo, memo) };
}

export const DistributeEarningsPayload: DistributeEarningsPayloadResolvers = {
  total: async ({ paid, currency }, _, context) => {
    const all = await Promise.all(paid.map(({ transactionId }) => seen(transactionId, context)));
    return { amount: all.reduce((sum, { amount }) => sum + amount, 0n), currency };
  },
};
