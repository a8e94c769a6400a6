import { hasRole, type Viewer } from '../domain/index.js';

/**
 * Permissions that depend on the wallet's owner. The SDL's `@may` declares which roles may call a field at all; the
 * rules about ownership are in this file.
 */
interface OwnedWallet {
  readonly ownerId: string;
}

/** Whether the wallet belongs to the viewer, by their `sub`, whatever their roles are. */
export function owns(viewer: Viewer, wallet: OwnedWallet): boolean {
  return wallet.ownerId === viewer.id;
}

/** Whether the viewer has the rights of the wallet's owner. It takes the role MEMBER. */
export function actsAsOwner(viewer: Viewer, wallet: OwnedWallet): boolean {
  return hasRole(viewer, 'MEMBER') && owns(viewer, wallet);
}

/** Whether the viewer can act on wallets of others: as staff, or as a program. */
export function actsForOthers(viewer: Viewer): boolean {
  return hasRole(viewer, 'CASHIER', 'ADMIN', 'SERVICE');
}

/** Whether the viewer may see every wallet and transaction. */
export function seesAll(viewer: Viewer): boolean {
  return hasRole(viewer, 'CASHIER', 'ADMIN', 'AUDITOR', 'SERVICE');
}

/** Whether the viewer may know that this wallet exists. */
export function maySeeWallet(viewer: Viewer, wallet: OwnedWallet): boolean {
  return seesAll(viewer) || actsAsOwner(viewer, wallet);
}

/** Whether the viewer may spend from this wallet: its owner, another program, or an admin. */
export function mayUseWallet(viewer: Viewer, wallet: OwnedWallet): boolean {
  return hasRole(viewer, 'SERVICE', 'ADMIN') || actsAsOwner(viewer, wallet);
}

/** Whether the viewer may initiate a deposit into this wallet: a cashier, or anyone who may spend from it. */
export function mayDepositInto(viewer: Viewer, wallet: OwnedWallet): boolean {
  return hasRole(viewer, 'CASHIER') || mayUseWallet(viewer, wallet);
}

/** Whether the viewer may replace the metadata of this wallet, and remove its display name: all who may open it. */
export function mayDescribe(viewer: Viewer, wallet: OwnedWallet): boolean {
  return mayOpenFor(viewer, wallet.ownerId);
}

/** Whether the viewer is only another program: the token grants neither a staff role nor MEMBER. */
export function isProgram(viewer: Viewer): boolean {
  return hasRole(viewer, 'SERVICE') && !hasRole(viewer, 'MEMBER', 'CASHIER', 'ADMIN');
}

/** Whether the viewer may open a wallet for this owner. */
export function mayOpenFor(viewer: Viewer, ownerId: string): boolean {
  return hasRole(viewer, 'CASHIER', 'ADMIN', 'SERVICE') || actsAsOwner(viewer, { ownerId });
}
