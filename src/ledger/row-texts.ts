import type { AccountName } from '../domain/index.js';
import type { WalletName } from './movement.js';

// Texts that stand for rows, as the keys of maps.

/** An owner in a currency. No id of an owner has a NUL. */
export function ownerText({ ownerId, currency }: Pick<WalletName, 'ownerId' | 'currency'>): string {
  return `${ownerId}\0${currency}`;
}

/** A wallet by its owner, currency and name. */
export function walletText(name: WalletName): string {
  return `${ownerText(name)}\0${name.name}`;
}

/** An account; a system account has no wallet. */
export function accountText({ walletId, kind, currency }: AccountName): string {
  return `${walletId ?? ''}/${currency}/${kind}`;
}
