import { BalanceFigures } from './balance-figures.js';
import type { Gateway } from './gateway.js';
import { OwnWalletsDocument } from './generated/graphql.js';
import { LatestChanges } from './latest-changes.js';
import { useQuery } from './use-query.js';
import { useLiveBalance } from './use-live-balance.js';
import { WalletChoice, type Wallet } from './wallet-choice.js';

/** Shows the player's own wallet. */
export function Player(props: { readonly gateway: Gateway; readonly currency: string }) {
  const query = useQuery(props.gateway, OwnWalletsDocument, {});
  return (
    <section aria-label="Player">
      <div className="top">
        <h2>Player</h2>
        <p>{query.data?.viewer.id}</p>
      </div>
      <WalletChoice
        wallets={query.data?.viewer.wallets}
        query={query}
        currency={props.currency}
        none="You have no wallet yet."
      >
        {(wallet) => <OwnWallet key={wallet.id} gateway={props.gateway} wallet={wallet} />}
      </WalletChoice>
    </section>
  );
}

function OwnWallet({ gateway, wallet }: { readonly gateway: Gateway; readonly wallet: Wallet }) {
  const [live, retry] = useLiveBalance(gateway, wallet.id);
  return (
    <>
      <BalanceFigures live={live} currency={wallet.currency} onRetry={retry} />
      <LatestChanges gateway={gateway} walletId={wallet.id} version={live.figures?.version} />
    </>
  );
}
