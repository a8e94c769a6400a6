import type { Item, Matched } from './item.js';
import { type Distance, pairUp } from './pair-up.js';

export interface MatcherOptions {
  /** By how many days a line and its transaction may differ. */
  readonly days: number;
  /** By how many minor units of a currency they may differ. */
  readonly amountOf: (currency: string) => bigint;
  readonly onMatched: (matched: Matched) => void;
  /** Receives what matches nothing. */
  readonly onLeft: (item: Item) => void;
}

/** Most items that wait in one rule, so that a reference of a million lines takes little memory. */
const MOST_WAITING = 10_000;

/**
 * Matches lines with transactions, one with one. Items of one reference, kind and currency match by these rules, in turn:
 * the same amount within the days; the same amount on any day; an amount within the tolerance; and any amount. Items
 * without a reference match by the first.
 *
 * Each rule passes on, in order, what it has not matched. Under a rule, what an item can match is one stretch of the order.
 * So the order falls into runs of items that match one before them, and each run is paired up by itself.
 */
export class Matcher {
  readonly #first: Receiver;

  constructor({ days, amountOf, onMatched, onLeft }: MatcherOptions) {
    const within =
      (most: number): Distance =>
      (one, other) =>
        one.amount === other.amount ? upTo(most, Math.abs(one.day - other.day)) : undefined;
    const referenced =
      (distance: Distance): Distance =>
      (one, other) =>
        one.reference === '' ? undefined : distance(one, other);
    const rules: readonly Distance[] = [
      within(days),
      referenced(within(Infinity)),
      referenced((one, other) => {
        const apart = between(one, other);
        return apart <= amountOf(one.currency) ? Number(apart) : undefined;
      }),
      referenced((one, other) => Number(between(one, other))),
    ];
    this.#first = rules.reduceRight<Receiver>(
      (next, distance) => new Rule(distance, onMatched, next),
      { add: onLeft, end: () => undefined },
    );
  }

  /** Items come in `ITEM_ORDER`. */
  add(item: Item): void {
    this.#first.add(item);
  }

  end(): void {
    this.#first.end();
  }
}

function upTo(most: number, number: number): number | undefined {
  return number <= most ? number : undefined;
}

function between({ amount: one }: Item, { amount: other }: Item): bigint {
  return one < other ? other - one : one - other;
}

interface Receiver {
  readonly add: (item: Item) => void;
  readonly end: () => void;
}

class Rule implements Receiver {
  /** A run: each matches, but for its side, the one before it. */
  #run: Item[] = [];

  constructor(
    private readonly distance: Distance,
    private readonly onMatched: (matched: Matched) => void,
    private readonly next: Receiver,
  ) {}

  add(item: Item): void {
    const last = this.#run.at(-1);
    if (last && !(isOfOne(last, item) && this.distance(last, item) !== undefined)) this.#passOn(0);
    this.#run.push(item);
    // Half of it, so that a long run is not paired up at each item.
    if (this.#run.length > MOST_WAITING) this.#passOn(MOST_WAITING / 2);
  }

  end(): void {
    this.#passOn(0);
    this.next.end();
  }

  /** Pairs up, and passes on what is left, but for the last ones. */
  #passOn(keep: number): void {
    const { pairs, left } = pairUp(this.#run, this.distance, keep > 0);
    for (const pair of pairs) this.onMatched(pair);
    const count = Math.max(left.length - keep, 0);
    for (const item of left.slice(0, count)) this.next.add(item);
    this.#run = left.slice(count);
  }
}

function isOfOne(one: Item, other: Item): boolean {
  return (
    one.reference === other.reference && one.kind === other.kind && one.currency === other.currency
  );
}
