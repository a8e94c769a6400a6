/* Commits become pushes. Holds no figures. */
export { NotFoundError, SubscriptionError } from './errors.js';
export { Live, type LiveEvent } from './live.js';
export type { LiveObserver } from './observer.js';
export { type OpenLive, openLive } from './open-live.js';
export type { WalletNow } from './wallet-batcher.js';
