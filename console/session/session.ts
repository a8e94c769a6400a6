import type { Onebook, Role } from '@onebook/client';
import type { Store } from '../parts/use-store.js';

/** The roles for which the console is made. */
export const STAFF: readonly Role[] = ['CASHIER', 'ADMIN', 'AUDITOR'];

/** Who uses the console. */
export interface Viewer {
  readonly id: string;
  readonly roles: readonly Role[];
}

/** A viewer with the client that acts for them, from signing in to signing out. */
export interface Session {
  /** Different for each time that someone signs in. */
  readonly id: number;
  readonly onebook: Onebook;
  readonly viewer: Viewer;
  /** The present token, for GraphiQL. Pages use the client. */
  readonly token: Store<string>;
  /** Whether the viewer has one of these roles. It decides what a page offers; the gateway decides what happens. */
  readonly may: (...roles: readonly Role[]) => boolean;
  readonly signOut: () => void;
}
