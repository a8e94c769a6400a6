import { hasRole, type Viewer } from '../domain/index.js';

/**
 * Who may do what with which wallet. The SDL's `@may` says which roles may call a field at all; what
 * depends on whose wallet it is stands here, and nowhere else.
 */
interface OwnedWallet {
  readonly ownerId: string;
}

function isOwner(viewer: Viewer, wallet: OwnedWallet): boolean {
  return hasRole(viewer, 'MEMBER') && wallet.ownerId === viewer.id;
}

/** Whether the viewer sees every wallet and transaction. */
export function seesAll(viewer: Viewer): boolean {
  return hasRole(viewer, 'CASHIER', 'ADMIN', 'AUDITOR', 'SERVICE');
}

/** Whether the viewer may know that this wallet exists. */
export function maySeeWallet(viewer: Viewer, wallet: OwnedWallet): boolean {
  return seesAll(viewer) || isOwner(viewer, wallet);
}

/** Whether the viewer may spend from this wallet: its owner, another program, or an admin. */
export function mayUseWallet(viewer: Viewer, wallet: OwnedWallet): boolean {
  return hasRole(viewer, 'SERVICE', 'ADMIN') || isOwner(viewer, wallet);
}

/** Whether the viewer may announce money for this wallet: whoever may use it, and the counter. */
export function mayPayInto(viewer: Viewer, wallet: OwnedWallet): boolean {
  return hasRole(viewer, 'CASHIER') || mayUseWallet(viewer, wallet);
}

/**
 * Whether the viewer would approve what they themselves asked for, or what is to their own good.
 * CONTRACT: nobody does.
 */
export function isOwnRequest(
  viewer: Viewer,
  { initiatedBy }: { readonly initiatedBy: string },
  wallet: OwnedWallet,
): boolean {
  return viewer.id === initiatedBy || viewer.id === wallet.ownerId;
}

/** Whether the viewer is another program and not, with the same token, somebody of the staff or a member. */
export function isProgram(viewer: Viewer): boolean {
  return hasRole(viewer, 'SERVICE') && !hasRole(viewer, 'MEMBER', 'CASHIER', 'ADMIN');
}

/** Whether the viewer may open a wallet for this owner. */
export function mayOpenFor(viewer: Viewer, ownerId: string): boolean {
  return hasRole(viewer, 'CASHIER', 'ADMIN', 'SERVICE') || isOwner(viewer, { ownerId });
}
