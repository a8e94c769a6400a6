import { useOnebook } from '@onebook/client/react';
import type { PageProps } from '../../pages.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { Loading } from '../../parts/loading.js';
import { MoneyText } from '../../parts/money-text.js';
import { StatusBadge, wordsOf } from '../../parts/status-badge.js';
import { useLive } from '../../parts/use-live.js';
import { useQuery } from '../../parts/use-query.js';
import { useSession } from '../../session/session-context.js';
import { TransactionActions } from '../actions/transaction-actions.js';
import type { WholeTransaction } from '../types.js';
import { useThrottled } from '../use-changes.js';
import { AuditTrail } from './audit-trail.js';
import { Entries, Splits } from './entries.js';
import { TransactionFacts } from './transaction-facts.js';
import '../wallets.css';

/** One transaction: what it is, who did what with it and when, what it wrote, and what the viewer may do with it. */
export default function TransactionPage({ params }: PageProps) {
  const id = params['id'] ?? '';
  return <Loaded key={id} id={id} />;
}

function Loaded({ id }: { readonly id: string }) {
  const onebook = useOnebook();
  const { data, error, isLoading, reload } = useQuery(`transaction ${id}`, (signal) =>
    onebook.transaction({ id }, { signal }),
  );
  const changed = useThrottled(reload, 400);
  // An id that is none would make the subscription fail as the query does.
  useLive(
    data ? `transaction ${id}` : undefined,
    (observer) => onebook.subscribeTransactionChanged({ id }, observer),
    changed,
  );
  if (data) return <Shown transaction={data} error={error} onRetry={reload} />;
  return (
    <>
      <h1>Transaction</h1>
      <p>
        <code>{id}</code>
      </p>
      <ErrorNotice error={error} onRetry={reload} />
      {isLoading && <Loading what="the transaction" />}
      {data === null && <Empty>There is no such transaction. Check the id.</Empty>}
    </>
  );
}

function Shown(props: {
  readonly transaction: WholeTransaction;
  readonly error: unknown;
  readonly onRetry: () => void;
}) {
  const { transaction, error, onRetry } = props;
  const { may } = useSession();
  return (
    <>
      <div className="row">
        <h1>
          {wordsOf(transaction.kind)} of <MoneyText money={transaction.amount} />
        </h1>
        <StatusBadge status={transaction.status} />
        {transaction.reversedBy !== null && <StatusBadge status="REVERSED" tone="bad" />}
      </div>
      <ErrorNotice error={error} onRetry={onRetry} />
      <TransactionFacts transaction={transaction} />
      {may('CASHIER', 'ADMIN') && <Actions transaction={transaction} />}
      {transaction.splits.length > 0 && (
        <section aria-labelledby="splits">
          <h2 id="splits">Splits</h2>
          <Splits splits={transaction.splits} />
        </section>
      )}
      <section aria-labelledby="entries">
        <h2 id="entries">Entries in the book</h2>
        <Entries entries={transaction.entries} />
      </section>
      {may('ADMIN', 'AUDITOR') && (
        <section aria-labelledby="audit">
          <h2 id="audit">Audit log</h2>
          <AuditTrail transactionId={transaction.id} state={transaction.status} />
        </section>
      )}
    </>
  );
}

function Actions({ transaction }: { readonly transaction: WholeTransaction }) {
  return (
    <section aria-labelledby="actions">
      <h2 id="actions">Actions</h2>
      <TransactionActions transaction={transaction} none="Nothing can be done with it any more." />
    </section>
  );
}
