import { type LockedState, type Movement, type Wallet } from '../ledger/index.js';
import { anyWallet } from './rules/wallets.js';
import { isRefusal, type Refusal, type WalletStatus } from '../domain/index.js';

export interface WalletStatusInput {
  readonly walletId: string;
  readonly reason: string;
}

/** Where each change may start from. */
const FROM: Record<WalletStatus, readonly WalletStatus[]> = {
  FROZEN: ['ACTIVE'],
  ACTIVE: ['FROZEN'],
  CLOSED: ['ACTIVE', 'FROZEN'],
};

/** A frozen wallet pays nothing and can still receive. */
export const freezeWallet = change('freezeWallet', 'FROZEN');

export const unfreezeWallet = change('unfreezeWallet', 'ACTIVE');

/** Only an empty wallet closes, and a closed one stays closed. */
export const closeWallet = change('closeWallet', 'CLOSED', (wallet, state) =>
  state.isEmpty(wallet)
    ? undefined
    : {
        code: 'WALLET_NOT_EMPTY',
        message: 'Only an empty wallet closes: bring every figure of it to zero first.',
      },
);

function change(
  name: string,
  status: WalletStatus,
  condition: (wallet: Wallet, state: LockedState) => Refusal | undefined = () => undefined,
): Movement<WalletStatusInput> {
  return {
    name,
    locks: ({ walletId }) => ({ wallets: [walletId] }),
    decide({ walletId, reason }, _by, state) {
      const wallet = anyWallet(state, walletId);
      if (isRefusal(wallet)) return wallet;
      if (!FROM[status].includes(wallet.status)) return wrongStart(wallet, status);
      return (
        condition(wallet, state) ?? {
          walletChange: { id: wallet.id, status, reason },
          answer: { walletId },
        }
      );
    },
  };
}

function wrongStart(wallet: Wallet, status: WalletStatus): Refusal {
  return {
    code: 'INVALID_TRANSITION',
    message: `The wallet is ${wallet.status}; it becomes ${status} from ${FROM[status].join(' or ')}.`,
  };
}
