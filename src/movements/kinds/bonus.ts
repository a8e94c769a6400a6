import { completedBy, WITH_CASH, type KindDefinition } from '../definition.js';
import { movement } from '../movement.js';
import { type LockedState } from '../../ledger/index.js';
import type { Amount } from '../../money/index.js';
import { completedTransaction, systemPosting, walletPosting } from '../rules/records.js';
import { refuseIfClosed, findUsableWallet } from '../rules/wallets.js';
import { isRefusal } from '../../domain/index.js';

interface ClaimDailyBonusInput {
  readonly walletId: string;
}

/** BONUSES → the wallet's CASH, once a UTC day. PostgreSQL refuses a second bonus of a wallet and day too. */
export const claimDailyBonus = movement<ClaimDailyBonusInput>({
  name: 'claimDailyBonus',
  act: { owner: ({ walletId }) => ({ wallet: walletId }) },
  locks: ({ walletId }) => ({ wallets: [walletId], bonuses: true, systemAccounts: ['BONUSES'] }),
  decide({ walletId }, by, state) {
    const wallet = findUsableWallet(state, walletId, by);
    if (isRefusal(wallet)) return wallet;
    const refusal = refuseIfClosed(wallet);
    if (refusal) return refusal;
    const today = utcDay(state.now);
    const last = state.lastBonusAt(walletId);
    if (last && utcDay(last) >= today)
      return {
        code: 'ALREADY_CLAIMED',
        message: `The daily bonus of ${today} has already been claimed. The next bonus is available at 00:00 UTC.`,
      };
    const amount = dailyBonus(state, wallet.currency);
    const transaction = completedTransaction(state, by, {
      kind: 'BONUS',
      amount,
      currency: wallet.currency,
      walletId,
    });
    return {
      transaction,
      postings: [
        systemPosting(wallet.currency, 'BONUSES', 'POST', -amount),
        walletPosting(wallet, 'CASH', 'POST', amount),
      ],
    };
  },
});

/** The daily bonus that the operator chose, or one unit of the currency. Minor units. */
function dailyBonus(state: LockedState, code: string): Amount {
  return state.settings.dailyBonus.get(code) ?? 10n ** BigInt(state.currency(code)?.digits ?? 0);
}

function utcDay(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

export const bonusKind = {
  kind: 'BONUS',
  mutations: { transaction: { claimDailyBonus } },
  docs: {
    title: 'Daily bonus',
    about:
      'A bonus that a wallet can claim once a UTC day: one unit of the currency, unless the setting `DAILY_BONUS` says otherwise.',
    wallets: WITH_CASH,
    ...completedBy('claimDailyBonus'),
  },
} as const satisfies KindDefinition<'BONUS'>;
