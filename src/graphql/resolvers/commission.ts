import { payReferralCommission } from '../../movements/index.js';
import type {
  CommissionResolvers,
  MutationResolvers,
  PayReferralCommissionInput,
} from '../generated/resolvers.js';
import { readTransactionId, readWalletId } from '../ids.js';
import { wholeNumber } from '../inputs.js';
import { transactionMutation } from './transaction-mutation.js';
import { transactionFields } from './transaction.js';

/** All of it, in basis points. */
const WHOLE_BPS = 10_000;

export const commissionMutations = {
  payReferralCommission: transactionMutation(
    'PayReferralCommissionPayload',
    payReferralCommission,
    (input: PayReferralCommissionInput) => ({
      walletId: readWalletId(input.walletId, 'walletId'),
      sourceTransactionId: readTransactionId(input.sourceTransactionId, 'sourceTransactionId'),
      rateBps: wholeNumber('rateBps', input.rateBps, WHOLE_BPS),
    }),
  ),
} satisfies MutationResolvers;

export const Commission: CommissionResolvers = {
  ...transactionFields,
  source: ({ id, originalId }, _, { loaders }) => {
    if (originalId === null) throw new Error(`commission ${id} names no source`);
    return loaders.transaction(originalId);
  },
  rateBps: ({ id, details }) => {
    const { rateBps } = details as { rateBps?: unknown };
    if (typeof rateBps === 'number') return rateBps;
    throw new Error(`commission ${id} has no rate`);
  },
};
