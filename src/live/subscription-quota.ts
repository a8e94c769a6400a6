import { seesAll } from '../auth/index.js';
import type { Viewer } from '../domain/index.js';
import { TooManyError } from './errors.js';
import { onAbort } from './abort.js';

/** Subscriptions per member, who has a few wallets on a few pages. Staff and programs have no such limit. */
const MAX_PER_MEMBER = 200;

/** Limits the subscriptions of a gateway, in total and per member. */
export class SubscriptionQuota {
  readonly #members = new Map<string, number>();
  #used = 0;

  constructor(private readonly max: number) {}

  get used(): number {
    return this.#used;
  }

  /** Counts one subscription until `signal` aborts. @throws TooManyError if a limit is reached */
  take(viewer: Viewer, signal: AbortSignal): void {
    if (this.#used >= this.max)
      throw new TooManyError(`This gateway is at its limit of ${this.max} subscriptions.`);
    this.#used += 1;
    onAbort(signal, () => (this.#used -= 1));
    if (!seesAll(viewer)) this.#takeForMember(viewer.id, signal);
  }

  #takeForMember(id: string, signal: AbortSignal): void {
    const taken = this.#members.get(id) ?? 0;
    if (taken >= MAX_PER_MEMBER)
      throw new TooManyError(
        `You are at your limit of ${MAX_PER_MEMBER} subscriptions on this gateway.`,
      );
    this.#members.set(id, taken + 1);
    onAbort(signal, () => {
      const left = (this.#members.get(id) ?? 1) - 1;
      if (left > 0) this.#members.set(id, left);
      else this.#members.delete(id);
    });
  }
}
