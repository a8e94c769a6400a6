import { mayUseWallet } from '../../auth/index.js';
import type { Viewer } from '../../domain/index.js';
import type { LockedState, Wallet } from '../../ledger/index.js';
import type { Refusal } from '../../domain/index.js';

// Each rule gives what it checked, or the refusal; `isRefusal` tells the two apart.

/** The wallet, where there is one that the caller may spend from; otherwise both look alike. */
export function findUsableWallet(state: LockedState, id: string, by: Viewer): Wallet | Refusal {
  const wallet = state.wallet(id);
  return wallet && mayUseWallet(by, wallet) ? wallet : walletNotFound();
}

/** The wallet, whoever's it is: for what staff and programs do, and for receiving. */
export function findWallet(state: LockedState, id: string): Wallet | Refusal {
  return state.wallet(id) ?? walletNotFound();
}

export function walletNotFound(): Refusal {
  return {
    code: 'WALLET_NOT_FOUND',
    message: 'There is no such wallet among those that you may use. Check its id.',
  };
}

/** A wallet that is frozen or closed pays nothing. */
export function refuseUnlessActive(wallet: Wallet): Refusal | undefined {
  return wallet.status === 'ACTIVE'
    ? undefined
    : notActive(wallet, 'It pays nothing until it is active.');
}

/** A frozen wallet can still receive; a closed one cannot. */
export function refuseIfClosed(wallet: Wallet): Refusal | undefined {
  return wallet.status === 'CLOSED'
    ? notActive(wallet, 'It receives nothing any more.')
    : undefined;
}

function notActive(wallet: Wallet, consequence: string): Refusal {
  return {
    code: 'WALLET_NOT_ACTIVE',
    message: `The wallet is ${wallet.status.toLowerCase()}. ${consequence}`,
  };
}

/** CONTRACT: nobody approves what they themselves asked for. */
export function selfApproval(): Refusal {
  return {
    code: 'SELF_APPROVAL',
    message:
      'Nobody approves what they asked for themselves, or what is for a wallet of theirs: somebody else must.',
  };
}

export function sameWallet(): Refusal {
  return {
    code: 'SAME_WALLET',
    message: 'This needs two wallets: fromWalletId and toWalletId are the same.',
  };
}
