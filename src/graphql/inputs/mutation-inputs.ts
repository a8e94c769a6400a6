import { mayOpenFor } from '../../auth/index.js';
import { hasRole, MAIN_WALLET } from '../../domain/index.js';
import { MAX_DIGITS } from '../../money/index.js';
import type { MutationInput, MutationName } from '../../movements/index.js';
import type { GraphQLContext } from '../context.js';
import { badInput, forbidden } from '../errors.js';
import type {
  InputMaybe,
  MutationResolvers,
  TransferInput,
  TransferLine,
} from '../generated/resolvers.js';
import {
  readFindingId,
  readQuoteId,
  readScheduleId,
  readTransactionId,
  readWalletId,
  readWebhookId,
} from '../ids.js';
import { acknowledgementIn, monitorIn, monitorToCreate } from './alert-inputs.js';
import {
  asIs,
  eachOf,
  ifSent,
  holdSecondsIn,
  remarksIn,
  transactionAndReasonIn,
  transactionIn,
  unlessEmpty,
  walletAndAmountIn,
  wholeNumber,
} from './inputs.js';
import { legsIn, splitsIn } from './receiver-inputs.js';
import {
  accountName,
  currencyName,
  description,
  destination,
  displayName,
  memo,
  ownerId,
  reason,
  subject,
  walletName,
} from './text-inputs.js';
import { replayIn } from './webhook-inputs.js';

/** 100 % in basis points. */
const MAX_BPS = 10_000;

/** Lifetime of a quote: the default and the maximum. */
const QUOTE_SECONDS = 60;
const MAX_QUOTE_SECONDS = 86_400;

/** A mutation whose input is read by itself. What is scheduled is read by these. */
export type InputMutation = Exclude<
  MutationName,
  'scheduleTransaction' | 'createWebhook' | 'rotateWebhookSecret' | 'testWebhook'
>;

type Callable<T> = Extract<T, (...args: never[]) => unknown>;

/** The input that a client sends to a mutation. */
type SentInput<N extends MutationName> = Parameters<
  Callable<NonNullable<MutationResolvers[N]>>
>[1]['input'];

/**
 * Each mutation's input in the form that its movement takes.
 * @throws GraphQLError BAD_USER_INPUT for malformed input, FORBIDDEN for a request that the caller may not make
 */
