import type { Onebook, ReportsQuery } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { useState } from 'react';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { SelectField } from '../../parts/field.js';
import { Moment } from '../../parts/moment.js';
import { Pager, usePages } from '../../parts/pager.js';
import { wordsOf } from '../../parts/status-badge.js';
import { useQuery } from '../../parts/use-query.js';
import { DownloadButton, type PageFile } from '../shared/download-button.js';
import { QueryNotice } from '../shared/query-notice.js';

type Report = ReportsQuery['reports']['edges'][number]['node'];

const PAGE = 15;
const PERIODS = ['DAY', 'WEEK', 'MONTH'] as const;

/** The daily, weekly and monthly reports, as files. */
export function ReportList() {
  const onebook = useOnebook();
  const [chosen, setChosen] = useState('');
  const pages = usePages(PAGE, chosen);
  const query = useQuery(`reports ${chosen} ${JSON.stringify(pages.page)}`, (signal) => {
    const period = PERIODS.find((one) => one === chosen);
    const filter = period === undefined ? {} : { filter: { period } };
    return onebook.reports({ ...filter, ...pages.page }, { signal });
  });
  const { data } = query;
  return (
    <>
      <div className="filters">
        <SelectField
          label="Period"
          value={chosen}
          onChange={setChosen}
          options={[['', 'All'], ...PERIODS.map((period) => [period, wordsOf(period)] as const)]}
        />
      </div>
      <QueryNotice query={query} what="the reports" />
      {data && (
        <DataTable
          caption="Reports, the newest first"
          columns={[...COLUMNS, files(onebook)]}
          rows={data.edges.map(({ node }) => node)}
          keyOf={({ id }) => id}
          empty={<Empty>There is no report yet. One is made some minutes after its period.</Empty>}
        />
      )}
      <Pager pages={pages} info={data?.pageInfo} what="reports" />
    </>
  );
}

const COLUMNS: readonly Column<Report>[] = [
  { header: 'Period', isRowHeader: true, cell: ({ period }) => wordsOf(period) },
  { header: 'From', cell: ({ from }) => <Moment at={from} /> },
  { header: 'To', cell: ({ to }) => <Moment at={to} /> },
  { header: 'Days of', cell: ({ timeZone }) => timeZone },
  { header: 'Made', cell: ({ createdAt }) => <Moment at={createdAt} /> },
];

const TYPES = { csv: 'text/csv', html: 'text/html' } as const;

const files = (onebook: Onebook): Column<Report> => ({
  header: 'File',
  cell: (report) => (
    <span className="row-actions">
      {(['csv', 'html'] as const).map((format) => (
        <DownloadButton
          key={format}
          label={format.toUpperCase()}
          of={`${wordsOf(report.period).toLowerCase()} from ${report.from}`}
          read={() => fileOf(onebook, report, format)}
        />
      ))}
    </span>
  ),
});

async function fileOf(
  onebook: Onebook,
  { id, period, from }: Report,
  format: keyof typeof TYPES,
): Promise<PageFile> {
  const report = await onebook.report({ id });
  if (report === null || !('csv' in report)) throw new Error(`There is no report ${id}.`);
  const name = `onebook-${period.toLowerCase()}-${from.slice(0, 10)}.${format}`;
  return { name, type: TYPES[format], content: report[format] };
}
