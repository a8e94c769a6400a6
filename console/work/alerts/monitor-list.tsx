import type { MonitorFieldsFragment } from '@onebook/client';
import { hrefOf } from '../../frame/route.js';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { MoneyText } from '../../parts/money-text.js';
import { Pager } from '../../parts/pager.js';
import { StatusBadge } from '../../parts/status-badge.js';
import { useSession } from '../../session/session-context.js';
import type { Question } from '../shared/action-dialog.js';
import { Facts } from '../shared/facts.js';
import { WalletLink } from '../shared/links.js';
import { QueryNotice } from '../shared/query-notice.js';
import type { Ask } from '../shared/use-ask.js';
import { kindWords } from './monitor-kinds.js';
import type { Monitors } from './use-monitors.js';

/** The monitors, newest first, with what an admin can do to them. */
export function MonitorList(props: { readonly monitors: Monitors; readonly ask: Ask }) {
  const { monitors, ask } = props;
  const { query, pages, refresh } = monitors;
  const { may } = useSession();
  const columns = may('ADMIN') ? [...COLUMNS, actions(ask, refresh)] : COLUMNS;
  const { data } = query;
  return (
    <>
      <QueryNotice query={query} what="the monitors" />
      {data && (
        <>
          <DataTable
            caption="Monitors, newest first"
            columns={columns}
            rows={data.edges.map(({ node }) => node)}
            keyOf={({ id }) => id}
            empty={<Empty>Nothing is watched yet. An admin can create a monitor.</Empty>}
          />
          <Pager pages={pages} info={data.pageInfo} what="monitors" />
        </>
      )}
    </>
  );
}

const COLUMNS: readonly Column<MonitorFieldsFragment>[] = [
  { header: 'Name', isRowHeader: true, cell: ({ name }) => name },
  {
    header: 'Watches',
    cell: ({ on, seconds }) => (
      <>
        {kindWords(on)}
        {seconds !== null && <span className="under">{seconds} s</span>}
      </>
    ),
  },
  { header: 'Wallet', cell: ({ wallet }) => <WalletLink wallet={wallet} /> },
  { header: 'Bound', align: 'number', cell: ({ amount }) => <MoneyText money={amount} /> },
  {
    header: 'Channels',
    cell: ({ channels }) =>
      channels.length === 0 ? (
        <span className="quiet">none</span>
      ) : (
        channels.map(({ email, webhookId, afterSeconds }, index) => (
          <span key={index} className="detail">
            {email ?? webhookId}
            {afterSeconds > 0 && ` after ${String(afterSeconds)} s`}
          </span>
        ))
      ),
  },
  {
    header: 'Alerts',
    align: 'number',
    cell: ({ id, name, alertCount }) => (
      <a
        href={hrefOf('/work/alerts', { state: 'ALL', monitor: id })}
        aria-label={`${String(alertCount)} ${alertCount === 1 ? 'alert' : 'alerts'} of ${name}`}
      >
        {alertCount}
      </a>
    ),
  },
  {
    header: 'State',
    cell: ({ status, currentAlert }) => (
      <>
        <StatusBadge status={status} />
        {currentAlert && <span className="under">beyond its bound</span>}
      </>
    ),
  },
];

type Change = 'pauseMonitor' | 'resumeMonitor' | 'deleteMonitor';

const actions = (ask: Ask, onDone: () => void): Column<MonitorFieldsFragment> => ({
  header: 'Change',
  cell: (monitor) => {
    const offered: readonly Change[] = [
      monitor.status === 'PAUSED' ? 'resumeMonitor' : 'pauseMonitor',
      'deleteMonitor',
    ];
    return (
      <span className="row-actions">
        {offered.map((name) => (
          <button
            key={name}
            type="button"
            aria-label={`${WORDS[name].label} ${monitor.name}`}
            onClick={() => ask(change(name, monitor, onDone))}
          >
            {WORDS[name].label}
          </button>
        ))}
      </span>
    );
  },
});

const WORDS = {
  pauseMonitor: { label: 'Pause', effect: 'What happens until it is resumed raises no alert.' },
  resumeMonitor: { label: 'Resume', effect: 'Its watch begins again, as if it were made now.' },
  deleteMonitor: { label: 'Delete', effect: 'It is deleted for good. Its alerts stay.' },
} as const;

function change(
  name: Change,
  monitor: MonitorFieldsFragment,
  onDone: () => void,
): Question<Change> {
  const { label, effect } = WORDS[name];
  return {
    name,
    title: `${label} this monitor?`,
    label,
    ...(name === 'deleteMonitor' ? { tone: 'bad' } : {}),
    body: (
      <>
        <Facts
          facts={[
            ['Monitor', <strong>{monitor.name}</strong>],
            ['Watches', kindWords(monitor.on)],
          ]}
        />
        <p>{effect}</p>
      </>
    ),
    input: () => ({ monitorId: monitor.id }),
    onDone,
  };
}
