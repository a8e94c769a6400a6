import { mayUseWallet } from '../../auth/index.js';
import type { Refusal, Viewer } from '../../domain/index.js';
import type { LockedState, Wallet } from '../../ledger/index.js';

// `find…` returns the wallet or a refusal; `isRefusal` distinguishes them. `refuse…` returns a refusal or undefined.

/** The wallet, if the caller may use it. A foreign wallet and a missing one get the same refusal. */
export function findUsableWallet(state: LockedState, id: string, by: Viewer): Wallet | Refusal {
  const wallet = state.wallet(id);
  return wallet && mayUseWallet(by, wallet) ? wallet : walletNotFoundRefusal();
}

/** The wallet of any owner: for mutations of staff and programs, and for receiving. */
export function findWallet(state: LockedState, id: string): Wallet | Refusal {
  return state.wallet(id) ?? walletNotFoundRefusal();
}

export function walletNotFoundRefusal(): Refusal {
  return {
    code: 'WALLET_NOT_FOUND',
    message: 'There is no such wallet, or you may not use it. Check the wallet id.',
  };
}

/** Refuses a payment from a wallet that is frozen or closed. */
export function refuseUnlessActive({ status }: Wallet): Refusal | undefined {
  if (status === 'ACTIVE') return undefined;
  return notActiveRefusal(status === 'CLOSED' ? CLOSED : 'This wallet is frozen and cannot pay.');
}

/** Refuses a closed wallet, for money in and for money out. A frozen one can still receive. */
export function refuseIfClosed({ status }: Wallet): Refusal | undefined {
  if (status !== 'CLOSED') return undefined;
  return notActiveRefusal(CLOSED);
}

const CLOSED = 'This wallet is closed and can neither pay nor receive. Use another wallet.';

export function notActiveRefusal(message: string): Refusal {
  return { code: 'WALLET_NOT_ACTIVE', message };
}

export function sameWalletRefusal(
  message = 'fromWalletId and toWalletId are the same. Name two different wallets.',
): Refusal {
  return { code: 'SAME_WALLET', message };
}

/** @param what the transaction between the two wallets, as the message names it */
export function differentCurrenciesRefusal(what: string, from: string, to: string): Refusal {
  return {
    code: 'CURRENCY_MISMATCH',
    message: `Both wallets of a ${what} must have the same currency. This one goes from ${from} to ${to}.`,
  };
}
