import { seesAll } from '../auth/index.js';
import type { Viewer } from '../domain/index.js';
import { TooManyError } from './errors.js';
import { onAbort } from './abort.js';

/** Most subscriptions of one member, who has a few wallets on a few pages. Staff and programs have no such limit. */
const MOST_OF_A_MEMBER = 200;

/** How many subscriptions a gateway carries, and of whom. */
export class SubscriptionQuota {
  readonly #members = new Map<string, number>();
  #taken = 0;

  constructor(private readonly most: number) {}

  get taken(): number {
    return this.#taken;
  }

  /** Takes one until `signal`. @throws TooManyError */
  take(viewer: Viewer, signal: AbortSignal): void {
    if (this.#taken >= this.most)
      throw new TooManyError(`This gateway carries ${this.most} subscriptions already.`);
    this.#taken += 1;
    onAbort(signal, () => (this.#taken -= 1));
    if (!seesAll(viewer)) this.#takeOfMember(viewer.id, signal);
  }

  #takeOfMember(id: string, signal: AbortSignal): void {
    const taken = this.#members.get(id) ?? 0;
    if (taken >= MOST_OF_A_MEMBER)
      throw new TooManyError(`You have ${MOST_OF_A_MEMBER} subscriptions at this gateway already.`);
    this.#members.set(id, taken + 1);
    onAbort(signal, () => {
      const left = (this.#members.get(id) ?? 1) - 1;
      if (left > 0) this.#members.set(id, left);
      else this.#members.delete(id);
    });
  }
}
