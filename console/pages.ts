import type { Role } from '@onebook/client';
import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import { STAFF } from './session/session.js';

/** What a page gets: the parameters of its path. */
export interface PageProps {
  readonly params: Readonly<Record<string, string>>;
}

/** The entries of the header. A section without a page that the viewer may see is not shown. */
export const SECTIONS = ['Overview', 'Wallets', 'Work', 'Explore'] as const;

export interface Page {
  /** Pattern behind the #, such as `/wallets/:id`. */
  readonly path: string;
  /** Its name in the title of the tab. */
  readonly title: string;
  /** The entry of the header to which it belongs. */
  readonly section: (typeof SECTIONS)[number];
  /** Whether the menu of its section lists it. The first one listed is where the header leads. */
  readonly isListed: boolean;
  /** The roles that see it. */
  readonly roles: readonly Role[];
  readonly component: LazyExoticComponent<ComponentType<PageProps>>;
}

/** The pages of the console. Each loads its own code when it is opened first. */
export const PAGES: readonly Page[] = [
  {
    path: '/',
    title: 'Overview',
    section: 'Overview',
    isListed: true,
    roles: STAFF,
    component: lazy(() => import('./overview/overview.js')),
  },
  {
    path: '/wallets',
    title: 'Wallets',
    section: 'Wallets',
    isListed: true,
    roles: STAFF,
    component: lazy(() => import('./wallets/list/wallets.js')),
  },
  {
    path: '/wallets/:id',
    title: 'Wallet',
    section: 'Wallets',
    isListed: false,
    roles: STAFF,
    component: lazy(() => import('./wallets/wallet/wallet.js')),
  },
  {
    path: '/transactions/:id',
    title: 'Transaction',
    section: 'Wallets',
    isListed: false,
    roles: STAFF,
    component: lazy(() => import('./wallets/transaction/transaction.js')),
  },
  {
    path: '/work',
    title: 'Waiting',
    section: 'Work',
    isListed: true,
    roles: STAFF,
    component: lazy(() => import('./work/queue/pending-page.js')),
  },
  {
    path: '/work/alerts',
    title: 'Alerts',
    section: 'Work',
    isListed: true,
    roles: STAFF,
    component: lazy(() => import('./work/alerts/alerts-page.js')),
  },
  {
    path: '/work/schedules',
    title: 'Schedules',
    section: 'Work',
    isListed: true,
    roles: STAFF,
    component: lazy(() => import('./work/schedules/schedules-page.js')),
  },
  {
    path: '/work/webhooks',
    title: 'Webhooks',
    section: 'Work',
    isListed: true,
    roles: ['ADMIN', 'AUDITOR'],
    component: lazy(() => import('./work/webhooks/webhooks-page.js')),
  },
  {
    path: '/work/reconciliations',
    title: 'Reconciliations',
    section: 'Work',
    isListed: true,
    roles: STAFF,
    component: lazy(() => import('./work/reconciliations/reconciliations-page.js')),
  },
  {
    path: '/work/audit',
    title: 'Audit',
    section: 'Work',
    isListed: true,
    roles: ['ADMIN', 'AUDITOR'],
    component: lazy(() => import('./work/audit/audit-page.js')),
  },
  {
    path: '/explore',
    title: 'Explore',
    section: 'Explore',
    isListed: true,
    roles: STAFF,
    component: lazy(() => import('./explore/explore.js')),
  },
];
