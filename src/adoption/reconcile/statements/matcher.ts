import type { StatementKind } from '../../mapping/mapping.js';

/** A line of a statement, or a transaction of the book. */
export interface Item {
  readonly side: 'line' | 'transaction';
  /** Of a line its number, of a transaction its UUID. */
  readonly id: string;
  /** Empty: it has none. */
  readonly reference: string;
  readonly kind: StatementKind;
  readonly currency: string;
  /** Minor units, more than zero. */
  readonly amount: bigint;
  /** UTC day, in days since 1970. */
  readonly day: number;
}

export interface Matched {
  readonly line: Item;
  readonly transaction: Item;
}

export interface MatcherOptions {
  /** By how many days a line and its transaction may differ. */
  readonly days: number;
  /** By how many minor units of a currency they may differ. */
  readonly amountOf: (currency: string) => bigint;
  readonly onMatched: (matched: Matched) => void;
  /** Receives what matches nothing. */
  readonly onLeft: (item: Item) => void;
}

/**
 * The order in which a matcher takes items: by reference, kind and currency, then amount, then day. Of what is equal in
 * all of these, it makes no difference which comes first, except that the ids make the order total.
 */
export const ITEM_ORDER = ['reference', 'kind', 'currency', 'amount', 'day'] as const;

/** Most items that wait for a partner in one rule, so that a reference of a million lines takes little memory. */
const MOST_WAITING = 10_000;

/**
 * Matches lines with transactions, one with one. Items of one reference, kind and currency match by these rules, in turn:
 * the same amount on the same day; the same amount within the days; the same amount on any day; an amount within the
 * tolerance; and any. Items without a reference match by the first two.
 *
 * Each rule passes on, in order, what it has not matched. Under a rule, what an item can match is one stretch of the
 * order, and all stretches are as long as each other. So taking the first partner that waits matches as many as possible,
 * and only what waits is kept.
 */
export class Matcher {
  readonly #first: Rule;

  constructor({ days, amountOf, onMatched, onLeft }: MatcherOptions) {
    const within = (most: number) => (one: Item, later: Item) =>
      one.amount === later.amount && later.day - one.day <= most;
    const referenced = (reaches: Reaches) => (one: Item, later: Item) =>
      one.reference !== '' && reaches(one, later);
    const rules: readonly Reaches[] = [
      within(0),
      within(days),
      referenced(within(Infinity)),
      referenced((one, later) => later.amount - one.amount <= amountOf(one.currency)),
      referenced(() => true),
    ];
    this.#first = rules.reduceRight<{ add: (item: Item) => void; end: () => void }>(
      (next, reaches) => new Rule(reaches, onMatched, next),
      { add: onLeft, end: () => undefined },
    ) as Rule;
  }

  /** Items come in `ITEM_ORDER`. */
  add(item: Item): void {
    this.#first.add(item);
  }

  end(): void {
    this.#first.end();
  }
}

/** Whether an item matches one that comes later in the order, and is of the same reference, kind and currency. */
type Reaches = (one: Item, later: Item) => boolean;

class Rule {
  /** All of one side, in order. */
  #waiting: Item[] = [];
  #gone = 0;

  constructor(
    private readonly reaches: Reaches,
    private readonly onMatched: (matched: Matched) => void,
    private readonly next: { add: (item: Item) => void; end: () => void },
  ) {}

  add(item: Item): void {
    let head = this.#head();
    while (head && !(isOfOne(head, item) && this.reaches(head, item))) {
      this.next.add(this.#take(head));
      head = this.#head();
    }
    if (head && head.side !== item.side) {
      this.#take(head);
      const [line, transaction] = head.side === 'line' ? [head, item] : [item, head];
      this.onMatched({ line, transaction });
      return;
    }
    this.#waiting.push(item);
    if (head && this.#waiting.length - this.#gone > MOST_WAITING) this.next.add(this.#take(head));
  }

  end(): void {
    for (let head = this.#head(); head; head = this.#head()) this.next.add(this.#take(head));
    this.next.end();
  }

  #head(): Item | undefined {
    return this.#waiting[this.#gone];
  }

  /** Removes the head. */
  #take(head: Item): Item {
    this.#gone += 1;
    if (this.#gone === this.#waiting.length) {
      this.#waiting = [];
      this.#gone = 0;
    } else if (this.#gone > MOST_WAITING) {
      this.#waiting = this.#waiting.slice(this.#gone);
      this.#gone = 0;
    }
    return head;
  }
}

function isOfOne(one: Item, other: Item): boolean {
  return (
    one.reference === other.reference && one.kind === other.kind && one.currency === other.currency
  );
}
