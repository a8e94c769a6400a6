import type { ScheduleFieldsFragment, ScheduleRunsQuery } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { Moment } from '../../parts/moment.js';
import { StatusBadge } from '../../parts/status-badge.js';
import { useQuery } from '../../parts/use-query.js';
import { ForwardPager, useForwardPages } from '../shared/forward-pager.js';
import { TransactionLink } from '../shared/links.js';
import { QueryNotice } from '../shared/query-notice.js';
import { useEvery } from '../shared/use-every.js';
import { useRefresh } from '../shared/use-refresh.js';

type Found = Extract<NonNullable<ScheduleRunsQuery['node']>, { readonly runs: unknown }>;
type Run = Found['runs']['edges'][number]['node'];

const PAGE = 25;
const RELOAD_MS = 3_000;

/** The runs of a schedule, newest first. */
export function ScheduleRuns(props: {
  readonly id: string;
  readonly schedule: ScheduleFieldsFragment | undefined;
}) {
  const { id, schedule } = props;
  const onebook = useOnebook();
  const pages = useForwardPages(PAGE, id);
  const query = useQuery(`${id} ${JSON.stringify(pages.page)}`, async (signal) => {
    const node = await onebook.scheduleRuns({ id, ...pages.page }, { signal });
    return node !== null && 'runs' in node ? node : null;
  });
  useEvery(RELOAD_MS, useRefresh(query));
  const { data } = query;
  if (data === undefined) return <QueryNotice query={query} what="the runs" />;
  if (data === null) return <Empty>There is no schedule {id}.</Empty>;
  const { edges, pageInfo } = data.runs;
  return (
    <>
      <QueryNotice query={query} what="the runs" />
      <p>
        {schedule?.mutation} <code>{id}</code> <StatusBadge status={data.status} />
      </p>
      <DataTable
        caption="Runs, newest first"
        columns={COLUMNS}
        rows={edges.map(({ node }) => node)}
        keyOf={({ due }) => due}
        empty={<Empty>It has not run yet. A run appears here by itself.</Empty>}
      />
      <ForwardPager pages={pages} info={pageInfo} what="runs" />
    </>
  );
}

const COLUMNS: readonly Column<Run>[] = [
  { header: 'Due', isRowHeader: true, cell: ({ due }) => <Moment at={due} /> },
  { header: 'Decided', cell: ({ at }) => <Moment at={at} /> },
  {
    header: 'Outcome',
    cell: ({ outcome, message }) => (
      <>
        <StatusBadge status={outcome} tone={outcome === 'COMPLETED' ? 'good' : 'bad'} />
        {message !== null && <span className="detail">{message}</span>}
      </>
    ),
  },
  {
    header: 'Lines',
    cell: ({ doneLines, refusedLines }) =>
      doneLines + refusedLines === 0
        ? '–'
        : `${String(doneLines)} done, ${String(refusedLines)} refused`,
  },
  {
    header: 'Transaction',
    cell: ({ transaction }) => <TransactionLink id={transaction?.id} />,
  },
];
