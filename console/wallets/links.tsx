import { hrefOf } from '../frame/route.js';
import type { Party } from './types.js';

/** The path of a wallet's page. */
export const walletPath = (id: string): string => `/wallets/${encodeURIComponent(id)}`;

/** The path of a transaction's page. */
export const transactionPath = (id: string): string => `/transactions/${encodeURIComponent(id)}`;

/** A wallet by its owner and name, as a link to its page. */
export function WalletLink({ wallet }: { readonly wallet: Party }) {
  return (
    <a href={hrefOf(walletPath(wallet.id))}>
      {wallet.ownerId}
      {wallet.name === 'main' ? '' : ` · ${wallet.name}`}
    </a>
  );
}

/** A transaction by its id, as a link to its page. */
export function TransactionLink(props: { readonly id: string; readonly children?: string }) {
  return (
    <a href={hrefOf(transactionPath(props.id))}>{props.children ?? <code>{props.id}</code>}</a>
  );
}
