import type { AlertFieldsFragment } from '@onebook/client';
import { Moment } from '../../parts/moment.js';
import { StatusBadge, wordsOf } from '../../parts/status-badge.js';
import type { Question } from '../shared/action-dialog.js';
import { Facts } from '../shared/facts.js';

/** Whether someone looks after an alert, who, and what they noted. */
export function AlertState({ alert }: { readonly alert: AlertFieldsFragment }) {
  const { status, acknowledgedBy, acknowledgedAt, note } = alert;
  return (
    <>
      <StatusBadge status={status} />
      {acknowledgedBy !== null && (
        <span className="under">
          {acknowledgedBy}, <Moment at={acknowledgedAt} />
        </span>
      )}
      {note !== null && <span className="detail">{note}</span>}
    </>
  );
}

/** What became of an alert's messages. */
export function NotificationsOf({ alert }: { readonly alert: AlertFieldsFragment }) {
  if (alert.notifications.length === 0) return <span className="quiet">none</span>;
  return alert.notifications.map(({ email, status, error }, index) => (
    <span key={index} className="detail">
      {email ?? 'Webhook'}: <StatusBadge status={status} />
      {error !== null && <span className="under">{error}</span>}
    </span>
  ));
}

/** What the dialog asks before an alert is acknowledged. */
export function acknowledge(
  { id, summary, monitor, happenedAt }: AlertFieldsFragment,
  onDone: () => void,
): Question<'acknowledgeAlert'> {
  return {
    name: 'acknowledgeAlert',
    title: 'Acknowledge this alert?',
    label: 'Acknowledge',
    body: (
      <>
        <Facts
          facts={[
            ['What', <strong>{summary}</strong>],
            ['Monitor', `${monitor.name} (${wordsOf(monitor.on).toLowerCase()})`],
            ['Happened', <Moment at={happenedAt} />],
          ]}
        />
        <p>You look after it. Messages to further channels are not sent.</p>
      </>
    ),
    text: {
      label: 'Note',
      isRequired: false,
      hint: 'What is done about it.',
      maxLength: 500,
    },
    input: (note) => ({ alertId: id, ...(note === '' ? {} : { note }) }),
    done: () => <p>Acknowledged.</p>,
    onDone,
  };
}
