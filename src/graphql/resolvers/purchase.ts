import { completePurchase, failPurchase, purchase, refundPurchase } from '../../movements/index.js';
import type {
  CompletePurchaseInput,
  MutationResolvers,
  PurchaseInput,
  PurchaseResolvers,
  RefundPurchaseInput,
  RefundResolvers,
} from '../generated/resolvers.js';
import {
  asIs,
  given,
  holdSecondsIn,
  remarksIn,
  walletAndAmountIn,
  transactionAndReasonIn,
  transactionIn,
} from '../inputs.js';
import { transactionMutation } from './transaction-mutation.js';
import { original, transactionFields } from './transaction.js';

export const purchaseMutations = {
  purchase: transactionMutation('PurchasePayload', purchase, (input: PurchaseInput) => ({
    ...walletAndAmountIn(input),
    expiresInSeconds: holdSecondsIn(input),
    ...remarksIn(input),
  })),
  completePurchase: transactionMutation(
    'CompletePurchasePayload',
    completePurchase,
    (input: CompletePurchaseInput) => ({
      ...transactionIn(input),
      amount: given(input.amount, asIs),
    }),
  ),
  failPurchase: transactionMutation('FailPurchasePayload', failPurchase, transactionAndReasonIn),
  refundPurchase: transactionMutation(
    'RefundPurchasePayload',
    refundPurchase,
    (input: RefundPurchaseInput) => ({
      ...transactionAndReasonIn(input),
      amount: input.amount,
    }),
  ),
} satisfies MutationResolvers;

export const Purchase: PurchaseResolvers = {
  ...transactionFields,
  captured: async ({ id, currency }, _, { loaders }) => {
    const { captured } = await loaders.purchase(id);
    return captured === null ? null : { amount: captured, currency };
  },
  refunded: async ({ id, currency }, _, { loaders }) => {
    const { refunded } = await loaders.purchase(id);
    return { amount: refunded, currency };
  },
};

export const Refund: RefundResolvers = { ...transactionFields, purchase: original };
