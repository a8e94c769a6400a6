/** What a queue must know of an item. */
export interface Queued {
  readonly by: { readonly id: string };
  readonly weight: number;
}

export type Choice = 'take' | 'leave' | 'stop';

/** What waits of one caller, oldest first. */
interface CallerQueue<T> {
  items: T[];
  weight: number;
  /** Weight that this caller may take in this turn. */
  credit: number;
}

function newQueue<T>(): CallerQueue<T> {
  return { items: [], weight: 0, credit: 1 };
}

/**
 * A queue that is fair between callers: first in, first out for each, those apart that are left for others, and they
 * take turns by weight (deficit round robin). A caller alone may fill it. If it is full, the caller with the most waiting
 * loses what came last, so a caller that waits with less is never refused because of another.
 */
export class FairQueue<T extends Queued> {
  /** By caller, the next in turn first. */
  #callers = new Map<string, CallerQueue<T>>();
  #weight = 0;
  #size = 0;

  /** @param weightMax weight from which on the queue is full */
  constructor(private readonly weightMax: number) {}

  /** Number of items. */
  get size(): number {
    return this.#size;
  }

  /** Adds an item. @returns the items that find no place: none, the new one, or some of another caller */
  offer(item: T): T[] {
    const before = this.#callers.get(item.by.id)?.weight ?? 0;
    const removed: T[] = [];
    while (this.#weight >= this.weightMax) {
      const [id, largest] = this.#largest();
      if (largest.weight <= before + item.weight || id === item.by.id) return [...removed, item];
      removed.push(this.#remove(id, largest, largest.items.pop()));
    }
    this.#add(item);
    return removed;
  }

  /** Takes items until the next one in turn does not fit, at least one. */
  take(weightMax: number): T[] {
    return this.#take(weightMax, () => 'take').taken;
  }

  /**
   * Takes the chosen items, if they weigh enough together; otherwise everything stays as it was.
   * @param choose whether to take an item, to leave it where it is, or to stop
   * @returns none if they weigh less than `weightMin`
   */
  takeChosen(weightMin: number, weightMax: number, choose: (item: T) => Choice): T[] {
    const before = [...this.#callers].map(([id, queue]): [string, CallerQueue<T>] => {
      return [id, { ...queue, items: [...queue.items] }];
    });
    const [weight, size] = [this.#weight, this.#size];
    const { taken, left } = this.#take(weightMax, choose);
    if (taken.reduce((sum, item) => sum + item.weight, 0) >= weightMin) {
      this.#putBack(left);
      return taken;
    }
    this.#callers = new Map(before);
    [this.#weight, this.#size] = [weight, size];
    return [];
  }

  /**
   * Takes the chosen ones of the first items, and leaves the others where they are.
   * @param most how many items it looks at
   */
  takeFirst(weightMax: number, most: number, choose: (item: T) => Choice): T[] {
    let looked = 0;
    const { taken, left } = this.#take(weightMax, (item) => {
      looked += 1;
      return looked > most ? 'stop' : choose(item);
    });
    this.#putBack(left);
    return taken;
  }

  /** Takes the item that its caller offered last. */
  takeLast(item: T): T {
    const queue = this.#callers.get(item.by.id);
    if (queue?.items.pop() !== item) throw new Error('it is not the last item of its caller');
    return this.#remove(item.by.id, queue, item);
  }

  #take(weightMax: number, choose: (item: T) => Choice): { taken: T[]; left: T[] } {
    const taken: T[] = [];
    const left: T[] = [];
    let weight = 0;
    for (let next = this.#next(); next; next = this.#next()) {
      const [id, queue] = next;
      const [item] = queue.items as [T];
      if (taken.length > 0 && weight + item.weight > weightMax) break;
      const choice = choose(item);
      if (choice === 'stop') break;
      queue.credit -= item.weight;
      this.#remove(id, queue, queue.items.shift());
      if (choice === 'take') weight += item.weight;
      (choice === 'take' ? taken : left).push(item);
    }
    return { taken, left };
  }

  /** Puts items in front of what waits of their callers, and these callers in front of the others: their turn has come. */
  #putBack(items: readonly T[]): void {
    const others = this.#callers;
    this.#callers = new Map();
    for (const { by } of items) this.#callers.set(by.id, others.get(by.id) ?? newQueue());
    for (const item of [...items].reverse()) {
      const queue = this.#queueOf(item);
      queue.items.unshift(item);
      queue.credit = item.weight;
    }
    for (const [id, queue] of others) this.#callers.set(id, queue);
  }

  /** Removes the items for which `isOver` holds, and returns them. */
  sweep(isOver: (item: T) => boolean): T[] {
    const removed: T[] = [];
    for (const [id, queue] of this.#callers) {
      const over = queue.items.filter(isOver);
      if (over.length === 0) continue;
      const gone = new Set(over);
      queue.items = queue.items.filter((item) => !gone.has(item));
      for (const item of over) removed.push(this.#remove(id, queue, item));
    }
    return removed;
  }

  #add(item: T): void {
    this.#queueOf(item).items.push(item);
  }

  /** The queue of the item's caller, with the item counted in. */
  #queueOf({ by, weight }: T): CallerQueue<T> {
    const queue = this.#callers.get(by.id) ?? newQueue();
    this.#callers.set(by.id, queue);
    queue.weight += weight;
    this.#weight += weight;
    this.#size += 1;
    return queue;
  }

  /** Counts an item out that has left its caller's list. */
  #remove(id: string, queue: CallerQueue<T>, item: T | undefined): T {
    if (item === undefined) throw new Error('a caller without items is in the queue');
    queue.weight -= item.weight;
    this.#weight -= item.weight;
    this.#size -= 1;
    if (queue.items.length === 0) this.#callers.delete(id);
    return item;
  }

  /** The caller whose first item is next in turn. Each turn adds one to a credit, so a large item waits for several. */
  #next(): [string, CallerQueue<T>] | undefined {
    for (;;) {
      const [first] = this.#callers;
      if (!first) return undefined;
      const [id, queue] = first;
      const needed = queue.items[0]?.weight ?? 0;
      if (this.#callers.size === 1) queue.credit = needed; // no other waits for a turn
      if (queue.credit >= needed) return first;
      queue.credit += 1; // for its next turn
      this.#callers.delete(id);
      this.#callers.set(id, queue);
    }
  }

  #largest(): [string, CallerQueue<T>] {
    let largest: [string, CallerQueue<T>] | undefined;
    for (const one of this.#callers)
      if (!largest || one[1].weight > largest[1].weight) largest = one;
    if (!largest) throw new Error('a full queue has no caller');
    return largest;
  }
}