export const MUTATION_INPUTS: {
  readonly [N in InputMutation]: (
    input: SentInput<N>,
    context: Pick<GraphQLContext, 'caller'>,
  ) => MutationInput<N>;
} = {
  openWallet(input, { caller }) {
    const owner = ownerId(input.ownerId);
    if (!mayOpenFor(caller, owner))
      throw forbidden(
        'A MEMBER can open wallets only for themselves. Send your own id as ownerId.',
      );
    return {
      ...{ ownerId: owner, currency: input.currency },
      name: walletName(input.name ?? MAIN_WALLET),
      metadata: ifSent(input.metadata, unlessEmpty),
    };
  },
  setWalletMetadata: ({ walletId, metadata }) => ({
    walletId: readWalletId(walletId, 'walletId'),
    metadata,
  }),
  setWalletDisplayName({ walletId, displayName: name }, { caller }) {
    if (name === undefined)
      throw badInput('displayName is missing or empty. Send the new name, or null to remove it.');
    // Of a caller who is a member, too, the movement asks whether they own the wallet.
    if (name !== null && !hasRole(caller, 'MEMBER'))
      throw forbidden(
        'Only owners name their wallets. Staff and programs can remove a name: send null as displayName.',
      );
    return {
      walletId: readWalletId(walletId, 'walletId'),
      displayName: name === null ? null : displayName(name),
    };
  },
  freezeWallet: walletAndReasonIn,
  unfreezeWallet: walletAndReasonIn,
  closeWallet: walletAndReasonIn,

  deposit: (input) => ({
    ...walletAndAmountIn(input),
    splits: splitsIn(input),
    ...remarksIn(input),
    effectiveAt: ifSent(input.effectiveAt, asIs),
  }),
  initiateDeposit: (input) => ({ ...walletAndAmountIn(input), ...remarksIn(input) }),
  confirmDeposit: transactionIn,
  failDeposit: failureIn,

  requestWithdrawal: (input) => ({
    ...walletAndAmountIn(input),
    splits: splitsIn(input),
    destination: ifSent(input.destination, destination),
    expiresInSeconds: holdSecondsIn(input),
    ...remarksIn(input),
  }),
  approveWithdrawal: transactionIn,
  rejectWithdrawal: transactionAndReasonIn,
  cancelWithdrawal: cancellationIn,

  purchase: (input) => ({
    ...walletAndAmountIn(input),
    splits: splitsIn(input),
    expiresInSeconds: holdSecondsIn(input),
    ...remarksIn(input),
  }),
  completePurchase: (input) => ({ ...transactionIn(input), amount: ifSent(input.amount, asIs) }),
  failPurchase: failureIn,
  cancelPurchase: cancellationIn,
  refundPurchase: (input) => ({ ...transactionAndReasonIn(input), amount: input.amount }),

  transfer: (input) => transferIn(input),
  transferMany: ({ inputs, atomic }) => ({
    inputs: eachOf('inputs', inputs, transferIn),
    atomic: atomic ?? false,
  }),

  quoteExchange(input) {
    if (input.rate.units === 0n) throw badInput('rate must be greater than zero.');
    const seconds = input.expiresInSeconds ?? QUOTE_SECONDS;
    return {
      fromWalletId: readWalletId(input.fromWalletId, 'fromWalletId'),
      toWalletId: readWalletId(input.toWalletId, 'toWalletId'),
      amount: input.amount,
      rate: input.rate,
      expiresInSeconds: wholeNumber('expiresInSeconds', seconds, MAX_QUOTE_SECONDS),
    };
  },
  exchange: (input) => ({ quoteId: readQuoteId(input.quoteId, 'quoteId') }),

  claimDailyBonus: ({ walletId }) => ({ walletId: readWalletId(walletId, 'walletId') }),
  payReferralCommission: (input) => ({
    walletId: readWalletId(input.walletId, 'walletId'),
    sourceTransactionId: readTransactionId(input.sourceTransactionId, 'sourceTransactionId'),
    rateBps: wholeNumber('rateBps', input.rateBps, MAX_BPS),
  }),
  distributeEarnings: (input) => ({
    lines: eachOf('lines', input.lines, walletAndAmountIn),
    memo: ifSent(input.memo, memo),
  }),

  setCreditLine: ({ walletId, approved, limit }) => ({
    walletId: readWalletId(walletId, 'walletId'),
    approved,
    limit,
  }),
  drawCredit: (input) => walletAndAmountIn(input),
  repayCredit: (input) => walletAndAmountIn(input),

  adjustBalance: (input) => ({
    ...walletAndAmountIn(input),
    direction: input.direction,
    reason: reason(input.reason),
    effectiveAt: ifSent(input.effectiveAt, asIs),
  }),
  proposeRepair: (input) => ({
    ...walletAndAmountIn(input),
    direction: input.direction,
    reason: reason(input.reason),
    findingId: ifSent(input.findingId, (id) => readFindingId(id, 'findingId')),
  }),
  approveRepair: transactionIn,
  rejectRepair: transactionAndReasonIn,
  post: (input) => ({
    legs: legsIn(input.legs),
    ...remarksIn(input),
    effectiveAt: ifSent(input.effectiveAt, asIs),
  }),
  reverseTransaction: transactionAndReasonIn,
  createCurrency: (input) => ({
    code: input.code,
    digits: wholeNumber('digits', input.digits, MAX_DIGITS, 0),
    name: currencyName(input.name),
  }),
  createSystemAccount: (input) => ({
    name: accountName(input.name),
    description: description(input.description),
  }),
  pauseSchedule: scheduleIn,
  resumeSchedule: scheduleIn,
  cancelSchedule: scheduleIn,
  pauseWebhook: webhookNamedIn,
  resumeWebhook: webhookNamedIn,
  deleteWebhook: webhookNamedIn,
  replayWebhook: replayIn,
  eraseOwner: (input) => ({ ownerId: ownerId(input.ownerId), reason: reason(input.reason) }),
  createMonitor: monitorToCreate,
  pauseMonitor: monitorIn,
  resumeMonitor: monitorIn,
  deleteMonitor: monitorIn,
  acknowledgeAlert: acknowledgementIn,
  runReconciliation: () => ({}),
  revokeTokens: (input) => ({ subject: subject(input.subject), reason: reason(input.reason) }),
};

function walletAndReasonIn(input: { walletId: string; reason: string }) {
  return { walletId: readWalletId(input.walletId, 'walletId'), reason: reason(input.reason) };
}

function scheduleIn(input: { scheduleId: string }) {
  return { scheduleId: readScheduleId(input.scheduleId, 'scheduleId') };
}

function webhookNamedIn(input: { webhookId: string }) {
  return { webhookId: readWebhookId(input.webhookId, 'webhookId') };
}

function failureIn(input: {
  transactionId: string;
  reason: string;
  onlyIfPending?: InputMaybe<boolean>;
}) {
  return { ...transactionAndReasonIn(input), onlyIfPending: input.onlyIfPending ?? false };
}

function cancellationIn(input: { transactionId: string; reason?: InputMaybe<string> }) {
  return { ...transactionIn(input), reason: ifSent(input.reason, reason) };
}

/** @param at prefix of a field's name in an error, such as `inputs[1].` */
function transferIn(input: TransferInput | TransferLine, at = '') {
  return {
    fromWalletId: readWalletId(input.fromWalletId, `${at}fromWalletId`),
    toWalletId: readWalletId(input.toWalletId, `${at}toWalletId`),
    amount: input.amount,
    splits: splitsIn(input, at),
    shareMetadata: input.shareMetadata ?? false,
    ...remarksIn(input, at),
  };
}
