import { maySeeWallet, seesAll } from '../../auth/index.js';
import { hasRole, type Viewer } from '../../domain/index.js';
import type { Wallet } from '../../ledger/index.js';
import type { Page } from '../../reader/index.js';

/** The wallet where the viewer may see it. Somebody else's and a missing one look alike. */
export function visible(viewer: Viewer, wallet: Wallet | undefined): Wallet | null {
  return wallet !== undefined && maySeeWallet(viewer, wallet) ? wallet : null;
}

/**
 * A page of a list, read for the owner whose part of it the viewer may see: the owner they asked for
 * (undefined: all), and for a member only themselves. Somebody else's part and a missing one look alike.
 */
export async function pageFor<T>(
  viewer: Viewer,
  asked: string | undefined,
  read: (ownerId: string | undefined) => Promise<Page<T>>,
): Promise<Page<T>> {
  if (seesAll(viewer)) return read(asked);
  if (asked === undefined || asked === viewer.id) return read(viewer.id);
  return NOTHING;
}

const NOTHING: Page<never> = {
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
};

/** The entries of the house's accounts show where they stand, so only to those who may see the treasury. */
export function seesHouse(viewer: Viewer): boolean {
  return hasRole(viewer, 'ADMIN', 'AUDITOR');
}

/** Which of the staff did something, and why they froze a wallet, is not a member's business. */
export function seesStaffMatters(viewer: Viewer): boolean {
  return hasRole(viewer, 'CASHIER', 'ADMIN', 'AUDITOR');
}
