import { claimDailyBonus } from '../../movements/index.js';
import type { ClaimDailyBonusInput, MutationResolvers } from '../generated/resolvers.js';
import { readWalletId } from '../ids.js';
import { transactionMutation } from './transaction-mutation.js';

export const bonusMutations = {
  claimDailyBonus: transactionMutation(
    'ClaimDailyBonusPayload',
    claimDailyBonus,
    ({ walletId }: ClaimDailyBonusInput) => ({ walletId: readWalletId(walletId, 'walletId') }),
  ),
} satisfies MutationResolvers;
