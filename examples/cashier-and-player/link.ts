/** What a link to this page says, behind the `#`: that part of an address is never sent to a server. */
export interface Link {
  readonly cashier: string;
  readonly player: string;
  /** Whose wallet the cashier looks up first. */
  readonly owner: string;
  /** Which wallet is shown first, where an owner has several. */
  readonly currency: string;
}

/** Reads `#cashier=<jwt>&player=<jwt>&owner=alice&currency=USD`; whatever is missing is ''. */
export function readLink(fragment: string): Link {
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  const text = (name: keyof Link) => (given.get(name) ?? '').trim();
  return {
    cashier: text('cashier'),
    player: text('player'),
    owner: text('owner'),
    currency: text('currency'),
  };
}
