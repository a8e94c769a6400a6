import { completedBy, WITH_CASH, type KindDefinition } from '../definition.js';
import { movement } from '../movement.js';
import type { LastBonus, LockedState, Wallet } from '../../ledger/index.js';
import type { Amount } from '../../money/index.js';
import { onceAfter } from '../rules/once.js';
import { completedTransaction, systemPosting, walletPosting } from '../rules/records.js';
import { refuseIfClosed, findUsableWallet } from '../rules/wallets.js';
import { isRefusal, type Refusal } from '../../domain/index.js';

interface ClaimDailyBonusInput {
  readonly walletId: string;
}

/**
 * BONUSES → the wallet's CASH, once an owner, currency and UTC day, with whichever of their wallets: otherwise opening wallets
 * would pay. One that was reversed does not count. PostgreSQL refuses a second bonus of an owner, currency and day too.
 */
export const claimDailyBonus = movement<ClaimDailyBonusInput>({
  name: 'claimDailyBonus',
  act: { owner: ({ walletId }) => ({ wallet: walletId }) },
  locks: ({ walletId }) => ({ wallets: [walletId], bonuses: true, systemAccounts: ['BONUSES'] }),
  decide({ walletId }, by, state) {
    const wallet = findUsableWallet(state, walletId, by);
    if (isRefusal(wallet)) return wallet;
    const refusal = refuseIfClosed(wallet);
    if (refusal) return refusal;
    const amount = dailyBonus(state, wallet);
    if (amount === 0n) return notOfferedRefusal(wallet.currency);
    const once = onceAfter(state, lastOfToday(state, wallet));
    if (once.stands) return alreadyClaimedRefusal(utcDay(state.now), wallet);
    const transaction = completedTransaction(state, by, {
      kind: 'BONUS',
      amount,
      currency: wallet.currency,
      walletId,
      replacesId: once.replacesId,
      bonusOwner: wallet.ownerId,
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

/** The last bonus of the wallet's owner in its currency, unless it is of an earlier UTC day. */
function lastOfToday(state: LockedState, wallet: Wallet): LastBonus | undefined {
  const last = state.lastBonus(wallet);
  return last && utcDay(last.createdAt) >= utcDay(state.now) ? last : undefined;
}

function alreadyClaimedRefusal(today: string, { currency }: Wallet): Refusal {
  return {
    code: 'ALREADY_CLAIMED',
    message: `The daily bonus of ${today} in ${currency} has already been claimed. The next bonus is available at 00:00 UTC.`,
  };
}

function notOfferedRefusal(currency: string): Refusal {
  return {
    code: 'BONUS_NOT_OFFERED',
    message: `There is no daily bonus in ${currency}. Claim it with a wallet in a currency that has one, or ask the operator to offer it.`,
  };
}

/** The daily bonus that the operator offers in the wallet's currency, in minor units; 0n: none. */
function dailyBonus(state: LockedState, wallet: Wallet): Amount {
  const currency = state.currency(wallet.currency);
  return currency ? state.settings.dailyBonus(currency) : 0n;
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
      'A bonus that an owner can claim once a UTC day in each currency, with any of their wallets, unless a reversal took it back: one unit of the currency, unless the setting `DAILY_BONUS` says otherwise. In production only the currencies that it names have a bonus.',
    wallets: WITH_CASH,
    ...completedBy('claimDailyBonus'),
  },
} as const satisfies KindDefinition<'BONUS'>;
