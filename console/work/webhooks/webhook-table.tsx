import type { WebhookFieldsFragment } from '@onebook/client';
import { hrefOf } from '../../frame/route.js';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { Moment } from '../../parts/moment.js';
import { StatusBadge } from '../../parts/status-badge.js';
import { useSession } from '../../session/session-context.js';
import type { Ask } from '../shared/use-ask.js';
import { change, rotate, test } from './webhook-questions.js';

/** The webhooks of a page, with what an admin can do to them. */
export function WebhookTable(props: {
  readonly webhooks: readonly WebhookFieldsFragment[];
  /** The id of the webhook whose deliveries are shown. */
  readonly chosen: string;
  readonly ask: Ask;
  readonly onDone: () => void;
}) {
  const { webhooks, chosen, ask, onDone } = props;
  const { may } = useSession();
  const wordsFor = (id: string): string => (id === chosen ? 'Shown below' : 'Show');
  const deliveries: Column<WebhookFieldsFragment> = {
    header: 'Deliveries',
    cell: ({ id, url }) => (
      <a
        href={hrefOf('/work/webhooks', { of: id })}
        aria-current={id === chosen ? 'true' : undefined}
        aria-label={`${wordsFor(id)}: deliveries to ${url}`}
      >
        {wordsFor(id)}
      </a>
    ),
  };
  const columns = [...COLUMNS, deliveries, ...(may('ADMIN') ? [actions(ask, onDone)] : [])];
  return (
    <DataTable
      caption="Webhooks, newest first"
      columns={columns}
      rows={webhooks}
      keyOf={({ id }) => id}
      empty={<Empty>Events are delivered to no one yet. An admin can create a webhook.</Empty>}
    />
  );
}

const COLUMNS: readonly Column<WebhookFieldsFragment>[] = [
  {
    header: 'To',
    isRowHeader: true,
    cell: ({ url, description }) => (
      <>
        <span className="url">{url}</span>
        {description !== null && <span className="under">{description}</span>}
      </>
    ),
  },
  {
    header: 'Events',
    cell: ({ types, selection }) => (
      <>
        {types.length === 0 ? 'all' : types.join(', ')}
        {selection !== null && (
          <details>
            <summary>Selection</summary>
            <code>{selection}</code>
          </details>
        )}
      </>
    ),
  },
  {
    header: 'Created',
    cell: ({ createdBy, createdAt }) => (
      <>
        {createdBy}
        <span className="under">
          <Moment at={createdAt} />
        </span>
      </>
    ),
  },
  {
    header: 'State',
    cell: ({ status, oldSecretUntil }) => (
      <>
        <StatusBadge status={status} />
        {oldSecretUntil !== null && (
          <span className="under">
            old secret until <Moment at={oldSecretUntil} />
          </span>
        )}
      </>
    ),
  },
];

const actions = (ask: Ask, onDone: () => void): Column<WebhookFieldsFragment> => ({
  header: 'Change',
  cell: (webhook) => {
    const { url, status } = webhook;
    const flip = status === 'PAUSED' ? 'resumeWebhook' : 'pauseWebhook';
    const buttons = [
      [status === 'PAUSED' ? 'Resume' : 'Pause', () => ask(change(flip, webhook, onDone))],
      ['Test', () => ask(test(webhook))],
      ['Rotate secret', () => ask(rotate(webhook, onDone))],
      ['Delete', () => ask(change('deleteWebhook', webhook, onDone))],
    ] as const;
    return (
      <span className="row-actions">
        {buttons.map(([label, open]) => (
          <button key={label} type="button" aria-label={`${label}: ${url}`} onClick={open}>
            {label}
          </button>
        ))}
      </span>
    );
  },
});
