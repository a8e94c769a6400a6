import { completedBy, WITH_CASH, type KindDefinition } from '../definition.js';
import { movement } from '../movement.js';
import { mayUseWallet } from '../../auth/index.js';
import { isRefusal, type Refusal, type Viewer } from '../../domain/index.js';
import { type ExchangeQuote, type LockedState, type Wallet } from '../../ledger/index.js';
import { convert, type Decimal, decimalText, MAX_AMOUNT } from '../../money/index.js';
import {
  positiveAmountIn,
  refuseIfAvailableShort,
  amountTooLargeRefusal,
  type MoneyInput,
} from '../rules/amounts.js';
import {
  completedTransaction,
  expiryAfter,
  systemPosting,
  walletPosting,
} from '../rules/records.js';
import {
  findWallet,
  refuseUnlessActive,
  refuseIfClosed,
  sameWalletRefusal,
  walletNotFoundRefusal,
} from '../rules/wallets.js';

export interface QuoteExchangeInput {
  readonly fromWalletId: string;
  readonly toWalletId: string;
  readonly amount: MoneyInput;
  /** Units received for one unit given. Greater than zero. */
  readonly rate: Decimal;
  readonly expiresInSeconds: number;
}

/**
 * Quotes one exchange between two wallets of an owner, for a limited time. The amount received is rounded down to the
 * minor unit, so an exchange never gives more than its rate says.
 */
export const quoteExchange = movement<QuoteExchangeInput>({
  name: 'quoteExchange',
  act: 'control',
  locks: ({ fromWalletId, toWalletId }) => ({ wallets: [fromWalletId, toWalletId] }),
  decide(input, by, state) {
    const from = findWallet(state, input.fromWalletId);
    if (isRefusal(from)) return from;
    if (input.toWalletId === from.id) return sameWalletRefusal();
    const to = findWallet(state, input.toWalletId);
    if (isRefusal(to)) return to;
    if (to.ownerId !== from.ownerId) return walletNotFoundRefusal();
    const refusal = refuseUnlessActive(from) ?? refuseIfClosed(to);
    if (refusal) return refusal;
    const amount = positiveAmountIn(state, from, input.amount);
    if (isRefusal(amount)) return amount;
    if (to.currency === from.currency) return oneCurrencyRefusal(from.currency);
    const received = amountReceived(state, amount.minor, from, to, input.rate);
    if (isRefusal(received)) return received;
    const quote: ExchangeQuote = {
      id: state.newId(),
      fromWalletId: from.id,
      toWalletId: to.id,
      fromAmount: amount.minor,
      toAmount: received.minor,
      rate: decimalText(input.rate),
      expiresAt: expiryAfter(state, input.expiresInSeconds) ?? state.now,
      createdBy: by.id,
      createdAt: state.now,
    };
    return { quote };
  },
});

function oneCurrencyRefusal(currency: string): Refusal {
  return {
    code: 'CURRENCY_MISMATCH',
    message: `An exchange is between two currencies. Both wallets are in ${currency}: use transfer.`,
  };
}

function amountReceived(
  state: LockedState,
  fromAmount: bigint,
  from: Wallet,
  to: Wallet,
  rate: Decimal,
): { minor: bigint } | Refusal {
  const digits = (wallet: Wallet): number => state.currency(wallet.currency)?.digits ?? 0;
  const minor = convert(fromAmount, digits(from), rate, digits(to));
  if (minor > MAX_AMOUNT) return amountTooLargeRefusal(to.currency);
  if (minor === 0n)
    return {
      code: 'INVALID_AMOUNT',
      message: `The amount received rounds down to zero ${to.currency}. Exchange a larger amount.`,
    };
  return { minor };
}

/** Exchanges at a quote, once, before it expires. In each currency the system's EXCHANGE account is the other side. */
export const exchange = movement<{ readonly quoteId: string }>({
  name: 'exchange',
  act: { owner: ({ quoteId }) => ({ quote: quoteId }) },
  locks: ({ quoteId }) => ({ quotes: [quoteId], systemAccounts: ['EXCHANGE'] }),
  decide({ quoteId }, by, state) {
    const offered = findUsableQuote(state, quoteId, by);
    if (isRefusal(offered)) return offered;
    const { quote, from, to } = offered;
    const refusal =
      refuseUnlessActive(from) ??
      refuseIfClosed(to) ??
      refuseIfAvailableShort(state, from, quote.fromAmount);
    if (refusal) return refusal;
    const transaction = completedTransaction(state, by, {
      kind: 'EXCHANGE',
      amount: quote.fromAmount,
      currency: from.currency,
      walletId: from.id,
      counterWalletId: to.id,
      quoteId,
    });
    return {
      transaction,
      postings: [
        walletPosting(from, 'CASH', 'POST', -quote.fromAmount),
        systemPosting(from.currency, 'EXCHANGE', 'POST', quote.fromAmount),
        systemPosting(to.currency, 'EXCHANGE', 'POST', -quote.toAmount),
        walletPosting(to, 'CASH', 'POST', quote.toAmount),
      ],
    };
  },
});

function findUsableQuote(
  state: LockedState,
  id: string,
  by: Viewer,
): { quote: ExchangeQuote; from: Wallet; to: Wallet } | Refusal {
  const quote = state.quote(id);
  const from = quote && state.wallet(quote.fromWalletId);
  const to = quote && state.wallet(quote.toWalletId);
  if (!from || !to || !mayUseWallet(by, from))
    return {
      code: 'QUOTE_NOT_FOUND',
      message: 'There is no such quote, or you may not use its wallets. Check the quote id.',
    };
  if (state.isQuoteUsed(id))
    return {
      code: 'QUOTE_USED',
      message: 'This quote has already been used. Request a new one.',
    };
  if (state.now >= quote.expiresAt)
    return {
      code: 'QUOTE_EXPIRED',
      message: `This quote expired at ${quote.expiresAt.toISOString()}. Request a new one.`,
    };
  return { quote, from, to };
}

export const exchangeKind = {
  kind: 'EXCHANGE',
  mutations: { transaction: { exchange }, quote: { quoteExchange } },
  docs: {
    title: 'Exchange',
    about:
      "An exchange between two wallets of one owner in two currencies, at a quote, which can be used once and until it expires. The amount received is rounded down to the currency's smallest unit.",
    wallets: WITH_CASH,
    ...completedBy('quoteExchange', 'exchange'),
  },
} as const satisfies KindDefinition<'EXCHANGE'>;
