import type { ReconciliationFieldsFragment } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { hrefOf } from '../../frame/route.js';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { Moment } from '../../parts/moment.js';
import { Pager, usePages } from '../../parts/pager.js';
import { useQuery } from '../../parts/use-query.js';
import { useSession } from '../../session/session-context.js';
import type { Question } from '../shared/action-dialog.js';
import { QueryNotice } from '../shared/query-notice.js';
import type { Ask } from '../shared/use-ask.js';
import { useEvery } from '../shared/use-every.js';
import { useRefresh } from '../shared/use-refresh.js';
import { RunBadge } from './run-badge.js';

const PAGE = 10;
const RELOAD_MS = 4_000;

/** The runs, newest first. An admin can start one. */
export function RunList(props: { readonly chosen: string; readonly ask: Ask }) {
  const { chosen, ask } = props;
  const onebook = useOnebook();
  const { may } = useSession();
  const pages = usePages(PAGE);
  const query = useQuery(`reconciliations ${JSON.stringify(pages.page)}`, (signal) =>
    onebook.reconciliations(pages.page, { signal }),
  );
  const refresh = useRefresh(query);
  useEvery(RELOAD_MS, refresh);
  const { data } = query;
  return (
    <>
      <QueryNotice query={query} what="the runs" />
      {may('ADMIN') && (
        <div className="buttons">
          <button type="button" onClick={() => ask(start(refresh))}>
            Start a run
          </button>
        </div>
      )}
      {data && (
        <DataTable
          caption="Reconciliations, newest first"
          columns={[...COLUMNS, findings(chosen)]}
          rows={data.edges.map(({ node }) => node)}
          keyOf={({ id }) => id}
          empty={<Empty>The book was not reconciled yet.</Empty>}
        />
      )}
      <Pager pages={pages} info={data?.pageInfo} what="runs" />
    </>
  );
}

const COLUMNS: readonly Column<ReconciliationFieldsFragment>[] = [
  {
    header: 'Asked for',
    isRowHeader: true,
    cell: ({ requestedAt }) => <Moment at={requestedAt} />,
  },
  { header: 'By', cell: ({ startedBy }) => startedBy },
  {
    header: 'Result',
    cell: ({ status, reason }) => (
      <>
        <RunBadge status={status} />
        {reason !== null && <span className="detail">{reason}</span>}
      </>
    ),
  },
  { header: 'Ended', cell: ({ finishedAt }) => <Moment at={finishedAt} /> },
  {
    header: 'Compared',
    cell: ({ covered, inputs }) => (
      <>
        {covered.join(', ') || '–'}
        {inputs.map(({ name, rows }) => (
          <span key={name} className="under">
            {name}: {rows} rows
          </span>
        ))}
      </>
    ),
  },
  { header: 'Counted', cell: ({ totals }) => <Totals totals={totals} /> },
];

function Totals({ totals }: { readonly totals: ReconciliationFieldsFragment['totals'] }) {
  if (totals === null) return <span className="quiet">–</span>;
  const counted = [
    [totals.checkedEntries, 'entries'],
    [totals.checkedWallets, 'wallets'],
    [totals.comparedWallets, 'wallets compared'],
    [totals.comparedLines, 'lines compared'],
  ] as const;
  return counted.map(([count, what]) =>
    count === null ? null : (
      <span key={what} className="detail">
        {count} {what}
      </span>
    ),
  );
}

const countOf = (totals: ReconciliationFieldsFragment['totals']): string =>
  totals === null ? 'None yet' : String(totals.findings);

const findings = (chosen: string): Column<ReconciliationFieldsFragment> => ({
  header: 'Findings',
  cell: ({ id, totals }) => (
    <>
      <a
        href={hrefOf('/work/reconciliations', { of: id })}
        aria-current={id === chosen ? 'true' : undefined}
        aria-label={`${countOf(totals)} findings of ${id}`}
      >
        {countOf(totals)}
      </a>
      {totals !== null && totals.opened + totals.closed > 0 && (
        <span className="under">
          {totals.opened} new, {totals.closed} closed
        </span>
      )}
    </>
  ),
});

const start = (onDone: () => void): Question<'runReconciliation'> => ({
  name: 'runReconciliation',
  title: 'Start a reconciliation?',
  label: 'Start it',
  body: <p>A gateway compares the book with itself and with its mapping. It changes no balance.</p>,
  input: () => ({}),
  done: ({ reconciliation }) => (
    <p>
      Asked for: <code>{reconciliation.id}</code>. Its result appears in the list.
    </p>
  ),
  onDone,
});
