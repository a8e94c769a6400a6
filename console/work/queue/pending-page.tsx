import '../work.css';
import { DataTable, type Column } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { SelectField } from '../../parts/field.js';
import { goTo, useRoute } from '../../frame/route.js';
import type { Session } from '../../session/session.js';
import { useSession } from '../../session/session-context.js';
import { Age, Until } from '../shared/age.js';
import { TransactionLink, WalletLink } from '../shared/links.js';
import { LiveNotice } from '../shared/live-notice.js';
import { QueryNotice } from '../shared/query-notice.js';
import { type Ask, useAsk } from '../shared/use-ask.js';
import { decisionsFor } from './decisions.js';
import { amountOf, detailsOf, expiryOf, KINDS, nameOf, type PendingItem } from './pending-item.js';
import { questionOf } from './question-of.js';
import { usePending } from './use-pending.js';

/** What waits for a decision, oldest first, as others ask and decide. */
export default function PendingPage() {
  const { search } = useRoute();
  const kind = search.get('kind') ?? '';
  const session = useSession();
  const { query, refresh, live, notes, forget } = usePending(kind);
  const { ask, dialog } = useAsk();
  const columns = columnsFor(session, ask, refresh);
  const { data } = query;
  return (
    <>
      <h1>Waiting for a decision</h1>
      <section aria-labelledby="pending">
        <h2 id="pending">{data ? `${countOf(data)} waiting` : 'Waiting'}</h2>
        <div className="filters">
          <SelectField
            label="What"
            value={kind}
            onChange={(chosen) => goTo('/work', { kind: chosen }, { replace: true })}
            options={[['', 'All of it'], ...KINDS]}
          />
        </div>
        <LiveNotice live={live} />
        <ErrorNotice error={live.problem} />
        <QueryNotice query={query} what="what waits" />
        <div role="status">
          {notes.length > 0 && (
            <div className="notice good">
              <p>Decided meanwhile, and no longer in the list:</p>
              <ul>
                {notes.map(({ id, transactionId, text }) => (
                  <li key={id}>
                    <TransactionLink id={transactionId} text={text} />
                  </li>
                ))}
              </ul>
              <button type="button" onClick={forget}>
                Dismiss
              </button>
            </div>
          )}
        </div>
        {data !== undefined && (
          <DataTable
            caption="Waiting for a decision, oldest first"
            columns={columns}
            rows={data.items}
            keyOf={({ id }) => id}
            empty={<Empty>Nothing waits. What is asked for appears here by itself.</Empty>}
          />
        )}
        {data?.isCut === true && (
          <p className="quiet">These are the oldest. More follow as they are decided.</p>
        )}
      </section>
      {dialog}
    </>
  );
}

const countOf = (data: { readonly items: readonly unknown[]; readonly isCut: boolean }): string =>
  `${data.isCut ? 'More than ' : ''}${String(data.items.length)}`;

function columnsFor(
  session: Session,
  ask: Ask,
  onDone: () => void,
): readonly Column<PendingItem>[] {
  const columns: readonly Column<PendingItem>[] = [
    {
      header: 'What',
      isRowHeader: true,
      cell: (item) => <TransactionLink id={item.id} text={nameOf(item)} />,
    },
    { header: 'Wallet', cell: ({ wallet }) => <WalletLink wallet={wallet} /> },
    {
      header: 'Amount',
      align: 'number',
      cell: (item) => <span className="money">{amountOf(item)}</span>,
    },
    { header: 'Waits for', cell: ({ createdAt }) => <Age at={createdAt} /> },
    { header: 'Expires', cell: (item) => <Until at={expiryOf(item)} past="now" /> },
    { header: 'Details', cell: (item) => <Details item={item} /> },
    { header: 'Asked by', cell: ({ initiatedBy }) => initiatedBy },
  ];
  if (!session.may('CASHIER', 'ADMIN')) return columns;
  const decide: Column<PendingItem> = {
    header: 'Decide',
    cell: (item) => <Decide item={item} session={session} ask={ask} onDone={onDone} />,
  };
  return [...columns, decide];
}

function Details({ item }: { readonly item: PendingItem }) {
  const details = detailsOf(item);
  if (details.length === 0) return <span className="quiet">–</span>;
  return details.map(([name, text]) => (
    <span key={name} className="detail">
      <span className="quiet">{name}:</span> {text}
    </span>
  ));
}

function Decide(props: {
  readonly item: PendingItem;
  readonly session: Session;
  readonly ask: Ask;
  readonly onDone: () => void;
}) {
  const { item, session, ask, onDone } = props;
  const { offered, why } = decisionsFor(item, session);
  return (
    <>
      <span className="row-actions">
        {offered.map((decision) => (
          <button
            key={decision.name}
            type="button"
            aria-label={`${decision.label} ${nameOf(item).toLowerCase()} of ${item.wallet?.ownerId ?? ''}, ${amountOf(item)}`}
            onClick={() => ask(questionOf(item, decision, onDone))}
          >
            {decision.label}
          </button>
        ))}
      </span>
      {why !== undefined && <span className="under">{why}</span>}
    </>
  );
}
