/** Something that is due at a moment. */
export interface Due {
  /** Milliseconds since 1970. */
  readonly nextAt: number;
}

/** What waits for its moment, the earliest first; of the same moment, in the order in which it was added. */
export class DueList<Item extends Due> {
  readonly #items: Item[] = [];

  get size(): number {
    return this.#items.length;
  }

  get next(): Item | undefined {
    return this.#items[0];
  }

  add(item: Item): void {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#items[middle];
      if (other && other.nextAt > item.nextAt) high = middle;
      else low = middle + 1;
    }
    this.#items.splice(low, 0, item);
  }

  /** Takes the earliest, if its moment has come. */
  takeDue(now: number): Item | undefined {
    const { next } = this;
    if (!next || next.nextAt > now) return undefined;
    return this.#items.shift();
  }
}
