import type { Onebook, WalletChangesSubscription, WalletsWithFindingsQuery } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { Loading } from '../../parts/loading.js';
import { MoneyText } from '../../parts/money-text.js';
import { Pager, usePages } from '../../parts/pager.js';
import { StatusBadge } from '../../parts/status-badge.js';
import { useLive } from '../../parts/use-live.js';
import { useQuery } from '../../parts/use-query.js';
import { FindingBadges } from '../findings.js';
import type { Figure } from '../figures.js';
import { WalletLink } from '../links.js';
import { useThrottled } from '../use-changes.js';
import { argumentOf, type ListFilter } from './wallet-filter.js';

type Row = WalletsWithFindingsQuery['wallets']['edges'][number]['node'];
type Statuses = ReadonlyMap<string, string>;

const PAGE = 20;
/** New wallets appear at most this late on the first page. */
const NEW_AFTER_MS = 2_000;

/** The wallets of a filter, by pages. Balances and statuses change on the page as they change in the book. */
export function WalletList({ filter }: { readonly filter: ListFilter }) {
  const onebook = useOnebook();
  const wanted = argumentOf(filter);
  const text = JSON.stringify(wanted);
  const pages = usePages(PAGE, text);
  const key = `${text} ${JSON.stringify(pages.page)}`;
  const { data, error, isLoading, reload } = useQuery(key, (signal) =>
    onebook.walletsWithFindings({ filter: wanted, ...pages.page }, { signal }),
  );
  const rows = data?.edges.map(({ node }) => node) ?? [];
  const { statuses, isOld } = useStatuses(onebook, filter, rows, pages.isFirst, reload);
  return (
    <>
      <ErrorNotice error={error} onRetry={reload} />
      {isOld && (
        <p role="status" className="notice unknown">
          The connection is lost. These balances may be old.
        </p>
      )}
      {data === undefined && isLoading && <Loading what="the wallets" />}
      {data !== undefined && (
        <DataTable
          caption="Wallets"
          columns={columnsFor(statuses)}
          rows={rows}
          keyOf={({ id }) => id}
          empty={
            <Empty>
              No wallet matches. Owner, name and currency must be exactly those of the wallet.
            </Empty>
          }
        />
      )}
      <Pager pages={pages} info={data?.pageInfo} what="wallets" />
    </>
  );
}

/** The newest statuses that pushes have brought. Reads the list again when a wallet may be new to it. */
function useStatuses(
  onebook: Onebook,
  { ownerId, currency }: ListFilter,
  rows: readonly Row[],
  isFirst: boolean,
  reload: () => void,
) {
  const [statuses, setStatuses] = useState<Statuses>(new Map());
  const lookForNew = useThrottled(reload, NEW_AFTER_MS);
  const filter = { ...(ownerId !== '' && { ownerId }), ...(currency !== '' && { currency }) };
  const live = useLive(
    `wallets ${JSON.stringify(filter)}`,
    (observer) => onebook.subscribeWalletChanges({ filter }, observer),
    (changes: WalletChangesSubscription['walletChanges']) => {
      // The first push is empty: from then on no change is missed, so what was read before is read again.
      if (changes.length === 0) return reload();
      const shown = new Set(rows.map(({ id }) => id));
      const ours = changes.filter(({ walletId }) => shown.has(walletId));
      if (ours.length > 0)
        setStatuses(
          (last) => new Map([...last, ...ours.map((one) => [one.walletId, one.status] as const)]),
        );
      if (ours.length < changes.length && isFirst) lookForNew();
    },
  );
  return { statuses, isOld: live.phase !== 'open' };
}

const columnsFor = (statuses: Statuses): readonly Column<Row>[] => [
  { header: 'Owner', isRowHeader: true, cell: (wallet) => <WalletLink wallet={wallet} /> },
  { header: 'Display name', cell: ({ displayName }) => displayName ?? <Nothing /> },
  { header: 'Wallet', cell: ({ name, currency }) => `${name}, ${currency}` },
  {
    header: 'Status',
    cell: ({ id, status, findings }) => (
      <span className="badges">
        <StatusBadge status={statuses.get(id) ?? status} />
        <FindingBadges findings={findings.edges.map(({ node }) => node)} />
      </span>
    ),
  },
  {
    header: 'Available',
    align: 'number',
    cell: (wallet) => <LiveFigure wallet={wallet} figure="available" />,
  },
  {
    header: 'Held',
    align: 'number',
    cell: (wallet) => <LiveFigure wallet={wallet} figure="held" />,
  },
  {
    header: 'Total',
    align: 'number',
    cell: (wallet) => <LiveFigure wallet={wallet} figure="total" />,
  },
];

function Nothing() {
  return <span className="quiet">–</span>;
}

/** A figure of a wallet, as the newest answer or push has it. */
function LiveFigure(props: { readonly wallet: Row; readonly figure: Figure['key'] }) {
  const { wallet, figure } = props;
  const { balances } = useOnebook();
  const follow = useCallback(
    (changed: () => void) => balances.subscribe(wallet.id, changed),
    [balances, wallet.id],
  );
  const newest = useSyncExternalStore(follow, () => balances.get(wallet.id));
  return <MoneyText money={(newest ?? wallet.balance)[figure]} />;
}
