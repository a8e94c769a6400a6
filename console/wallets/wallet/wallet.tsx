import { useBalance, useOnebook } from '@onebook/client/react';
import { goTo, useRoute } from '../../frame/route.js';
import type { PageProps } from '../../pages.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { Loading } from '../../parts/loading.js';
import { StatusBadge } from '../../parts/status-badge.js';
import { type Tab, Tabs } from '../../parts/tabs.js';
import { useQuery } from '../../parts/use-query.js';
import { WalletActions } from '../actions/wallet-actions.js';
import { Explain } from '../explain/explain.js';
import { Findings } from '../findings.js';
import { walletPath } from '../links.js';
import { Statement } from '../statement/statement.js';
import type { WalletWithCredit } from '../types.js';
import { useReloadOn, useWalletChanges } from '../use-changes.js';
import { BalanceFigures } from './balance-figures.js';
import { History } from './history.js';
import { Transactions } from './transactions.js';
import { Waiting } from './waiting.js';
import { WalletFacts } from './wallet-facts.js';
import '../wallets.css';

/** One wallet: its balance, what waits, what happened, and what the viewer may do with it. */
export default function WalletPage({ params }: PageProps) {
  const id = params['id'] ?? '';
  return <Loaded key={id} id={id} />;
}

function Loaded({ id }: { readonly id: string }) {
  const onebook = useOnebook();
  const changes = useWalletChanges(id);
  const { data, error, isLoading, reload } = useQuery(`wallet ${id}`, (signal) =>
    onebook.wallet({ id }, { signal }),
  );
  useReloadOn(changes, reload);
  if (data) return <Shown wallet={data} changes={changes} error={error} onRetry={reload} />;
  return (
    <>
      <h1>Wallet</h1>
      <p>
        <code>{id}</code>
      </p>
      <ErrorNotice error={error} onRetry={reload} />
      {isLoading && <Loading what="the wallet" />}
      {data === null && (
        <Empty>
          There is no such wallet. <a href="#/wallets">Search for it</a>
        </Empty>
      )}
    </>
  );
}

function Shown(props: {
  readonly wallet: WalletWithCredit;
  readonly changes: number;
  readonly error: unknown;
  readonly onRetry: () => void;
}) {
  const { wallet, changes, error, onRetry } = props;
  const { search } = useRoute();
  const live = useBalance(wallet.id);
  const tabs: readonly Tab[] = [
    {
      id: 'waiting',
      label: 'Waiting',
      content: () => <Waiting wallet={wallet} changes={changes} />,
    },
    {
      id: 'history',
      label: 'History',
      content: () => <History wallet={wallet} changes={changes} />,
    },
    {
      id: 'transactions',
      label: 'Transactions',
      content: () => <Transactions wallet={wallet} changes={changes} />,
    },
    {
      id: 'explain',
      label: 'Explain',
      content: () => <Explain wallet={wallet} changes={changes} />,
    },
    {
      id: 'statement',
      label: 'Statement',
      content: () => <Statement wallet={wallet} />,
    },
  ];
  return (
    <>
      <div className="row">
        <h1>
          {wallet.ownerId} · {wallet.name} · {wallet.currency}
        </h1>
        <StatusBadge status={live.status ?? wallet.status} />
      </div>
      <ErrorNotice error={error} onRetry={onRetry} />
      <Findings walletId={wallet.id} changes={changes} />
      <BalanceFigures wallet={wallet} live={live} />
      <WalletActions wallet={wallet} />
      <section aria-label="What happened">
        <Tabs
          label="About this wallet"
          tabs={tabs}
          chosen={search.get('tab') ?? 'waiting'}
          onChoose={(tab) => goTo(walletPath(wallet.id), { tab }, { replace: true })}
        />
      </section>
      <WalletFacts wallet={wallet} />
    </>
  );
}
