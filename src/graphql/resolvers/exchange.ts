import type { Transaction } from '../../ledger/index.js';
import { exchange, quoteExchange } from '../../movements/index.js';
import { quotePayloadOf, type QuotePayloadModel } from '../payloads.js';
import type { GraphQLContext } from '../context.js';
import { badInput } from '../errors.js';
import type {
  ExchangeInput,
  ExchangeQuoteResolvers,
  ExchangeResolvers,
  MutationResolvers,
  QueryResolvers,
  QuoteExchangeInput,
  QuoteExchangePayloadResolvers,
} from '../generated/resolvers.js';
import { quoteId, readQuoteId, readWalletId } from '../ids.js';
import { wholeNumber } from '../inputs.js';
import { transactionMutation } from './transaction-mutation.js';
import { counterWallet, seen, transactionFields } from './transaction.js';
import type { Quote } from '../../reader/index.js';

/** How long a quote holds where nobody says, and at most, in seconds. */
const USUAL_SECONDS = 60;
const DAY_SECONDS = 86_400;

export const exchangeQueries = {
  exchangeQuote: (_, { id }, { loaders }) => loaders.quote(readQuoteId(id)),
} satisfies QueryResolvers;

export const exchangeMutations = {
  quoteExchange: async (_, { input }, context) =>
    quotePayloadOf(await context.submit(quoteExchange, quoteIn(input), input.idempotencyKey)),
  exchange: transactionMutation('ExchangePayload', exchange, (input: ExchangeInput) => ({
    quoteId: readQuoteId(input.quoteId, 'quoteId'),
  })),
} satisfies MutationResolvers;

function quoteIn(input: QuoteExchangeInput) {
  if (input.rate.units === 0n) throw badInput('rate must be more than zero.');
  const seconds = input.expiresInSeconds ?? USUAL_SECONDS;
  return {
    fromWalletId: readWalletId(input.fromWalletId, 'fromWalletId'),
    toWalletId: readWalletId(input.toWalletId, 'toWalletId'),
    amount: input.amount,
    rate: input.rate,
    expiresInSeconds: wholeNumber('expiresInSeconds', seconds, DAY_SECONDS),
  };
}

export const ExchangeQuote: ExchangeQuoteResolvers = {
  id: ({ id }) => quoteId(id),
  fromWallet: ({ fromWalletId }, _, { loaders }) => loaders.wallet(fromWalletId),
  toWallet: ({ toWalletId }, _, { loaders }) => loaders.wallet(toWalletId),
  // It is about the same wallets, so whoever sees the one sees the other.
  exchange: ({ exchangeId }, _, context) =>
    exchangeId === null ? null : seen(exchangeId, context),
};

export const quotePayload = {
  quote: ({ quoteId: id }: QuotePayloadModel, _: unknown, context: GraphQLContext) =>
    seenQuote(id, context),
} satisfies QuoteExchangePayloadResolvers;

export const Exchange: ExchangeResolvers = {
  ...transactionFields,
  toWallet: counterWallet,
  received: async (transaction, _, context) => (await quoteOf(transaction, context)).receives,
  rate: async (transaction, _, context) => (await quoteOf(transaction, context)).rate,
  quote: (transaction, _, context) => quoteOf(transaction, context),
};

function quoteOf({ id, quoteId: used }: Transaction, context: GraphQLContext): Promise<Quote> {
  if (used === null) throw new Error(`exchange ${id} names no quote`);
  return seenQuote(used, context);
}

/** A quote that the viewer can only have come to through a wallet that they see. */
async function seenQuote(id: string, { loaders }: GraphQLContext): Promise<Quote> {
  const quote = await loaders.quote(id);
  if (quote === null) throw new Error(`quote ${id} is not seen through what names it`);
  return quote;
}
