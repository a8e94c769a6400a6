import { useState } from 'react';
import { useRoute } from '../../frame/route.js';
import { useSession } from '../../session/session-context.js';
import { OpenWalletForm } from './open-wallet-form.js';
import { WalletList } from './wallet-list.js';
import { WalletSearch } from './wallet-search.js';
import { filterOf } from './wallet-filter.js';
import '../wallets.css';

/** The wallets of the book, searched and live, and a way to open one. */
export default function Wallets() {
  const { may } = useSession();
  const { search } = useRoute();
  const filter = filterOf(search);
  const [isOpening, setIsOpening] = useState(false);
  return (
    <>
      <div className="row">
        <h1>Wallets</h1>
        {may('CASHIER', 'ADMIN') && (
          <button type="button" aria-expanded={isOpening} onClick={() => setIsOpening(!isOpening)}>
            Open a wallet …
          </button>
        )}
      </div>
      {isOpening && (
        <section aria-labelledby="open">
          <h2 id="open">Open a wallet</h2>
          <OpenWalletForm ownerId={filter.ownerId} />
        </section>
      )}
      <section aria-labelledby="search">
        <h2 id="search">Search</h2>
        {/* A route from elsewhere, such as the back button, fills the fields again. */}
        <WalletSearch key={search.toString()} filter={filter} />
      </section>
      <section aria-labelledby="list">
        <h2 id="list">{search.size === 0 ? 'All wallets' : 'Wallets found'}</h2>
        <WalletList filter={filter} />
      </section>
    </>
  );
}
