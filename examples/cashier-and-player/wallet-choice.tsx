import { useState, type ReactNode } from 'react';
import { Trouble } from './trouble.js';
import type { Answer } from './use-answer.js';

export interface Wallet {
  readonly id: string;
  readonly currency: string;
  readonly status: string;
}

/** One wallet of somebody's, chosen where there are several, or what stands in the way of showing it. */
export function WalletChoice(props: {
  /** Undefined: not known yet. */
  readonly wallets: readonly Wallet[] | undefined;
  readonly answer: Pick<Answer<unknown>, 'error' | 'again'>;
  /** Which to show first, if there is one of it. */
  readonly currency: string;
  /** What to say where there is none. */
  readonly none: string;
  readonly children: (wallet: Wallet) => ReactNode;
}) {
  const { wallets, answer } = props;
  const [currency, setCurrency] = useState(props.currency);
  if (answer.error) return <Trouble why={answer.error.message} onAgain={answer.again} />;
  if (!wallets) return <p className="note">Asking the gateway …</p>;
  const wallet = wallets.find((one) => one.currency === currency) ?? wallets[0];
  if (!wallet) return <Trouble why={props.none} onAgain={answer.again} />;
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
