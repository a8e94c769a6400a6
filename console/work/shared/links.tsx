import { hrefOf } from '../../frame/route.js';

interface WalletParty {
  readonly id: string;
  readonly ownerId?: string;
  readonly name?: string;
}

/** A link to a wallet: its owner and name if they are known, otherwise its id. */
export function WalletLink({ wallet }: { readonly wallet: WalletParty | null | undefined }) {
  if (!wallet) return <span className="quiet">–</span>;
  const { id, ownerId, name } = wallet;
  return (
    <a className="party" href={hrefOf(`/wallets/${id}`)}>
      {ownerId === undefined ? <code>{id}</code> : `${ownerId} · ${name ?? ''}`}
    </a>
  );
}

/** A link to a transaction, by its id or another text. */
export function TransactionLink(props: {
  readonly id: string | null | undefined;
  readonly text?: string;
}) {
  const { id, text } = props;
  if (id == null) return <span className="quiet">–</span>;
  return <a href={hrefOf(`/transactions/${id}`)}>{text ?? <code>{id}</code>}</a>;
}
