import { mayDescribe } from '../auth/index.js';
import { movement } from './movement.js';
import { refuseIfClosed, walletNotFoundRefusal } from './rules/wallets.js';

export interface SetWalletMetadataInput {
  readonly walletId: string;
  /** The whole of it: what is not in it goes. */
  readonly metadata: Record<string, unknown>;
}

/** Replaces a wallet's metadata, and notes who did it and when. No money moves, so a frozen wallet can have it replaced too. */
export const setWalletMetadata = movement<SetWalletMetadataInput>({
  name: 'setWalletMetadata',
  act: { owner: ({ walletId }) => ({ wallet: walletId }) },
  locks: ({ walletId }) => ({ wallets: [walletId] }),
  decide({ walletId, metadata }, by, state) {
    const wallet = state.wallet(walletId);
    if (!wallet || !mayDescribe(by, wallet)) return walletNotFoundRefusal();
    return refuseIfClosed(wallet) ?? { walletChange: { id: wallet.id, metadata } };
  },
});
