import { formatAmount } from '../../money/index.js';
import type { GraphQLContext } from '../context.js';
import type {
  DriftCauseResolvers,
  DriftResolvers,
  DriftValueResolvers,
} from '../generated/resolvers.js';

export const Drift: DriftResolvers = {
  values: ({ values, currency }) => values.map((value) => ({ ...value, currency })),
  book: async ({ owner: ownerId, currency, wallet: name }, _, context) => {
    const wallet = await context.loaders.walletNamed({ ownerId, currency, name });
    if (wallet === null) return null;
    return major((await context.loaders.balance(wallet.id, undefined)).cash, currency, context);
  },
  difference: ({ difference, currency }, _, context) => major(difference, currency, context),
};

export const DriftValue: DriftValueResolvers = {
  value: ({ minor, currency }, _, context) =>
    minor === null ? null : major(minor, currency, context),
};

export const DriftCause: DriftCauseResolvers = {
  applicationName: ({ application }) => application,
};

/** An amount in major units. Without the currency in the book there is none but zero. */
async function major(
  minor: bigint,
  code: string,
  context: Pick<GraphQLContext, 'findCurrency'>,
): Promise<string> {
  return formatAmount(minor, (await context.findCurrency(code))?.digits ?? 0);
}
