import { BalanceFigures } from './balance-figures.js';
import type { Gateway } from './gateway.js';
import { OwnWalletsDocument } from './generated/graphql.js';
import { LatestChanges } from './latest-changes.js';
import { useAnswer } from './use-answer.js';
import { useLiveBalance } from './use-live-balance.js';
import { WalletChoice, type Wallet } from './wallet-choice.js';

/** Sees their own wallet. */
export function Player(props: { readonly gateway: Gateway; readonly currency: string }) {
  const answer = useAnswer(props.gateway, OwnWalletsDocument, {});
  return (
    <section aria-label="Player">
      <div className="top">
        <h2>Player</h2>
        <p>{answer.data?.viewer.id}</p>
      </div>
      <WalletChoice
        wallets={answer.data?.viewer.wallets}
        answer={answer}
        currency={props.currency}
        none="You have no wallet yet."
      >
        {(wallet) => <OwnWallet key={wallet.id} gateway={props.gateway} wallet={wallet} />}
      </WalletChoice>
    </section>
  );
}

function OwnWallet({ gateway, wallet }: { readonly gateway: Gateway; readonly wallet: Wallet }) {
  const [live, again] = useLiveBalance(gateway, wallet.id);
  return (
    <>
      <BalanceFigures live={live} currency={wallet.currency} onAgain={again} />
      <LatestChanges gateway={gateway} walletId={wallet.id} version={live.figures?.version} />
    </>
  );
}
