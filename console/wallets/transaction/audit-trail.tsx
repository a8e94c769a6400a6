import type { AuditLogQuery } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { Loading } from '../../parts/loading.js';
import { Moment } from '../../parts/moment.js';
import { Pager, usePages } from '../../parts/pager.js';
import { wordsOf } from '../../parts/status-badge.js';
import { useQuery } from '../../parts/use-query.js';
import { useReloadOn } from '../use-changes.js';

type Entry = AuditLogQuery['auditLog']['edges'][number];

/** Every command about a transaction, refused ones too. @param state read again when it changes */
export function AuditTrail(props: { readonly transactionId: string; readonly state: string }) {
  const { transactionId, state } = props;
  const onebook = useOnebook();
  const pages = usePages(20, transactionId);
  const { data, error, isLoading, reload } = useQuery(
    `audit ${transactionId} ${JSON.stringify(pages.page)}`,
    (signal) => onebook.auditLog({ filter: { transactionId }, ...pages.page }, { signal }),
  );
  useReloadOn(state, reload);
  return (
    <>
      <ErrorNotice error={error} onRetry={reload} />
      {data === undefined && isLoading && <Loading what="the audit log" />}
      {data && (
        <DataTable
          caption="Audit log"
          columns={COLUMNS}
          rows={data.edges}
          keyOf={({ cursor }) => cursor}
          empty={<Empty>The log has nothing about it.</Empty>}
        />
      )}
      <Pager pages={pages} info={data?.pageInfo} what="the audit log" />
    </>
  );
}

const COLUMNS: readonly Column<Entry>[] = [
  { header: 'When', cell: ({ node }) => <Moment at={node.at} /> },
  { header: 'What', isRowHeader: true, cell: ({ node }) => <code>{node.movement}</code> },
  { header: 'By', cell: ({ node }) => node.actor },
  {
    header: 'Outcome',
    cell: ({ node }) =>
      node.message === null ? wordsOf(node.outcome) : `${wordsOf(node.outcome)}: ${node.message}`,
  },
];
