import type {
  DeliveryStatus,
  WebhookDeliveriesQuery,
  WebhookFieldsFragment,
} from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { useState } from 'react';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { SelectField } from '../../parts/field.js';
import { Moment } from '../../parts/moment.js';
import { StatusBadge } from '../../parts/status-badge.js';
import { useQuery } from '../../parts/use-query.js';
import { useSession } from '../../session/session-context.js';
import type { Question } from '../shared/action-dialog.js';
import { Facts } from '../shared/facts.js';
import { ForwardPager, useForwardPages } from '../shared/forward-pager.js';
import { QueryNotice } from '../shared/query-notice.js';
import type { Ask } from '../shared/use-ask.js';
import { useEvery } from '../shared/use-every.js';
import { useRefresh } from '../shared/use-refresh.js';
import { ReplayForm } from './replay-form.js';

type Found = Extract<NonNullable<WebhookDeliveriesQuery['node']>, { readonly deliveries: unknown }>;
type Delivery = Found['deliveries']['edges'][number]['node'];

const PAGE = 25;
const RELOAD_MS = 5_000;
const STATUSES: readonly DeliveryStatus[] = ['PENDING', 'DELIVERED', 'DEAD'];

/** The deliveries of a webhook, newest first. An admin can have them sent again. */
export function Deliveries(props: {
  readonly id: string;
  readonly webhook: WebhookFieldsFragment | undefined;
  readonly ask: Ask;
}) {
  const { id, webhook, ask } = props;
  const onebook = useOnebook();
  const { may } = useSession();
  const [chosen, setChosen] = useState('');
  const pages = useForwardPages(PAGE, chosen);
  const query = useQuery(`${id} ${chosen} ${JSON.stringify(pages.page)}`, async (signal) => {
    const status = STATUSES.find((one) => one === chosen);
    const node = await onebook.webhookDeliveries(
      { id, ...pages.page, ...(status === undefined ? {} : { status }) },
      { signal },
    );
    return node !== null && 'deliveries' in node ? node : null;
  });
  const refresh = useRefresh(query);
  useEvery(RELOAD_MS, refresh);
  const { data } = query;
  if (data === undefined) return <QueryNotice query={query} what="the deliveries" />;
  if (data === null) return <Empty>There is no webhook {id}.</Empty>;
  const { edges, pageInfo } = data.deliveries;
  const isAdmin = may('ADMIN');
  return (
    <>
      <QueryNotice query={query} what="the deliveries" />
      <p>
        {webhook?.url} <code>{id}</code> <StatusBadge status={data.status} />
      </p>
      <div className="filters">
        <SelectField
          label="Status"
          value={chosen}
          onChange={setChosen}
          options={[
            ['', 'All'],
            ['PENDING', 'Pending'],
            ['DELIVERED', 'Delivered'],
            ['DEAD', 'Given up'],
          ]}
        />
      </div>
      <DataTable
        caption="Deliveries, newest first"
        columns={isAdmin ? [...COLUMNS, replayColumn(id, ask, refresh)] : COLUMNS}
        rows={edges.map(({ node }) => node)}
        keyOf={(delivery) => delivery.id}
        empty={<Empty>No event was delivered yet. A delivery appears here by itself.</Empty>}
      />
      <ForwardPager pages={pages} info={pageInfo} what="deliveries" />
      {isAdmin && data.status !== 'DELETED' && <ReplayForm id={id} onDone={refresh} />}
    </>
  );
}

const COLUMNS: readonly Column<Delivery>[] = [
  {
    header: 'Event',
    isRowHeader: true,
    cell: ({ type, eventId }) => (
      <>
        {type}
        <span className="under">
          <code>{eventId}</code>
        </span>
      </>
    ),
  },
  { header: 'Status', cell: ({ status }) => <DeliveryBadge status={status} /> },
  { header: 'Attempts', align: 'number', cell: ({ attempts }) => attempts },
  { header: 'Last attempt', cell: ({ lastAttemptAt }) => <Moment at={lastAttemptAt} /> },
  { header: 'Next attempt', cell: ({ nextAttemptAt }) => <Moment at={nextAttemptAt} /> },
  {
    header: 'Answer',
    cell: ({ responseStatus, durationMs, error }) => (
      <>
        {responseStatus ?? 'none'}
        {durationMs !== null && `, ${String(durationMs)} ms`}
        {error !== null && <span className="detail">{error}</span>}
      </>
    ),
  },
];

function DeliveryBadge({ status }: { readonly status: DeliveryStatus }) {
  return status === 'DEAD' ? (
    <StatusBadge status="GIVEN_UP" tone="bad" />
  ) : (
    <StatusBadge status={status} />
  );
}

const replayColumn = (webhookId: string, ask: Ask, onDone: () => void): Column<Delivery> => ({
  header: 'Change',
  cell: (delivery) =>
    delivery.status === 'DEAD' ? (
      <button
        type="button"
        aria-label={`Send again: ${delivery.type}, ${delivery.eventId}`}
        onClick={() => ask(replay(webhookId, delivery, onDone))}
      >
        Send again
      </button>
    ) : (
      <span className="quiet">–</span>
    ),
});

const replay = (
  webhookId: string,
  { id, type, eventId, error }: Delivery,
  onDone: () => void,
): Question<'replayWebhook'> => ({
  name: 'replayWebhook',
  title: 'Send this event again?',
  label: 'Send it again',
  body: (
    <Facts
      facts={[
        ['Event', `${type} ${eventId}`],
        ['Last error', error],
      ]}
    />
  ),
  input: () => ({ webhookId, deliveryIds: [id] }),
  done: () => <p>It is sent after what waits already.</p>,
  onDone,
});
