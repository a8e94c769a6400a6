import {
  approveWithdrawal,
  cancelWithdrawal,
  rejectWithdrawal,
  requestWithdrawal,
} from '../../movements/index.js';
import type {
  CancelWithdrawalInput,
  MutationResolvers,
  RequestWithdrawalInput,
  WithdrawalResolvers,
} from '../generated/resolvers.js';
import {
  given,
  holdSecondsIn,
  remarksIn,
  walletAndAmountIn,
  transactionAndReasonIn,
  transactionIn,
} from '../inputs.js';
import { destination, reason } from '../text-inputs.js';
import { transactionMutation } from './transaction-mutation.js';
import { transactionFields } from './transaction.js';

export const withdrawalMutations = {
  requestWithdrawal: transactionMutation(
    'RequestWithdrawalPayload',
    requestWithdrawal,
    (input: RequestWithdrawalInput) => ({
      ...walletAndAmountIn(input),
      destination: given(input.destination, destination),
      expiresInSeconds: holdSecondsIn(input),
      ...remarksIn(input),
    }),
  ),
  approveWithdrawal: transactionMutation(
    'ApproveWithdrawalPayload',
    approveWithdrawal,
    transactionIn,
  ),
  rejectWithdrawal: transactionMutation(
    'RejectWithdrawalPayload',
    rejectWithdrawal,
    transactionAndReasonIn,
  ),
  cancelWithdrawal: transactionMutation(
    'CancelWithdrawalPayload',
    cancelWithdrawal,
    (input: CancelWithdrawalInput) => ({
      ...transactionIn(input),
      reason: given(input.reason, reason),
    }),
  ),
} satisfies MutationResolvers;

export const Withdrawal: WithdrawalResolvers = {
  ...transactionFields,
  destination: ({ id, details }) => {
    const { destination: text } = details as { destination?: unknown };
    if (text === undefined || typeof text === 'string') return text ?? null;
    throw new Error(`withdrawal ${id} has a destination that is no text`);
  },
};
