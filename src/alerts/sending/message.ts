import type { DueNotification } from './due-notifications.js';

/** How clients know rows. */
export interface ShownIds {
  readonly alert: (uuid: string) => string;
  readonly monitor: (uuid: string) => string;
  readonly wallet: (uuid: string) => string;
  readonly transaction: (uuid: string) => string;
}

/** An e-mail in plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for each attempt, so that a mailbox which gets it twice knows that it is one message. */
  readonly messageId: string;
}

/** The e-mail of an alert to one address. */
export function mailOf(due: DueNotification, to: string, ids: ShownIds, domain: string): Mail {
  const alert = ids.alert(due.alertId);
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    ['Monitor', `${due.monitorName} (${due.kind}, ${ids.monitor(due.monitorId)})`],
    ['Wallet', due.walletId && ids.wallet(due.walletId)],
    ['Transaction', due.transactionId && ids.transaction(due.transactionId)],
    ['Happened', due.happenedAt.toISOString()],
    ['Raised', due.raisedAt.toISOString()],
    ['Over since', due.endedAt?.toISOString()],
    ['Alert', alert],
  ];
  const lines = facts.flatMap(([name, value]) =>
    value ? [`${`${name}:`.padEnd(13)}${value}`] : [],
  );
  return {
    to,
    subject: `Alert: ${due.monitorName}`,
    text: [
      due.summary,
      '',
      ...lines,
      '',
      'Acknowledge it, or it goes on to the next channel of the monitor:',
      `  mutation { acknowledgeAlert(input: { alertId: "${alert}", idempotencyKey: "ack ${alert}" }) { __typename } }`,
      '',
    ].join('\n'),
    messageId: `<${alert}.${due.channel}@${domain}>`,
  };
}
