/** Something that concerns wallets. */
export interface Ordered {
  readonly walletIds: readonly string[];
}

/**
 * The order in which events go out: one after another for each wallet, and side by side between wallets. An event of several
 * wallets waits for the earlier ones of each of them. They wait in the order in which they are added, so none waits for
 * itself.
 */
export class WalletOrder<Item extends Ordered> {
  /** By wallet, those that are not over, in order. The first may go. */
  readonly #waiting = new Map<string, Item[]>();
  /** For how many wallets it is not the first. */
  readonly #blockers = new Map<Item, number>();

  get size(): number {
    return this.#blockers.size;
  }

  /** @returns whether it waits for none */
  add(item: Item): boolean {
    let blockers = 0;
    for (const id of new Set(item.walletIds)) {
      const waiting = this.#waiting.get(id);
      if (waiting) waiting.push(item);
      else this.#waiting.set(id, [item]);
      if (waiting) blockers += 1;
    }
    this.#blockers.set(item, blockers);
    return blockers === 0;
  }

  /** Takes away one that waits for none. @returns those that wait for none any more */
  remove(item: Item): Item[] {
    if (this.#blockers.get(item) !== 0) throw new Error('an event is over that waits for others');
    this.#blockers.delete(item);
    const freed: Item[] = [];
    for (const id of new Set(item.walletIds)) {
      const waiting = this.#waiting.get(id);
      waiting?.shift();
      const [next] = waiting ?? [];
      if (!next) {
        this.#waiting.delete(id);
        continue;
      }
      const blockers = (this.#blockers.get(next) ?? 0) - 1;
      this.#blockers.set(next, blockers);
      if (blockers === 0) freed.push(next);
    }
    return freed;
  }
}
