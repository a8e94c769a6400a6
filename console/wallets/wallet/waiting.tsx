import { useOnebook } from '@onebook/client/react';
import { useState } from 'react';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { Loading } from '../../parts/loading.js';
import { Moment } from '../../parts/moment.js';
import { MoneyText } from '../../parts/money-text.js';
import { Pager, usePages } from '../../parts/pager.js';
import { wordsOf } from '../../parts/status-badge.js';
import { useQuery } from '../../parts/use-query.js';
import { TransactionActions } from '../actions/transaction-actions.js';
import { TransactionLink } from '../links.js';
import type { Transaction, Wallet } from '../types.js';
import { useReloadOn } from '../use-changes.js';

/** What waits for a decision: withdrawals and purchases that hold money, deposits that are announced, corrections that are proposed. */
export function Waiting(props: { readonly wallet: Wallet; readonly changes: number }) {
  const { wallet, changes } = props;
  const onebook = useOnebook();
  const pages = usePages(20, wallet.id);
  const { data, error, isLoading, reload } = useQuery(
    `waiting ${wallet.id} ${JSON.stringify(pages.page)}`,
    (signal) =>
      onebook.walletTransactions(
        { id: wallet.id, filter: { statuses: ['PENDING'] }, ...pages.page },
        { signal },
      ),
  );
  useReloadOn(changes, reload);
  // Those that the viewer decides stay until the page is left, so that the outcome can be read.
  const [kept, setKept] = useState<readonly Transaction[]>([]);
  const waiting = data?.transactions.edges.map(({ node }) => node) ?? [];
  const gone = kept.filter(({ id }) => !waiting.some((one) => one.id === id));
  return (
    <>
      <ErrorNotice error={error} onRetry={reload} />
      {data === undefined && isLoading && <Loading what="what waits" />}
      {data && waiting.length + gone.length === 0 && (
        <Empty>Nothing waits for a decision, and nothing holds money.</Empty>
      )}
      <ul className="plain" aria-label="Waiting">
        {[...waiting, ...gone].map((transaction) => (
          <li key={transaction.id} className="pane">
            <Item
              transaction={transaction}
              isWaiting={!gone.includes(transaction)}
              onOpen={() =>
                setKept((last) => [...last.filter(({ id }) => id !== transaction.id), transaction])
              }
            />
          </li>
        ))}
      </ul>
      <Pager pages={pages} info={data?.transactions.pageInfo} what="what waits" />
    </>
  );
}

function Item(props: {
  readonly transaction: Transaction;
  readonly isWaiting: boolean;
  readonly onOpen: () => void;
}) {
  const { transaction, isWaiting, onOpen } = props;
  return (
    <>
      <h3>
        {wordsOf(transaction.kind)} of <MoneyText money={transaction.amount} />
        {!isWaiting && <span className="quiet"> does not wait any more</span>}
      </h3>
      <dl className="facts">
        <dt>Requested</dt>
        <dd>
          <Moment at={transaction.createdAt} />
          {transaction.initiatedBy !== null && ` by ${transaction.initiatedBy}`}
        </dd>
        <Detail of={transaction} isWaiting={isWaiting} />
        <dt>Transaction</dt>
        <dd>
          <TransactionLink id={transaction.id} />
        </dd>
      </dl>
      <TransactionActions transaction={transaction} onOpen={onOpen} isDecided={!isWaiting} />
    </>
  );
}

/** What staff need to know before they decide. */
function Detail(props: { readonly of: Transaction; readonly isWaiting: boolean }) {
  const { of: transaction, isWaiting } = props;
  const { description, reference, statusReason } = transaction;
  const expiresAt = 'expiresAt' in transaction ? transaction.expiresAt : undefined;
  return (
    <>
      {transaction.__typename === 'Withdrawal' && (
        <>
          <dt>To</dt>
          <dd>{transaction.destination ?? <span className="quiet">not named</span>}</dd>
        </>
      )}
      {transaction.__typename === 'Adjustment' && (
        <>
          <dt>Would</dt>
          <dd>{transaction.direction === 'CREDIT' ? 'raise' : 'lower'} the balance</dd>
        </>
      )}
      {[
        ['Text', description],
        ['Reference', reference],
        ['Reason', statusReason],
      ].map(([name, text]) =>
        text === null ? null : (
          <div key={name} className="pair">
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ),
      )}
      {isWaiting && expiresAt !== undefined && (
        <>
          <dt>Held until</dt>
          <dd>{expiresAt === null ? 'it is decided' : <Moment at={expiresAt} />}</dd>
        </>
      )}
    </>
  );
}
