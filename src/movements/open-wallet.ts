import type { Movement } from '../ledger/index.js';
import { unknownCurrencyRefusal } from './rules/amounts.js';

export interface OpenWalletInput {
  readonly ownerId: string;
  readonly currency: string;
}

/** Opens the one wallet of an owner and currency. If it exists, returns it as replayed. */
export const openWallet: Movement<OpenWalletInput> = {
  name: 'openWallet',
  locks: (input) => ({ openWallet: input }),
  decide({ ownerId, currency }, _by, state) {
    const present = state.walletOf(ownerId, currency);
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
};
