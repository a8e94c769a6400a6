import { maySeeWallet, seesAll } from '../../auth/index.js';
import { hasRole, type Viewer } from '../../domain/index.js';
import type { Wallet } from '../../ledger/index.js';
import type { Page } from '../../reader/index.js';

/** The wallet, if the viewer may see it. A foreign wallet and a missing one look alike. */
export function visible(viewer: Viewer, wallet: Wallet | null): Wallet | null {
  return wallet !== null && maySeeWallet(viewer, wallet) ? wallet : null;
}

/**
 * Reads a page of a list for the requested owner. A member gets only their own part of the list; the part of another
 * owner looks empty.
 * @param requested owner whose part is requested; undefined: the whole list
 */
export async function pageFor<T>(
  viewer: Viewer,
  requested: string | undefined,
  read: (ownerId: string | undefined) => Promise<Page<T>>,
): Promise<Page<T>> {
  if (seesAll(viewer)) return read(requested);
  if (requested === undefined || requested === viewer.id) return read(viewer.id);
  return EMPTY_PAGE;
}

/** A page of nothing. */
export const EMPTY_PAGE: Page<never> = {
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
};

/**
 * Whether the viewer may see entries of system accounts. They show the account's balance, so it takes the roles of the
 * treasury.
 */
export function seesSystemAccounts(viewer: Viewer): boolean {
  return hasRole(viewer, 'ADMIN', 'AUDITOR');
}

/** Whether the viewer may see which system account receives something: those who may list them. */
export function seesSystemAccountNames(viewer: Viewer): boolean {
  return hasRole(viewer, 'CASHIER', 'ADMIN', 'AUDITOR', 'SERVICE');
}

/** Whether the viewer may see which member of staff did something, and why staff froze a wallet. */
export function seesStaffMatters(viewer: Viewer): boolean {
  return hasRole(viewer, 'CASHIER', 'ADMIN', 'AUDITOR');
}

/** Whether the caller may see who did something: staff may, and the actor may. */
export function maySeeActor(caller: Viewer, actor: string | null): boolean {
  return seesStaffMatters(caller) || actor === caller.id;
}
