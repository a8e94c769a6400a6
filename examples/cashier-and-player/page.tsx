import { useMemo, useState } from 'react';
import { Cashier } from './cashier.js';
import { Gateway } from './gateway.js';
import type { Link } from './link.js';
import { Player } from './player.js';
import { Tokens } from './tokens.js';

/** Two people in one window. They share only the gateway. */
export function Page({ link, endpoint }: { readonly link: Link; readonly endpoint: URL }) {
  const [{ cashier, player }, setTokens] = useState(link);
  const gateways = useMemo(
    () =>
      cashier && player
        ? { cashier: new Gateway(endpoint, cashier), player: new Gateway(endpoint, player) }
        : undefined,
    [endpoint, cashier, player],
  );
  return (
    <>
      <header>
        <h1>One book</h1>
        <p>Two people, each with their own token. Both see the balance change as it happens.</p>
      </header>
      {gateways ? (
        <main>
          <Cashier gateway={gateways.cashier} owner={link.owner} currency={link.currency} />
          <Player gateway={gateways.player} currency={link.currency} />
        </main>
      ) : (
        <Tokens given={link} onTokens={(tokens) => setTokens({ ...link, ...tokens })} />
      )}
    </>
  );
}
