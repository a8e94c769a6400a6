import { type LockedState, type Movement, type Wallet } from '../ledger/index.js';
import { findWallet } from './rules/wallets.js';
import { isRefusal, type Refusal, type WalletStatus } from '../domain/index.js';

export interface WalletStatusInput {
  readonly walletId: string;
  readonly reason: string;
}

/** The statuses from which a wallet can get each status. */
const FROM: Record<WalletStatus, readonly WalletStatus[]> = {
  FROZEN: ['ACTIVE'],
  ACTIVE: ['FROZEN'],
  CLOSED: ['ACTIVE', 'FROZEN'],
};

/** Freezes a wallet. A frozen wallet cannot pay, and can still receive. */
export const freezeWallet = changeStatus('freezeWallet', 'FROZEN');

export const unfreezeWallet = changeStatus('unfreezeWallet', 'ACTIVE');

/** Closes an empty wallet. It stays closed. */
export const closeWallet = changeStatus('closeWallet', 'CLOSED', (wallet, state) =>
  state.isEmpty(wallet)
    ? undefined
    : {
        code: 'WALLET_NOT_EMPTY',
        message:
          'Only an empty wallet can be closed. Bring its cash, credit and debt to zero first.',
      },
);

function changeStatus(
  name: string,
  status: WalletStatus,
  condition: (wallet: Wallet, state: LockedState) => Refusal | undefined = () => undefined,
): Movement<WalletStatusInput> {
  return {
    name,
    locks: ({ walletId }) => ({ wallets: [walletId] }),
    decide({ walletId, reason }, _by, state) {
      const wallet = findWallet(state, walletId);
      if (isRefusal(wallet)) return wallet;
      if (!FROM[status].includes(wallet.status)) return invalidStartRefusal(wallet, status);
      return condition(wallet, state) ?? { walletChange: { id: wallet.id, status, reason } };
    },
  };
}

function invalidStartRefusal(wallet: Wallet, status: WalletStatus): Refusal {
  return {
    code: 'INVALID_TRANSITION',
    message: `The wallet is ${wallet.status}. It can become ${status} only from ${FROM[status].join(' or ')}.`,
  };
}
