import type { WalletHistoryQuery } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { Loading } from '../../parts/loading.js';
import { Moment } from '../../parts/moment.js';
import { MoneyText } from '../../parts/money-text.js';
import { Pager, usePages } from '../../parts/pager.js';
import { StatusBadge, wordsOf } from '../../parts/status-badge.js';
import { useQuery } from '../../parts/use-query.js';
import { TransactionLink, WalletLink } from '../links.js';
import type { Wallet } from '../types.js';
import { useReloadOn } from '../use-changes.js';

/** A line of a history, and of a statement. */
export type Line = NonNullable<WalletHistoryQuery['wallet']>['history']['edges'][number]['node'];

/** What moved the wallet's money, newest first. */
export function History(props: { readonly wallet: Wallet; readonly changes: number }) {
  const { wallet, changes } = props;
  const onebook = useOnebook();
  const pages = usePages(20, wallet.id);
  const { data, error, isLoading, reload } = useQuery(
    `history ${wallet.id} ${JSON.stringify(pages.page)}`,
    (signal) => onebook.walletHistory({ id: wallet.id, ...pages.page }, { signal }),
  );
  useReloadOn(changes, reload);
  return (
    <>
      <p className="quiet">
        Money that came or went, newest first. Money that is only held is under Waiting.
      </p>
      <ErrorNotice error={error} onRetry={reload} />
      {data === undefined && isLoading && <Loading what="the history" />}
      {data && (
        <Lines
          caption="History"
          lines={data.history.edges}
          empty="No money has come to this wallet yet."
        />
      )}
      <Pager pages={pages} info={data?.history.pageInfo} what="the history" />
    </>
  );
}

/** Lines of a history or a statement. */
export function Lines(props: {
  readonly caption: string;
  readonly lines: readonly { readonly cursor: string; readonly node: Line }[];
  readonly empty: string;
}) {
  return (
    <DataTable
      caption={props.caption}
      columns={COLUMNS}
      rows={props.lines}
      keyOf={({ cursor }) => cursor}
      empty={<Empty>{props.empty}</Empty>}
    />
  );
}

const COLUMNS: readonly Column<{ readonly node: Line }>[] = [
  { header: 'When', cell: ({ node }) => <Moment at={node.at} /> },
  {
    header: 'What',
    isRowHeader: true,
    cell: ({ node: { transaction } }) => (
      <TransactionLink id={transaction.id}>{wordsOf(transaction.kind)}</TransactionLink>
    ),
  },
  {
    header: 'With',
    cell: ({ node }) => <WithWhom counterparty={node.counterparty} />,
  },
  {
    header: 'Text',
    cell: ({ node: { transaction } }) =>
      [transaction.description, transaction.reference, transaction.statusReason]
        .filter((text) => text !== null)
        .join(' · ') || <span className="quiet">–</span>,
  },
  {
    header: 'Status',
    cell: ({ node }) =>
      node.status === 'FAILED' ? (
        <StatusBadge status="Taken back" tone="bad" />
      ) : (
        <StatusBadge status={node.status} />
      ),
  },
  {
    header: 'Amount',
    align: 'number',
    cell: ({ node }) => <MoneyText money={node.amount} withSign />,
  },
  {
    header: 'Total after it',
    align: 'number',
    cell: ({ node }) => <MoneyText money={node.balance} />,
  },
];

function WithWhom({ counterparty }: { readonly counterparty: Line['counterparty'] }) {
  if (counterparty === null) return <span className="quiet">–</span>;
  const { displayName, wallet } = counterparty;
  return (
    <>
      {wallet && <WalletLink wallet={wallet} />}
      {displayName !== null && ` (${displayName})`}
    </>
  );
}
