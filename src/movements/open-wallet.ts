import { movement } from './movement.js';
import { unknownCurrencyRefusal } from './rules/amounts.js';
import { notActiveRefusal } from './rules/wallets.js';

export interface OpenWalletInput {
  readonly ownerId: string;
  readonly currency: string;
}

/**
 * Opens the one wallet of an owner and currency. If it exists, active or frozen, returns it as replayed. A closed one
 * stays closed, and the owner gets no other in that currency.
 */
export const openWallet = movement<OpenWalletInput>({
  name: 'openWallet',
  act: 'anyone',
  locks: (input) => ({ openWallet: input }),
  decide({ ownerId, currency }, _by, state) {
    const present = state.walletOf(ownerId, currency);
    if (present?.status === 'CLOSED')
      return notActiveRefusal(
        `The wallet of this owner in ${currency} is closed for good. Use a wallet in another currency.`,
      );
    if (present) return { affected: { walletId: present.id }, replayed: true };
    if (!state.currency(currency)) return unknownCurrencyRefusal(currency);
    const id = state.newId();
    return {
      newWallet: {
        id,
        ownerId,
        currency,
        status: 'ACTIVE',
        statusReason: null,
        statusChangedBy: null,
        statusChangedAt: null,
        createdAt: state.now,
      },
    };
  },
});
