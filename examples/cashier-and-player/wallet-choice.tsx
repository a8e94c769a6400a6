import { useState, type ReactNode } from 'react';
import { ErrorNotice } from './error-notice.js';
import type { QueryState } from './use-query.js';

export interface Wallet {
  readonly id: string;
  readonly currency: string;
  readonly status: string;
}

/** Lets the user choose one of an owner's wallets, or shows why there is none to choose. */
export function WalletChoice(props: {
  /** Undefined while the query runs. */
  readonly wallets: readonly Wallet[] | undefined;
  readonly query: Pick<QueryState<unknown>, 'error' | 'retry'>;
  /** Currency of the wallet to show first, if there is one. */
  readonly currency: string;
  /** Message if there is no wallet. */
  readonly none: string;
  readonly children: (wallet: Wallet) => ReactNode;
}) {
  const { wallets, query } = props;
  const [currency, setCurrency] = useState(props.currency);
  if (query.error) return <ErrorNotice reason={query.error.message} onRetry={query.retry} />;
  if (!wallets) return <p className="note">Loading …</p>;
  const wallet = wallets.find((one) => one.currency === currency) ?? wallets[0];
  if (!wallet) return <ErrorNotice reason={props.none} onRetry={query.retry} />;
  return (
    <>
      <label className="row wallet">
        Wallet
        <select value={wallet.currency} onChange={(event) => setCurrency(event.target.value)}>
          {wallets.map((one) => (
            <option key={one.id}>{one.currency}</option>
          ))}
        </select>
        {wallet.status !== 'ACTIVE' && <strong className="bad">{wallet.status}</strong>}
        <code>{wallet.id}</code>
      </label>
      {props.children(wallet)}
    </>
  );
}
