/** The parameters of a link to this page. They follow the `#`, because a browser never sends that part to a server. */
export interface Link {
  readonly cashier: string;
  readonly player: string;
  /** Owner whose wallets the cashier sees first. */
  readonly owner: string;
  /** Currency of the wallet to show first if an owner has several. */
  readonly currency: string;
}

/** Reads `#cashier=<jwt>&player=<jwt>&owner=alice&currency=USD`; a missing parameter is ''. */
export function readLink(fragment: string): Link {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  const text = (name: keyof Link) => (parameters.get(name) ?? '').trim();
  return {
    cashier: text('cashier'),
    player: text('player'),
    owner: text('owner'),
    currency: text('currency'),
  };
}
