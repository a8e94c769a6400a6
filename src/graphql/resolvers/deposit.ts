import { confirmDeposit, deposit, failDeposit, initiateDeposit } from '../../movements/index.js';
import type {
  DepositInput,
  InitiateDepositInput,
  MutationResolvers,
} from '../generated/resolvers.js';
import { remarksIn, sumIn, transactionIn, transactionAndReasonIn } from '../inputs.js';
import { moving } from './transaction-mutation.js';

const depositIn = (input: DepositInput | InitiateDepositInput) => ({
  ...sumIn(input),
  ...remarksIn(input),
});

export const depositMutations = {
  deposit: moving('DepositPayload', deposit, depositIn),
  initiateDeposit: moving('InitiateDepositPayload', initiateDeposit, depositIn),
  confirmDeposit: moving('ConfirmDepositPayload', confirmDeposit, transactionIn),
  failDeposit: moving('FailDepositPayload', failDeposit, transactionAndReasonIn),
} satisfies MutationResolvers;
