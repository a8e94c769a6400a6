import { useState } from 'react';
import { BalanceFigures } from './balance-figures.js';
import { DepositForm } from './deposit-form.js';
import { fieldOf } from './field.js';
import type { Gateway } from './gateway.js';
import { WalletsOfDocument } from './generated/graphql.js';
import { LatestChanges } from './latest-changes.js';
import { useQuery } from './use-query.js';
import { useLiveBalance } from './use-live-balance.js';
import { WalletChoice, type Wallet } from './wallet-choice.js';

/** Finds a player's wallet and deposits into it. */
export function Cashier(props: {
  readonly gateway: Gateway;
  /** Owner whose wallets are shown first; '' shows none. */
  readonly owner: string;
  readonly currency: string;
}) {
  const [owner, setOwner] = useState(props.owner);
  return (
    <section aria-label="Cashier">
      <div className="top">
        <h2>Cashier</h2>
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            setOwner(fieldOf(event.currentTarget, 'owner'));
          }}
        >
          <label>
            Owner <input name="owner" size={10} defaultValue={props.owner} required />
          </label>
          <button>Find</button>
        </form>
      </div>
      {owner === '' ? (
        <p className="note">Find the wallets of a player by their owner id.</p>
      ) : (
        <Found key={owner} gateway={props.gateway} owner={owner} currency={props.currency} />
      )}
    </section>
  );
}

function Found(props: {
  readonly gateway: Gateway;
  readonly owner: string;
  readonly currency: string;
}) {
  const query = useQuery(props.gateway, WalletsOfDocument, { ownerId: props.owner });
  const callerId = query.data?.viewer.id ?? '';
  return (
    <WalletChoice
      wallets={query.data?.wallets.edges.map(({ node }) => node)}
      query={query}
      currency={props.currency}
      none={`${props.owner} has no wallet.`}
    >
      {(wallet) => (
        <Till key={wallet.id} gateway={props.gateway} callerId={callerId} wallet={wallet} />
      )}
    </WalletChoice>
  );
}

function Till(props: {
  readonly gateway: Gateway;
  readonly callerId: string;
  readonly wallet: Wallet;
}) {
  const { gateway, callerId, wallet } = props;
  const [live, retry] = useLiveBalance(gateway, wallet.id);
  return (
    <>
      <BalanceFigures live={live} currency={wallet.currency} onRetry={retry} />
      <DepositForm gateway={gateway} callerId={callerId} wallet={wallet} />
      <LatestChanges gateway={gateway} walletId={wallet.id} version={live.figures?.version} />
    </>
  );
}
