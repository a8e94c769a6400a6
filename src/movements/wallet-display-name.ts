import { actsAsOwner, mayDescribe } from '../auth/index.js';
import { movement } from './movement.js';
import { refuseIfClosed, walletNotFoundRefusal } from './rules/wallets.js';

export interface SetWalletDisplayNameInput {
  readonly walletId: string;
  /** null removes it. */
  readonly displayName: string | null;
}

/**
 * Sets what others who deal with a wallet may call its owner. Only the owner names it, so that a name is always the owner's own
 * word; staff and programs remove what should not be there. A closed wallet only loses its name.
 */
export const setWalletDisplayName = movement<SetWalletDisplayNameInput>({
  name: 'setWalletDisplayName',
  act: { owner: ({ walletId }) => ({ wallet: walletId }) },
  locks: ({ walletId }) => ({ wallets: [walletId] }),
  decide({ walletId, displayName }, by, state) {
    const wallet = state.wallet(walletId);
    const may = displayName === null ? mayDescribe : actsAsOwner;
    if (!wallet || !may(by, wallet)) return walletNotFoundRefusal();
    const refusal = displayName === null ? undefined : refuseIfClosed(wallet);
    return refusal ?? { walletChange: { id: wallet.id, displayName } };
  },
});
