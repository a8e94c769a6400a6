import type { AuditFilter, AuditLogQuery } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { Moment } from '../../parts/moment.js';
import { Pager, usePages } from '../../parts/pager.js';
import { StatusBadge, type Tone } from '../../parts/status-badge.js';
import { useQuery } from '../../parts/use-query.js';
import { useStore } from '../../parts/use-store.js';
import { zone } from '../../parts/zone.js';
import { Facts } from '../shared/facts.js';
import { type FilterField, FilterForm, useFilters } from '../shared/filter-form.js';
import { JsonText } from '../shared/json-text.js';
import { TransactionLink } from '../shared/links.js';
import { momentOf } from '../shared/moment-of.js';
import { QueryNotice } from '../shared/query-notice.js';

type Entry = AuditLogQuery['auditLog']['edges'][number]['node'];

const PAGE = 25;

const FILTERS: readonly FilterField[] = [
  { name: 'actor', label: 'Actor' },
  { name: 'wallet', label: 'Wallet', hint: 'wal_…' },
  { name: 'transaction', label: 'Transaction', hint: 'txn_…' },
  { name: 'movement', label: 'Mutation', hint: 'Such as transfer.' },
  { name: 'outcome', label: 'Outcome', hint: 'DONE, or the code of a refusal.' },
  { name: 'from', label: 'From', isMoment: true },
  { name: 'to', label: 'To', isMoment: true },
];

/** Everything that was decided, refusals too, newest first. */
export function AuditList() {
  const onebook = useOnebook();
  const timeZone = useStore(zone);
  const values = useFilters(FILTERS);
  const filter = filterOf(values, timeZone);
  const text = JSON.stringify(filter);
  const pages = usePages(PAGE, text);
  const query = useQuery(`audit ${text} ${JSON.stringify(pages.page)}`, (signal) =>
    onebook.auditLog({ filter, ...pages.page }, { signal }),
  );
  const { data } = query;
  return (
    <>
      <FilterForm path="/work/audit" fields={FILTERS} label="Filter of the audit log" />
      <QueryNotice query={query} what="the audit log" />
      {data && (
        <DataTable
          caption="Commands, newest first"
          columns={COLUMNS}
          rows={data.edges}
          keyOf={({ cursor }) => cursor}
          empty={<Empty>No command matches these filters.</Empty>}
        />
      )}
      <Pager pages={pages} info={data?.pageInfo} what="the audit log" />
    </>
  );
}

function filterOf(values: Readonly<Record<string, string>>, timeZone: string): AuditFilter {
  const { actor, wallet, transaction, movement, outcome } = values;
  const [from, to] = [values['from'] ?? '', values['to'] ?? ''];
  const all = {
    actor,
    walletId: wallet,
    transactionId: transaction,
    movement,
    outcome,
    from: momentOf(from, timeZone),
    to: momentOf(to, timeZone),
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined && value !== ''),
  );
}

interface Row {
  readonly cursor: string;
  readonly node: Entry;
}

const COLUMNS: readonly Column<Row>[] = [
  { header: 'When', isRowHeader: true, cell: ({ node }) => <Moment at={node.at} /> },
  { header: 'Who', cell: ({ node }) => node.actor },
  { header: 'What', cell: ({ node }) => node.movement },
  {
    header: 'Outcome',
    cell: ({ node: { outcome, message } }) => (
      <>
        <StatusBadge status={outcome} tone={toneOf(outcome)} />
        {message !== null && <span className="detail">{message}</span>}
      </>
    ),
  },
  {
    header: 'Transactions',
    cell: ({ node: { transactionIds } }) =>
      transactionIds.length === 0 ? (
        <span className="quiet">–</span>
      ) : (
        <>
          {transactionIds.slice(0, SHOWN).map((id) => (
            <span key={id} className="detail">
              <TransactionLink id={id} />
            </span>
          ))}
          {transactionIds.length > SHOWN && (
            <span className="under">and {transactionIds.length - SHOWN} more</span>
          )}
        </>
      ),
  },
  { header: 'Details', cell: ({ node }) => <Details entry={node} /> },
];

const SHOWN = 5;

const toneOf = (outcome: string): Tone => {
  if (outcome === 'DONE') return 'good';
  return outcome === 'PARTLY_DONE' ? 'waiting' : 'bad';
};

function Details({ entry }: { readonly entry: Entry }) {
  const { movement, input, eventTypes, idempotencyKey, requestId } = entry;
  return (
    <details>
      <summary>Input of {movement}</summary>
      <JsonText value={input} label={`Input of ${movement}`} />
      <Facts
        facts={[
          ['Events', eventTypes.join(', ') || 'none'],
          ['Key', <code>{idempotencyKey}</code>],
          ['Request', requestId === null ? undefined : <code>{requestId}</code>],
        ]}
      />
    </details>
  );
}
