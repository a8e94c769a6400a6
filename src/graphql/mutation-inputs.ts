import { mayOpenFor } from '../auth/index.js';
import type { MutationInput, MutationName } from '../movements/index.js';
import type { GraphQLContext } from './context.js';
import { badInput, forbidden } from './errors.js';
import type { MutationResolvers, TransferInput, TransferLine } from './generated/resolvers.js';
import { readQuoteId, readTransactionId, readWalletId } from './ids.js';
import {
  asIs,
  eachOf,
  given,
  holdSecondsIn,
  remarksIn,
  transactionAndReasonIn,
  transactionIn,
  walletAndAmountIn,
  wholeNumber,
} from './inputs.js';
import { destination, memo, ownerId, reason, subject } from './text-inputs.js';

/** All of it, in basis points. */
const WHOLE_BPS = 10_000;

/** How long a quote holds where nobody says, and at most, in seconds. */
const USUAL_SECONDS = 60;
const DAY_SECONDS = 86_400;

type Callable<T> = Extract<T, (...args: never[]) => unknown>;

/** What a client sends to a mutation. */
type SentInput<N extends MutationName> = Parameters<
  Callable<NonNullable<MutationResolvers[N]>>
>[1]['input'];

/**
 * Each mutation's input as its movement takes it.
 * @throws GraphQLError BAD_USER_INPUT for what cannot be read, FORBIDDEN for what the caller may not ask for
 */
export const MUTATION_INPUTS: {
  readonly [N in MutationName]: (input: SentInput<N>, context: GraphQLContext) => MutationInput<N>;
} = {
  openWallet(input, { caller }) {
    const owner = ownerId(input.ownerId);
    if (!mayOpenFor(caller, owner))
      throw forbidden(
        'A MEMBER can open wallets only for themselves. Send your own id as ownerId.',
      );
    return { ownerId: owner, currency: input.currency };
  },
  freezeWallet: walletAndReasonIn,
  unfreezeWallet: walletAndReasonIn,
  closeWallet: walletAndReasonIn,

  deposit: (input) => ({ ...walletAndAmountIn(input), ...remarksIn(input) }),
  initiateDeposit: (input) => ({ ...walletAndAmountIn(input), ...remarksIn(input) }),
  confirmDeposit: transactionIn,
  failDeposit: transactionAndReasonIn,

  requestWithdrawal: (input) => ({
    ...walletAndAmountIn(input),
    destination: given(input.destination, destination),
    expiresInSeconds: holdSecondsIn(input),
    ...remarksIn(input),
  }),
  approveWithdrawal: transactionIn,
  rejectWithdrawal: transactionAndReasonIn,
  cancelWithdrawal: (input) => ({
    ...transactionIn(input),
    reason: given(input.reason, reason),
  }),

  purchase: (input) => ({
    ...walletAndAmountIn(input),
    expiresInSeconds: holdSecondsIn(input),
    ...remarksIn(input),
  }),
  completePurchase: (input) => ({ ...transactionIn(input), amount: given(input.amount, asIs) }),
  failPurchase: transactionAndReasonIn,
  refundPurchase: (input) => ({ ...transactionAndReasonIn(input), amount: input.amount }),

  transfer: (input) => transferIn(input),
  transferMany: ({ inputs, atomic }) => ({
    inputs: eachOf('inputs', inputs, transferIn),
    atomic: atomic ?? false,
  }),

  quoteExchange(input) {
    if (input.rate.units === 0n) throw badInput('rate must be greater than zero.');
    const seconds = input.expiresInSeconds ?? USUAL_SECONDS;
    return {
      fromWalletId: readWalletId(input.fromWalletId, 'fromWalletId'),
      toWalletId: readWalletId(input.toWalletId, 'toWalletId'),
      amount: input.amount,
      rate: input.rate,
      expiresInSeconds: wholeNumber('expiresInSeconds', seconds, DAY_SECONDS),
    };
  },
  exchange: (input) => ({ quoteId: readQuoteId(input.quoteId, 'quoteId') }),

  claimDailyBonus: ({ walletId }) => ({ walletId: readWalletId(walletId, 'walletId') }),
  payReferralCommission: (input) => ({
    walletId: readWalletId(input.walletId, 'walletId'),
    sourceTransactionId: readTransactionId(input.sourceTransactionId, 'sourceTransactionId'),
    rateBps: wholeNumber('rateBps', input.rateBps, WHOLE_BPS),
  }),
  distributeEarnings: (input) => ({
    lines: eachOf('lines', input.lines, walletAndAmountIn),
    memo: given(input.memo, memo),
  }),

  setCreditLine: ({ walletId, approved, limit }) => ({
    ...{ walletId: readWalletId(walletId, 'walletId'), approved, limit },
  }),
  drawCredit: (input) => walletAndAmountIn(input),
  repayCredit: (input) => walletAndAmountIn(input),

  adjustBalance: (input) => ({
    ...walletAndAmountIn(input),
    direction: input.direction,
    reason: reason(input.reason),
  }),
  reverseTransaction: transactionAndReasonIn,
  revokeTokens: (input) => ({ subject: subject(input.subject), reason: reason(input.reason) }),
};

function walletAndReasonIn(input: { walletId: string; reason: string }) {
  return { walletId: readWalletId(input.walletId, 'walletId'), reason: reason(input.reason) };
}

/** @param at what stands in front of a field's name in an error */
function transferIn(input: TransferInput | TransferLine, at = '') {
  return {
    fromWalletId: readWalletId(input.fromWalletId, `${at}fromWalletId`),
    toWalletId: readWalletId(input.toWalletId, `${at}toWalletId`),
    amount: input.amount,
    ...remarksIn(input, at),
  };
}
