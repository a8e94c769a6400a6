import { GATEWAY_PREFIX } from './owner-id.js';

export type WebhookStatus = 'ACTIVE' | 'PAUSED' | 'DELETED';

export type DeliveryStatus = 'PENDING' | 'DELIVERED' | 'DEAD';

/** The caller that says that an endpoint or a delivery was given up. No token has this `sub`. */
export const WEBHOOK_SENDER = `${GATEWAY_PREFIX}webhooks`;

/** A delivery of a webhook, by its event: the place of its command in the log, and its place among that command's events. */
export interface DeliveryKey {
  readonly position: bigint;
  readonly index: number;
}

/** A secret as the book keeps it: encrypted with a key of the operator. */
export interface SealedSecret {
  readonly secret: Buffer;
  /** Which key that was. */
  readonly secretKey: string;
}
