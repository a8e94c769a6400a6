import { useState, type ReactNode } from 'react';

/** The figures of a balance that the page shows: amounts as text. */
export interface Figures {
  readonly available: { readonly amount: string };
  readonly version: number;
}

/** What the page needs of a GraphQL client: the same operations with each of them. */
export interface ClientHooks {
  /** The balance in the header, by a query of its own; undefined while it is not known. */
  useHeader(walletId: string): Figures | undefined;
  /** The viewer's wallets, by another query. */
  useList(): readonly { readonly id: string; readonly balance: Figures }[];
  /** Follows the wallet. Returns how many pushes have come. */
  useFollow(walletId: string): number;
  /** Asks the network for the list again. Resolves once the answer is in the cache. */
  useRefresh(): () => Promise<void>;
  /** Sends a transfer. Resolves to what became of it, for people. */
  usePay(): (input: TransferInput) => Promise<string>;
}

export interface TransferInput {
  readonly fromWalletId: string;
  readonly toWalletId: string;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly idempotencyKey: string;
}

/** What the address of the page carries behind its `#`, where no server sees it. */
export interface Link {
  readonly url: string;
  readonly token: string;
  readonly walletId: string;
  readonly toWalletId: string;
}

export function readLink(): Link {
  const values = new URLSearchParams(location.hash.slice(1));
  const value = (name: string): string => values.get(name) ?? '';
  return {
    url: value('url'),
    token: value('token'),
    walletId: value('wallet'),
    toWalletId: value('to'),
  };
}

/** A wallet in two views, with a button that pays from it and one that asks for the list again. */
export function Page({ hooks, link }: { hooks: ClientHooks; link: Link }): ReactNode {
  const header = hooks.useHeader(link.walletId);
  const wallets = hooks.useList();
  const pushes = hooks.useFollow(link.walletId);
  const [refreshes, setRefreshes] = useState(0);
  const refresh = hooks.useRefresh();
  return (
    <main>
      <View name="header" figures={header} />
      {wallets
        .filter(({ id }) => id === link.walletId)
        .map(({ id, balance }) => (
          <View key={id} name="list" figures={balance} />
        ))}
      <p data-pushes>{pushes}</p>
      <p data-refreshes>{refreshes}</p>
      <button onClick={() => void refresh().then(() => setRefreshes((count) => count + 1))}>
        Refresh
      </button>
      <Pay hooks={hooks} link={link} />
    </main>
  );
}

function View({ name, figures }: { name: string; figures: Figures | undefined }): ReactNode {
  return (
    <p data-view={name}>{figures && `${figures.available.amount} version ${figures.version}`}</p>
  );
}

/** Keeps the key until the outcome is known, so that a retry is the same payment. */
function Pay({ hooks, link }: { hooks: ClientHooks; link: Link }): ReactNode {
  const [amount, setAmount] = useState('1.00');
  const [outcome, setOutcome] = useState('');
  const pay = hooks.usePay();
  const submit = async (): Promise<void> => {
    setOutcome('…');
    const input = {
      fromWalletId: link.walletId,
      toWalletId: link.toWalletId,
      amount: { amount, currency: 'USD' },
      idempotencyKey: storedKey(),
    };
    try {
      setOutcome(await pay(input));
      sessionStorage.removeItem(KEY);
    } catch (error) {
      setOutcome(`unknown: ${String(error)}`);
    }
  };
  return (
    <form action={() => void submit()}>
      <label>
        Amount <input value={amount} onChange={({ target }) => setAmount(target.value)} />
      </label>
      <button>Pay</button>
      <output>{outcome}</output>
    </form>
  );
}

const KEY = 'idempotencyKey';

function storedKey(): string {
  const key = sessionStorage.getItem(KEY) ?? crypto.randomUUID();
  sessionStorage.setItem(KEY, key);
  return key;
}
