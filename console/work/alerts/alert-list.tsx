import type { AlertFieldsFragment } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { useState } from 'react';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { Moment } from '../../parts/moment.js';
import { Pager, usePages } from '../../parts/pager.js';
import { wordsOf } from '../../parts/status-badge.js';
import { useLive } from '../../parts/use-live.js';
import { useQuery } from '../../parts/use-query.js';
import { useSession } from '../../session/session-context.js';
import { type FilterField, FilterForm, useFilters } from '../shared/filter-form.js';
import { TransactionLink, WalletLink } from '../shared/links.js';
import { LiveNotice } from '../shared/live-notice.js';
import { QueryNotice } from '../shared/query-notice.js';
import type { Ask } from '../shared/use-ask.js';
import { useEvery } from '../shared/use-every.js';
import { useRefresh } from '../shared/use-refresh.js';
import { acknowledge, AlertState, NotificationsOf } from './alert-parts.js';

const PAGE = 25;
/** As many as the gateway lists at once. */
const MOST = 200;
/** An acknowledgement leads to no push. */
const RELOAD_MS = 15_000;

const FILTERS: readonly FilterField[] = [
  {
    name: 'state',
    label: 'State',
    initial: 'OPEN',
    options: [
      ['OPEN', 'Open'],
      ['ACKNOWLEDGED', 'Acknowledged'],
      ['ENDED', 'Over'],
      ['ALL', 'All'],
    ],
  },
  { name: 'wallet', label: 'Wallet', hint: 'wal_…' },
  { name: 'monitor', label: 'Monitor', hint: 'mon_…' },
];

/** Alerts, newest first. One that is raised appears by itself. */
export function AlertList(props: { readonly ask: Ask; readonly onRaised: () => void }) {
  const { ask, onRaised } = props;
  const { may } = useSession();
  const { state = '', wallet = '', monitor = '' } = useFilters(FILTERS);
  const { query, pages } = useAlerts({ state, walletId: wallet, monitorId: monitor });
  const refresh = useRefresh(query);
  const [raised, setRaised] = useState<AlertFieldsFragment>();
  const onebook = useOnebook();
  const live = useLive(
    'alerts',
    (observer) => onebook.subscribeAlertRaised({}, observer),
    (alert: AlertFieldsFragment) => {
      setRaised(alert);
      refresh();
      onRaised();
    },
  );
  useEvery(RELOAD_MS, refresh);
  const columns = may('CASHIER', 'ADMIN') ? [...COLUMNS, decide(ask, refresh)] : COLUMNS;
  const { data } = query;
  return (
    <>
      <FilterForm path="/work/alerts" fields={FILTERS} label="Filter of the alerts" />
      <LiveNotice live={live} />
      <p role="status" className="raised">
        {raised && `New alert: ${raised.summary}`}
      </p>
      <QueryNotice query={query} what="the alerts" />
      {state === 'ENDED' && (
        <p className="quiet">Of the newest {MOST} alerts, those whose cause is over.</p>
      )}
      {data && (
        <>
          <DataTable
            caption="Alerts, newest first"
            columns={columns}
            rows={data.rows}
            keyOf={({ id }) => id}
            empty={<Empty>There is no such alert. One that is raised appears by itself.</Empty>}
          />
          {state !== 'ENDED' && <Pager pages={pages} info={data.pageInfo} what="alerts" />}
        </>
      )}
    </>
  );
}

const FILTERED = ['OPEN', 'ACKNOWLEDGED'] as const;

interface Wanted {
  readonly state: string;
  readonly walletId: string;
  readonly monitorId: string;
}

function useAlerts({ state, walletId, monitorId }: Wanted) {
  const onebook = useOnebook();
  const filterText = [state, walletId, monitorId].join();
  const pages = usePages(PAGE, filterText);
  const page = state === 'ENDED' ? { first: MOST } : pages.page;
  const query = useQuery(`alerts ${filterText} ${JSON.stringify(page)}`, async (signal) => {
    const status = FILTERED.find((one) => one === state);
    const filter = {
      ...(status === undefined ? {} : { status }),
      ...(walletId === '' ? {} : { walletId }),
      ...(monitorId === '' ? {} : { monitorId }),
    };
    const { edges, pageInfo } = await onebook.alerts({ filter, ...page }, { signal });
    const rows = edges.map(({ node }) => node);
    return {
      rows: state === 'ENDED' ? rows.filter(({ endedAt }) => endedAt !== null) : rows,
      pageInfo,
    };
  });
  return { query, pages };
}

const COLUMNS: readonly Column<AlertFieldsFragment>[] = [
  { header: 'What', isRowHeader: true, cell: ({ summary }) => summary },
  {
    header: 'Monitor',
    cell: ({ monitor }) => (
      <>
        {monitor.name}
        <span className="under">{wordsOf(monitor.on)}</span>
      </>
    ),
  },
  {
    header: 'Where',
    cell: ({ wallet, transaction }) => (
      <>
        {wallet && <WalletLink wallet={wallet} />}{' '}
        {transaction && <TransactionLink id={transaction.id} />}
        {!wallet && !transaction && <span className="quiet">–</span>}
      </>
    ),
  },
  { header: 'Happened', cell: ({ happenedAt }) => <Moment at={happenedAt} /> },
  { header: 'Over since', cell: ({ endedAt }) => <Moment at={endedAt} /> },
  { header: 'State', cell: (alert) => <AlertState alert={alert} /> },
  { header: 'Messages', cell: (alert) => <NotificationsOf alert={alert} /> },
];

const decide = (ask: Ask, onDone: () => void): Column<AlertFieldsFragment> => ({
  header: 'Decide',
  cell: (alert) =>
    alert.status === 'OPEN' ? (
      <button
        type="button"
        aria-label={`Acknowledge: ${alert.summary}`}
        onClick={() => ask(acknowledge(alert, onDone))}
      >
        Acknowledge
      </button>
    ) : (
      <span className="quiet">–</span>
    ),
});
