import { isRefusal } from '../../domain/index.js';
import type { Outcome } from '../../ledger/index.js';
import { distributeEarnings, type MoneyInput, transferMany } from '../../movements/index.js';
import type { GraphQLContext } from '../context.js';
import type {
  DistributeEarningsPayloadResolvers,
  MutationResolvers,
} from '../generated/resolvers.js';
import { MUTATION_INPUTS } from '../inputs/mutation-inputs.js';
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
      currency: currencyOf(result.outcome, input.lines, context),
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

/**
 * The currency that the movement chose. If there was none, it refused the whole. Any of the currencies may have been
 * created since: so the outcome says it, if a line was paid, and a line of a currency that was unknown then is passed by.
 */
function currencyOf(
  outcome: Outcome,
  lines: readonly { readonly amount: MoneyInput }[],
  context: GraphQLContext,
): string {
  const { done = [], refused = [] } = 'many' in outcome ? outcome.many : {};
  const unknown = new Set(
    refused.flatMap(({ index, refused: { code } }) => (code === 'UNKNOWN_CURRENCY' ? [index] : [])),
  );
  const [paid] = done;
  const chosen = paid
    ? lines[paid.index]
    : lines.find(({ amount }, index) => !unknown.has(index) && context.carries(amount.currency));
  return chosen?.amount.currency ?? '';
}

export const DistributeEarningsPayload: DistributeEarningsPayloadResolvers = {
  total: async ({ paid, currency }, _, context) => {
    const all = await Promise.all(
      paid.map(({ transactionId }) => visibleTransaction(transactionId, context)),
    );
    return { amount: all.reduce((sum, { amount }) => sum + amount, 0n), currency };
  },
};
