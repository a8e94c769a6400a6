import { type Intent, intentId, type IntentStore } from '../../../packages/client/src/index.js';

/** A store that several pages of a device share, like IndexedDB with Web Locks. A page that dies leaves its locks. */
export class DeviceStore {
  /** Every intent that was ever stored. */
  readonly ever = new Map<string, Intent>();
  /** The pages that removed an intent, by its key. */
  readonly removedBy = new Map<string, { readonly isDead: boolean }>();
  readonly #intents = new Map<string, Intent>();
  readonly #holders = new Map<string, { page: object; release: () => void }[]>();

  /** How many intents have no outcome yet. */
  get size(): number {
    return this.#intents.size;
  }

  /** The store as a page sees it. Once the page is dead, nothing that it does has an effect, and nothing comes back. */
  of(page: { readonly isDead: boolean }): IntentStore {
    const alive = <T>(task: () => T): Promise<T> =>
      new Promise((resolve) => {
        // A page can die before its write, and after its write before it hears of it.
        setImmediate(() => {
          if (page.isDead) return;
          const result = task();
          setImmediate(() => page.isDead || resolve(result));
        });
      });
    return {
      save: (intent) =>
        alive(() => {
          this.ever.set(intent.key, intent);
          this.#intents.set(intent.key, intent);
        }),
      remove: ({ key }) =>
        alive(() => {
          if (this.#intents.delete(key)) this.removedBy.set(key, page);
        }),
      list: (caller) =>
        alive(() => [...this.#intents.values()].filter((intent) => intent.caller === caller)),
      hold: (intent) => this.#hold(intentId(intent), page),
    };
  }

  /** Releases what a page holds, because it is dead. */
  leave(page: object): void {
    for (const [key, waiting] of this.#holders) {
      const first = waiting[0];
      this.#holders.set(
        key,
        waiting.filter((holder) => holder.page !== page),
      );
      if (first?.page === page) this.#holders.get(key)?.[0]?.release();
    }
  }

  #hold(key: string, page: object): Promise<() => void> {
    return new Promise((resolve) => {
      const waiting = this.#holders.get(key) ?? [];
      const release = (): void => {
        resolve(() => {
          const rest = (this.#holders.get(key) ?? []).filter((holder) => holder !== me);
          this.#holders.set(key, rest);
          rest[0]?.release();
        });
      };
      const me = { page, release };
      this.#holders.set(key, [...waiting, me]);
      if (waiting.length === 0) release();
    });
  }
}
