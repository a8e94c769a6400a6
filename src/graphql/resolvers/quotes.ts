import type { Transaction } from '../../ledger/index.js';
import type { Quote } from '../../reader/index.js';
import type { GraphQLContext } from '../context.js';
import type { ExchangeQuoteResolvers } from '../generated/resolvers.js';
import { quoteId } from '../ids.js';
import { visibleTransactionOf } from './transactions.js';

export const ExchangeQuote: ExchangeQuoteResolvers = {
  id: ({ id }) => quoteId(id),
  fromWallet: ({ fromWalletId }, _, { loaders }) => loaders.wallet(fromWalletId),
  toWallet: ({ toWalletId }, _, { loaders }) => loaders.wallet(toWalletId),
  // The exchange has the same wallets, so a viewer who sees the quote sees the exchange.
  exchange: ({ exchangeId }, _, context) =>
    exchangeId === null ? null : visibleTransactionOf('EXCHANGE', exchangeId, context),
};

/** The quote of an exchange. */
export function quoteOf(
  { id, quoteId: used }: Transaction,
  context: GraphQLContext,
): Promise<Quote> {
  if (used === null) throw new Error(`exchange ${id} names no quote`);
  return visibleQuote(used, context);
}

/** A quote that the viewer may see, because they see the row that names it. @throws Error if they may not */
export async function visibleQuote(id: string, { loaders }: GraphQLContext): Promise<Quote> {
  const quote = await loaders.quote(id);
  if (quote === null)
    throw new Error(`the viewer sees a row that names quote ${id}, but not the quote`);
  return quote;
}
