import { claimDailyBonus } from '../../movements/index.js';
import type { ClaimDailyBonusInput, MutationResolvers } from '../generated/resolvers.js';
import { readWalletId } from '../ids.js';
import { moving } from './transaction-mutation.js';

export const bonusMutations = {
  claimDailyBonus: moving(
    'ClaimDailyBonusPayload',
    claimDailyBonus,
    ({ walletId }: ClaimDailyBonusInput) => ({ walletId: readWalletId(walletId, 'walletId') }),
  ),
} satisfies MutationResolvers;
