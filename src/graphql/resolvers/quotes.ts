import type { Transaction } from '../../ledger/index.js';
import type { Quote } from '../../reader/index.js';
import type { GraphQLContext } from '../context.js';
import type { ExchangeQuoteResolvers } from '../generated/resolvers.js';
import { quoteId } from '../ids.js';
import { seen } from './transactions.js';

export const ExchangeQuote: ExchangeQuoteResolvers = {
  id: ({ id }) => quoteId(id),
  fromWallet: ({ fromWalletId }, _, { loaders }) => loaders.wallet(fromWalletId),
  toWallet: ({ toWalletId }, _, { loaders }) => loaders.wallet(toWalletId),
  // It is about the same wallets, so whoever sees the one sees the other.
  exchange: ({ exchangeId }, _, context) =>
    exchangeId === null ? null : seen(exchangeId, context),
};

/** The quote that an exchange was made at. */
export function quoteOf(
  { id, quoteId: used }: Transaction,
  context: GraphQLContext,
): Promise<Quote> {
  if (used === null) throw new Error(`exchange ${id} names no quote`);
  return seenQuote(used, context);
}

/** A quote that the viewer can only have come to through a wallet that they see. */
export async function seenQuote(id: string, { loaders }: GraphQLContext): Promise<Quote> {
  const quote = await loaders.quote(id);
  if (quote === null) throw new Error(`quote ${id} is not seen through what names it`);
  return quote;
}
