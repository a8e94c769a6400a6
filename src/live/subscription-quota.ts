import { seesAll } from '../auth/index.js';
import { FairShares, type Viewer } from '../domain/index.js';
import { TooManyError } from './errors.js';
import { onAbort } from './abort.js';

/** Subscriptions per member, who has a few wallets on a few pages. Staff and programs have no such limit. */
const MAX_PER_MEMBER = 200;

/** Limits the subscriptions of a gateway: in fair shares of its callers, and per member. */
export class SubscriptionQuota {
  readonly #shares: FairShares;

  /** @param max subscriptions of a caller alone; an eighth more is kept for callers that have few */
  constructor(private readonly max: number) {
    this.#shares = new FairShares(max);
  }

  get used(): number {
    return this.#shares.used;
  }

  /** Counts one subscription until `signal` aborts. @throws TooManyError if a limit is reached */
  take(viewer: Viewer, signal: AbortSignal): void {
    const { id } = viewer;
    if (!seesAll(viewer) && this.#shares.heldBy(id) >= MAX_PER_MEMBER)
      throw new TooManyError(
        `You are at your limit of ${MAX_PER_MEMBER} subscriptions on this gateway.`,
      );
    const share = this.#shares.take(id);
    if (share === 'full')
      throw new TooManyError(`This gateway is at its limit of ${this.max} subscriptions.`);
    if (share === 'share')
      throw new TooManyError(
        `You hold your share of the ${this.max} subscriptions of this gateway.`,
      );
    onAbort(signal, share.release);
  }
}
