import { confirmDeposit, deposit, failDeposit, initiateDeposit } from '../../movements/index.js';
import type {
  DepositInput,
  InitiateDepositInput,
  MutationResolvers,
} from '../generated/resolvers.js';
import { remarksIn, walletAndAmountIn, transactionIn, transactionAndReasonIn } from '../inputs.js';
import { transactionMutation } from './transaction-mutation.js';

const depositIn = (input: DepositInput | InitiateDepositInput) => ({
  ...walletAndAmountIn(input),
  ...remarksIn(input),
});

export const depositMutations = {
  deposit: transactionMutation('DepositPayload', deposit, depositIn),
  initiateDeposit: transactionMutation('InitiateDepositPayload', initiateDeposit, depositIn),
  confirmDeposit: transactionMutation('ConfirmDepositPayload', confirmDeposit, transactionIn),
  failDeposit: transactionMutation('FailDepositPayload', failDeposit, transactionAndReasonIn),
} satisfies MutationResolvers;
