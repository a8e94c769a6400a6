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
  /** In days since 1970. */
  readonly day: number;
  /** Of a transaction that the book took back, and of what took it back: the id of the first. Otherwise empty. */
  readonly pair: string;
  /** Whether it took another back. */
  readonly isReturn: boolean;
}

export interface Matched {
  readonly line: Item;
  readonly transaction: Item;
}

/**
 * The order in which a matcher takes items: by reference, kind and currency, then amount, then day. Of what is equal in
 * all of these, it makes no difference which comes first, except that the ids make the order total.
 */
export const ITEM_ORDER = ['reference', 'kind', 'currency', 'amount', 'day'] as const;
