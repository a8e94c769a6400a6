import { distributeEarnings } from '../../movements/index.js';
import { linesAnswer } from '../answers.js';
import { badInput } from '../errors.js';
import type {
  DistributeEarningsInput,
  DistributeEarningsPayloadResolvers,
  EarningLine,
  MutationResolvers,
} from '../generated/resolvers.js';
import { eachOf, given, sumIn } from '../inputs.js';
import { memo } from '../texts.js';
import { seen } from './transaction.js';

export const earningMutations = {
  distributeEarnings: async (_, { input }, context) => {
    const { currency, ...movement } = earningsIn(input);
    const result = await context.submit(distributeEarnings, movement, input.idempotencyKey);
    const lines = linesAnswer('EarningPayload', result);
    if ('code' in lines) return lines;
    return {
      __typename: 'DistributeEarningsPayload',
      currency,
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
  const lines = eachOf('lines', input.lines, sumIn);
  return { lines, currency: oneCurrency(input.lines), memo: given(input.memo, memo) };
}

/** The currency of all lines. @throws GraphQLError BAD_USER_INPUT where they have several */
function oneCurrency(lines: readonly EarningLine[]): string {
  const [first = '', other] = new Set(lines.map(({ amount }) => amount.currency));
  if (other !== undefined)
    throw badInput(`lines must all be in one currency: these are in ${first} and ${other}.`);
  return first;
}

export const DistributeEarningsPayload: DistributeEarningsPayloadResolvers = {
  total: async ({ paid, currency }, _, context) => {
    const all = await Promise.all(paid.map(({ transactionId }) => seen(transactionId, context)));
    return { amount: all.reduce((sum, { amount }) => sum + amount, 0n), currency };
  },
};
