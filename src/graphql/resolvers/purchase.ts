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
  sumIn,
  transactionAndReasonIn,
  transactionIn,
} from '../inputs.js';
import { moving } from './transaction-mutation.js';
import { original, transactionFields } from './transaction.js';

export const purchaseMutations = {
  purchase: moving('PurchasePayload', purchase, (input: PurchaseInput) => ({
    ...sumIn(input),
    expiresInSeconds: holdSecondsIn(input),
    ...remarksIn(input),
  })),
  completePurchase: moving(
    'CompletePurchasePayload',
    completePurchase,
    (input: CompletePurchaseInput) => ({
      ...transactionIn(input),
      amount: given(input.amount, asIs),
    }),
  ),
  failPurchase: moving('FailPurchasePayload', failPurchase, transactionAndReasonIn),
  refundPurchase: moving('RefundPurchasePayload', refundPurchase, (input: RefundPurchaseInput) => ({
    ...transactionAndReasonIn(input),
    amount: input.amount,
  })),
} satisfies MutationResolvers;

export const Purchase: PurchaseResolvers = {
  ...transactionFields,
  captured: async ({ id, currency }, _, { sight }) => {
    const { captured } = await sight.purchase(id);
    return captured === null ? null : { amount: captured, currency };
  },
  refunded: async ({ id, currency }, _, { sight }) => {
    const { refunded } = await sight.purchase(id);
    return { amount: refunded, currency };
  },
};

export const Refund: RefundResolvers = { ...transactionFields, purchase: original };
