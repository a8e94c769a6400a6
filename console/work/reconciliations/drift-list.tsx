import type { DriftQuery } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { Moment } from '../../parts/moment.js';
import { Pager, usePages } from '../../parts/pager.js';
import { useQuery } from '../../parts/use-query.js';
import { wordsOf } from '../../parts/status-badge.js';
import { type FilterField, FilterForm, useFilters } from '../shared/filter-form.js';
import { QueryNotice } from '../shared/query-notice.js';

type Drift = DriftQuery['drift']['edges'][number]['node'];

const PAGE = 25;

const FILTERS: readonly FilterField[] = [
  {
    name: 'drift',
    label: 'Which',
    initial: 'now',
    options: [
      ['now', 'There now'],
      ['gone', 'Gone'],
      ['all', 'All'],
    ],
  },
  { name: 'owner', label: 'Owner' },
  { name: 'currency', label: 'Currency' },
];

const OPEN: Readonly<Record<string, { readonly open: boolean }>> = {
  now: { open: true },
  gone: { open: false },
};

/** Where the balance columns of a shadowed system disagree, oldest first. */
export function DriftList() {
  const onebook = useOnebook();
  const { drift = '', owner = '', currency = '' } = useFilters(FILTERS);
  const text = [drift, owner, currency].join(' ');
  const pages = usePages(PAGE, text);
  const query = useQuery(`drift ${text} ${JSON.stringify(pages.page)}`, (signal) => {
    const filter = {
      ...OPEN[drift],
      ...(owner === '' ? {} : { ownerId: owner }),
      ...(currency === '' ? {} : { currency }),
    };
    return onebook.drift({ filter, ...pages.page }, { signal });
  });
  const { data } = query;
  return (
    <>
      <FilterForm path="/work/reconciliations" fields={FILTERS} label="Filter of the drift" />
      <QueryNotice query={query} what="the drift" />
      {data && (
        <DataTable
          caption="Disagreements, oldest first"
          columns={COLUMNS}
          rows={data.edges}
          keyOf={({ cursor }) => cursor}
          empty={<Empty>There is none. Without a shadowed system there never is any.</Empty>}
        />
      )}
      <Pager pages={pages} info={data?.pageInfo} what="disagreements" />
    </>
  );
}

const COLUMNS: readonly Column<{ readonly cursor: string; readonly node: Drift }>[] = [
  {
    header: 'Wallet',
    isRowHeader: true,
    cell: ({ node }) => `${node.owner} · ${node.wallet} (${node.currency})`,
  },
  {
    header: 'Columns',
    cell: ({ node }) =>
      node.values.map(({ source, value, text }) => (
        <span key={source} className="detail">
          {source}: {value ?? text ?? 'no row'}
        </span>
      )),
  },
  { header: 'Book', align: 'number', cell: ({ node }) => node.book ?? '–' },
  { header: 'Difference', align: 'number', cell: ({ node }) => node.difference },
  { header: 'Since', cell: ({ node }) => <Moment at={node.since} /> },
  { header: 'Gone at', cell: ({ node }) => <Moment at={node.closedAt} /> },
  {
    header: 'Why',
    cell: ({ node: { problem, cause } }) => (
      <>
        {problem !== null && <span className="detail">{wordsOf(problem)}</span>}
        {cause && (
          <>
            <code>{cause.statement ?? 'a change that no trigger saw'}</code>
            <span className="under">
              {cause.applicationName} <Moment at={cause.at} />
            </span>
          </>
        )}
        {problem === null && !cause && <span className="quiet">–</span>}
      </>
    ),
  },
];
