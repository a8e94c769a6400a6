import type { FindingCode, FindingsFragment } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { useState } from 'react';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { SelectField } from '../../parts/field.js';
import { Moment } from '../../parts/moment.js';
import { StatusBadge, wordsOf } from '../../parts/status-badge.js';
import { useQuery } from '../../parts/use-query.js';
import { ForwardPager, useForwardPages } from '../shared/forward-pager.js';
import { TransactionLink, WalletLink } from '../shared/links.js';
import { QueryNotice } from '../shared/query-notice.js';
import { RunBadge } from './run-badge.js';

type Finding = FindingsFragment['edges'][number]['node'];

const PAGE = 50;

const CODES: readonly FindingCode[] = [
  'BOOK_CONTRADICTION',
  'BOOK_GUARD',
  'BOOK_UNREADABLE',
  'SOURCE_UNREADABLE',
  'ROW_UNREADABLE',
  'BALANCE_DIFFERS',
  'SOURCES_DISAGREE',
  'WALLET_MISSING_IN_BOOK',
  'WALLET_MISSING_IN_SOURCE',
  'LINE_WITHOUT_TRANSACTION',
  'TRANSACTION_WITHOUT_LINE',
  'AMOUNT_DIFFERS',
  'DATE_DIFFERS',
  'REFERENCE_TWICE',
  'FINDINGS_LEFT_OUT',
];

/** What a run found that was open when it ended, oldest first. */
export function FindingList({ id }: { readonly id: string }) {
  const onebook = useOnebook();
  const [chosen, setChosen] = useState('');
  const pages = useForwardPages(PAGE, chosen);
  const query = useQuery(`${id} ${chosen} ${JSON.stringify(pages.page)}`, (signal) => {
    const code = CODES.find((one) => one === chosen);
    return onebook.reconciliation(
      { id, ...pages.page, ...(code === undefined ? {} : { filter: { codes: [code] } }) },
      { signal },
    );
  });
  const { data } = query;
  if (data === undefined) return <QueryNotice query={query} what="the findings" />;
  if (data === null) return <Empty>There is no reconciliation {id}.</Empty>;
  const { edges, pageInfo } = data.findings;
  return (
    <>
      <QueryNotice query={query} what="the findings" />
      <p>
        <code>{id}</code>, <Moment at={data.requestedAt} /> <RunBadge status={data.status} />
      </p>
      <div className="filters">
        <SelectField
          label="What is wrong"
          value={chosen}
          onChange={setChosen}
          options={[['', 'All'], ...CODES.map((code) => [code, wordsOf(code)] as const)]}
        />
      </div>
      <DataTable
        caption="Findings, oldest first"
        columns={COLUMNS}
        rows={edges.map(({ node }) => node)}
        keyOf={(finding) => finding.id}
        empty={<Empty>There is no such finding.</Empty>}
      />
      <ForwardPager pages={pages} info={pageInfo} what="findings" />
    </>
  );
}

const COLUMNS: readonly Column<Finding>[] = [
  {
    header: 'What',
    isRowHeader: true,
    cell: ({ id, code, severity }) => (
      <>
        {wordsOf(code)}{' '}
        <StatusBadge status={severity} tone={severity === 'ERROR' ? 'bad' : 'waiting'} />
        <span className="under">
          <code>{id}</code>
        </span>
      </>
    ),
  },
  {
    header: 'Where',
    cell: ({ scope, subject }) => (
      <>
        {subject}
        <span className="under">{scope}</span>
      </>
    ),
  },
  { header: 'Wallet', cell: ({ wallet }) => <WalletLink wallet={wallet} /> },
  { header: 'Transaction', cell: ({ transaction }) => <TransactionLink id={transaction?.id} /> },
  {
    header: 'Expected',
    cell: ({ expected, currency }) => `${expected} ${currency ?? ''}`,
  },
  { header: 'Actual', cell: ({ actual, currency }) => `${actual} ${currency ?? ''}` },
  { header: 'First seen', cell: ({ firstSeenAt }) => <Moment at={firstSeenAt} /> },
];
