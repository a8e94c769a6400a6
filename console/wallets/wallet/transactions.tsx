import type { TransactionKind, TransactionStatus } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { useState } from 'react';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { SelectField } from '../../parts/field.js';
import { Loading } from '../../parts/loading.js';
import { Moment } from '../../parts/moment.js';
import { MoneyText } from '../../parts/money-text.js';
import { Pager, usePages } from '../../parts/pager.js';
import { StatusBadge, wordsOf } from '../../parts/status-badge.js';
import { useQuery } from '../../parts/use-query.js';
import { TransactionLink } from '../links.js';
import { KINDS, TRANSACTION_STATUSES } from '../kinds.js';
import type { Transaction, Wallet } from '../types.js';
import { useReloadOn } from '../use-changes.js';

/** The wallet's transactions of any status, newest first, by kind and status. */
export function Transactions(props: { readonly wallet: Wallet; readonly changes: number }) {
  const { wallet, changes } = props;
  const onebook = useOnebook();
  const [kind, setKind] = useState('');
  const [status, setStatus] = useState('');
  const filter = {
    ...(kind !== '' && { kinds: [kind as TransactionKind] }),
    ...(status !== '' && { statuses: [status as TransactionStatus] }),
  };
  const text = `${wallet.id} ${JSON.stringify(filter)}`;
  const pages = usePages(20, text);
  const { data, error, isLoading, reload } = useQuery(
    `transactions ${text} ${JSON.stringify(pages.page)}`,
    (signal) => onebook.walletTransactions({ id: wallet.id, filter, ...pages.page }, { signal }),
  );
  useReloadOn(changes, reload);
  return (
    <>
      <div className="filter">
        <SelectField
          label="Kind"
          value={kind}
          onChange={setKind}
          options={[['', 'Every kind'], ...KINDS.map((one) => [one, wordsOf(one)] as const)]}
        />
        <SelectField
          label="Status"
          value={status}
          onChange={setStatus}
          options={[
            ['', 'Every status'],
            ...TRANSACTION_STATUSES.map((one) => [one, wordsOf(one)] as const),
          ]}
        />
      </div>
      <ErrorNotice error={error} onRetry={reload} />
      {data === undefined && isLoading && <Loading what="the transactions" />}
      {data && (
        <DataTable
          caption="Transactions"
          columns={COLUMNS}
          rows={data.transactions.edges.map(({ node }) => node)}
          keyOf={({ id }) => id}
          empty={<Empty>No transaction of this wallet matches.</Empty>}
        />
      )}
      <Pager pages={pages} info={data?.transactions.pageInfo} what="transactions" />
    </>
  );
}

const COLUMNS: readonly Column<Transaction>[] = [
  { header: 'Started', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  {
    header: 'Kind',
    isRowHeader: true,
    cell: ({ id, kind }) => <TransactionLink id={id}>{wordsOf(kind)}</TransactionLink>,
  },
  {
    header: 'Text',
    cell: ({ description, reference }) =>
      [description, reference].filter((text) => text !== null).join(' · ') || (
        <span className="quiet">–</span>
      ),
  },
  { header: 'By', cell: ({ initiatedBy }) => initiatedBy ?? <span className="quiet">–</span> },
  { header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  { header: 'Amount', align: 'number', cell: ({ amount }) => <MoneyText money={amount} /> },
];
